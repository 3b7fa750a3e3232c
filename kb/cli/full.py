"""The options of ``kb risk --full``, and its answer."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from kb.cli.options import draw_words
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


def full_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--full`` and the options that go with it; the command gets one ``full``, None without it."""

    @wraps(function)
    def call(*args: Any, full: bool, percent: int | None, leaving: int | None, exact: bool, **kwargs: Any) -> Any:
        if not full and (percent is not None or leaving is not None or exact):
            raise UsageError("--percent, --leaving and --exact go with --full")
        if not full and kwargs.get("format_name") == "svg":
            raise UsageError("--format svg draws the curve of --full")
        return function(*args, full=Full(percent, leaving, exact) if full else None, **kwargs)

    options = (
        click.option("--full", is_flag=True, help="Set sizes with proof, random loss, robustness, structure, ranges."),
        click.option(
            "--percent",
            type=click.IntRange(0, 99),
            metavar="X",
            help="With --full: how much is lost (default: over 50 %).",
        ),
        click.option(
            "--leaving",
            type=click.IntRange(min=0),
            metavar="M",
            help="With --full: how many leave at random (default: a tenth).",
        ),
        click.option("--exact", is_flag=True, help="With --full: search much longer for a proof."),
    )
    for option in reversed(options):
        call = option(call)
    return call


def refuse(full: Full | None, others: dict[str, bool]) -> None:
    """Refuse options that ask another question than ``--full``.

    Raises:
        UsageError: naming the option.
    """
    for name, given in others.items():
        if full is not None and given:
            raise UsageError(f"--full is about a scope, {name} asks another question: give one of them")


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
