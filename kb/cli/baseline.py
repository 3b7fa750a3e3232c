"""Baselines on the command line: the options, and writing one."""

from typing import TYPE_CHECKING

import click

from kb.cli.options import gathered, note, refuse
from kb.cli.session import Session
from kb.errors import KbError, UsageError
from kb.model.asked import At
from kb.model.finding import BASELINE, faults_said
from kb.model.noun import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from kb.analyses.check.report import CheckReport
    from kb.analyses.risk.report import RiskReport, Row
    from kb.model.baseline import Baseline, RiskComparison


class Writing(NamedTuple):
    """What was asked about writing a baseline."""

    wanted: bool
    accept_new: bool
    dry_run: bool

    def refuse(self, others: dict[str, bool]) -> None:
        """Refuse options that make no sense together.

        Raises:
            UsageError: naming the first that was given.
        """
        if self.wanted:
            refuse(others, "--write-baseline is for the whole as it stands: leave {} out")
        else:
            own = {"--accept-new": self.accept_new, "--dry-run": self.dry_run}
            refuse(own, "{0} belongs to --write-baseline: add that, or leave {0} out")


writing_options = gathered(
    "writing",
    Writing,
    write_baseline=click.option("--write-baseline", is_flag=True, help=f"Write {BASELINE}: what stands now is let be."),
    accept_new=click.option(
        "--accept-new", is_flag=True, help="With --write-baseline: take in what is new or worse, too."
    ),
    dry_run=click.option("--dry-run", is_flag=True, help="With --write-baseline: show the diff, and write nothing."),
)
"""Adds the options of writing a baseline; the command gets them as ``writing``."""


def refuse_beside(compare: bool, writing: Writing, others: dict[str, bool], scope: tuple[str | None, ...]) -> None:
    """Refuse options of `kb risk` that make no sense with a baseline. A comparison may be limited to a scope; a baseline is of the whole.

    Raises:
        UsageError: naming the first that was given.
    """
    if compare:
        refuse(others, "--baseline compares components as they stand: leave {} out")
    limits = zip(("--system", "--team", "--event"), scope, strict=True)
    writing.refuse({"--baseline": compare} | others | {name: limit is not None for name, limit in limits})


def compared(session: Session, rows: "tuple[Row, ...]", *, whole: bool) -> "RiskComparison":
    """Return how some rows stand against the baseline.

    Raises:
        UsageError: if there is none, or none of `kb risk`.
    """
    from kb.analyses.baseline_risk import compare

    found = read(session)
    if found is None:
        raise UsageError(f"there is no baseline to compare with: `kb risk --write-baseline` writes {BASELINE}")
    if found.risk is None:
        raise UsageError(f"{BASELINE} holds no risk part, only that of kb check: `kb risk --write-baseline` adds it")
    return compare(rows, found.risk, whole=whole)


def judged(report: "RiskReport") -> "tuple[tuple[Row, ...], tuple[Row, ...]]":
    """Return the rows a limit on the class and one on the bus factor hold for: with a baseline, those worse or new."""
    found = report.baseline
    if found is None:
        return report.rows, report.rows
    by_class = {*found.added, *(item.component for item in found.worse if item.by_class)}
    by_bus_factor = {*found.added, *(item.component for item in found.worse if item.by_bus_factor)}
    return (
        tuple(row for row in report.rows if row.component in by_class),
        tuple(row for row in report.rows if row.component in by_bus_factor),
    )


def read(session: Session) -> "Baseline | None":
    """Return the baseline of a knowledge base, None if it has none.

    Raises:
        KbError: listing every fault in its file.
    """
    from kb.files import baseline

    found = baseline.read(session.root)
    if found.findings:
        raise KbError(faults_said(found.findings))
    return found.baseline


def write_check(session: Session, when: At, report: "CheckReport", writing: Writing) -> None:
    """Write the part of `kb check`.

    Raises:
        KbError: if the files have errors: what else they would show is hidden.
    """
    from kb.analyses.baseline import renewed
    from kb.model.baseline import Baseline

    if report.counts.errors:
        raise KbError(
            "nothing was written: the files have errors, and an error is mended, not let be; `kb check` shows them"
        )
    old = read(session) or Baseline()
    part = renewed(report.findings, old.check, when.instant.date(), accept_new=writing.accept_new)
    before = sum(old.check.entries.values()) if old.check is not None else None
    now = sum(part.entries.values())
    new = (
        len([item for item in report.findings if item.is_open]) if before is not None and not writing.accept_new else 0
    )
    _write(session.root, old._replace(check=part), writing, _told(_sizes("finding", before, now), new, "new"))


def write_risk(session: Session, when: At, rows: "tuple[Row, ...]", writing: Writing) -> None:
    """Write the part of `kb risk`."""
    from kb.analyses.baseline_risk import compare, renewed
    from kb.model.baseline import Baseline

    old = read(session) or Baseline()
    part = renewed(rows, old.risk, when.instant.date(), accept_new=writing.accept_new)
    before = len(old.risk.components) if old.risk is not None else None
    found = compare(rows, part, whole=True)
    worse = len(found.worse) + len(found.added)
    said = _told(_sizes("component", before, len(part.components)), worse, "worse or new")
    _write(session.root, old._replace(risk=part), writing, said)


def _sizes(noun: str, before: int | None, now: int) -> str:
    from kb.model.saying import count

    was = "" if before is None else f", {before:,} before"
    return f"{BASELINE} holds {count(now, noun)}{was}."


def _told(said: str, left_out: int, word: str) -> str:
    if left_out:
        said += f" {left_out:,} {word} stay{'s' if left_out == 1 else ''} out and count{'s' if left_out == 1 else ''}: "
        said += "--accept-new takes them in."
    return said


def _write(root: "Path", baseline: "Baseline", writing: Writing, said: str) -> None:
    from kb.cli.changes import agreed, over, show_diff
    from kb.files.baseline import text
    from kb.files.write import write_text

    file = root / BASELINE
    change = over(file, text(baseline))._replace(path=BASELINE, new_path=BASELINE)
    show_diff([change])
    if writing.dry_run:
        note(said)
    if agreed(dry_run=writing.dry_run):
        if change.old != change.new:
            write_text(file, change.new)
        note(f"{said} Commit it.")
