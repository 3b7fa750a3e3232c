"""How far a handover has come, in words."""

from typing import Final

from kb.analyses.handover.progress import HandoverProgressReport, TaskProgress
from kb.analyses.plan.progress import State
from kb.documents import plan_progress
from kb.documents.document import (
    Block,
    Cell,
    Document,
    Paragraph,
    Section,
    Table,
    Tone,
    Verdict,
    cells,
    columns,
)

_COLUMNS: Final = columns("State", "Due", "About~", "To do~")
_TONES: Final = {State.CLOSED: Tone.GOOD, State.OVERDUE: Tone.BAD}


def describe(report: HandoverProgressReport, at: str) -> Document:
    """Describe what is closed, by which runs or files, and what is next."""
    blocks: list[Block] = [_verdict(report)]
    runs = plan_progress.describe(report.sessions, at).blocks
    tables = tuple(block for block in runs if isinstance(block, Table))
    if tables:
        blocks.append(Section("To be proved by a run", tables))
    if report.tasks:
        rows = tuple(map(_row, report.tasks))
        blocks.append(Section("To be seen in the files", (Table(_COLUMNS, rows),)))
    said = (
        "Passed, unaided runs since the start close what is learned; the rest is closed when the files name somebody who stays. "
        "Nobody ticks anything off."
    )
    blocks.append(Paragraph(said))
    return Document(_title(report), at, tuple(blocks))


def describe_rows(report: HandoverProgressReport, at: str) -> Document:
    """Describe everything as one table, for CSV."""
    rows = [("run", item.id, item.state.value, item.due, item.sentence) for item in report.sessions.items]
    rows += [("files", item.id, item.state.value, item.day, item.todo) for item in report.tasks]
    return Document.of_rows(_title(report), at, ("kind", "id", "state", "due", "because"), rows)


def _title(report: HandoverProgressReport) -> str:
    return f"Progress of the handover: {report.scope}, by {report.by}"


def _verdict(report: HandoverProgressReport) -> Verdict:
    if not report.total:
        return Verdict("NOTHING", "the handover has nothing to follow", Tone.UNKNOWN)
    tone = Tone.GOOD if report.closed == report.total else Tone.BAD if report.overdue else Tone.CAUTION
    said = f"are closed, by logged runs and by what the files say; {report.overdue} overdue or not possible as planned"
    return Verdict(f"{report.closed} OF {report.total}", said, tone)


def _row(item: TaskProgress) -> tuple[Cell, ...]:
    return cells(Cell(item.state.value, _TONES.get(item.state, Tone.PLAIN)), item.day, item.subject, item.todo)
