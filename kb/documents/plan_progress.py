"""How far a plan has come, in words."""

from typing import Final

from kb.analyses.plan.progress import ItemProgress, PlanProgressReport, State
from kb.documents.document import Block, Cell, Document, Paragraph, Table, Tone, Verdict, cells, columns
from kb.model.saying import count

_TONES: Final = {
    State.CLOSED: Tone.GOOD,
    State.BEGUN: Tone.CAUTION,
    State.OPEN: Tone.PLAIN,
    State.OVERDUE: Tone.BAD,
    State.VOID: Tone.BAD,
}
_COLUMNS: Final = columns("State", "Due", "Who~", "Proves~", "Because~")


def describe(report: PlanProgressReport, at: str) -> Document:
    """Describe which items are closed, by which runs, and what is next."""
    blocks: list[Block] = [_verdict(report)]
    if report.items:
        blocks.append(
            Table(_COLUMNS, tuple(map(_row, report.items)), keys=("state", "due", "learner", "components", "because"))
        )
    said = f"The plan was made for {report.began:%Y-%m-%d} to {report.by}. Passed, unaided runs since then close items; nobody ticks them off."
    blocks.append(Paragraph(said))
    return Document(f"Progress of the plan: {report.scope}", at, tuple(blocks))


def _verdict(report: PlanProgressReport) -> Verdict:
    total = len(report.items)
    said = f"items are closed by logged runs; {report.overdue} overdue" + (
        f"; {count(report.void, 'item')} cannot be closed as planned: make a new plan" if report.void else ""
    )
    if not total:
        return Verdict("NOTHING", "the plan has no item", Tone.UNKNOWN)
    bad = report.overdue or report.void
    tone = Tone.GOOD if report.closed == total else Tone.BAD if bad else Tone.CAUTION
    return Verdict(f"{report.closed} OF {total}", said, tone)


def _row(item: ItemProgress) -> tuple[Cell, ...]:
    where = f" ({item.run})" if item.run else ""
    return cells(
        Cell(item.state.value, _TONES[item.state]),
        item.due,
        item.learner,
        ", ".join(item.components),
        f"{item.sentence}{where}",
    )
