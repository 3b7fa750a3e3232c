"""The options of ``kb risk --full``, and its answer."""

from typing import TYPE_CHECKING

import click

from kb.cli.options import draw_words, gathered, refuse
from kb.cli.session import Session
from kb.errors import UsageError
from kb.model.asked import At
from kb.model.noun import NamedTuple

if TYPE_CHECKING:
    from kb.analyses.risk.assess import Assessment
    from kb.analyses.risk.report import RiskReport


class Full(NamedTuple):
    """What ``--full`` is asked for, as given."""

    percent: int | None
    leaving: int | None
    exact: bool


def _asked(full: bool, percent: int | None, leaving: int | None, exact: bool) -> Full | None:
    if not full and (percent is not None or leaving is not None or exact):
        raise UsageError("--percent, --leaving and --exact go with --full")
    return Full(percent, leaving, exact) if full else None


full_options = gathered(
    "full",
    _asked,
    full=click.option("--full", is_flag=True, help="Set sizes with proof, random loss, robustness, structure, ranges."),
    percent=click.option(
        "--percent", type=click.IntRange(0, 99), metavar="X", help="With --full: how much is lost (default: over 50 %)."
    ),
    leaving=click.option(
        "--leaving",
        type=click.IntRange(min=0),
        metavar="M",
        help="With --full: how many leave at random (default: a tenth).",
    ),
    exact=click.option("--exact", is_flag=True, help="With --full: search much longer for a proof."),
)
"""Adds ``--full`` and the options that go with it; the command gets one ``full``, None without it."""


def refuse_beside(full: Full | None, others: dict[str, bool], format_name: str) -> None:
    """Refuse options that ask another question than ``--full``, and the format that is drawn of it alone.

    Raises:
        UsageError: naming the option.
    """
    if full is not None:
        refuse(others, "--full is about a scope, {} asks another question: give one of them")
    elif format_name == "svg":
        raise UsageError(
            "--format svg draws the curve of --full: add --full, or draw the components by kb graph --format svg"
        )


def answer(
    session: Session,
    assessment: "Assessment",
    report: "RiskReport",
    event: str | None,
    full: Full,
    when: At,
    format_name: str,
    output: str | None,
) -> None:
    """Draw the full report on a scope."""
    from kb.analyses.risk.critical import PERCENT
    from kb.analyses.risk.full import Asked, full_report
    from kb.documents import risk_full as words

    asked = Asked(
        percent=PERCENT if full.percent is None else full.percent,
        leaving=full.leaving,
        exact=full.exact,
        event=None if event is None else session.base.events[event],
    )
    found = full_report(assessment, report, asked)
    draw_words(words, found, when.line, format_name, output)
