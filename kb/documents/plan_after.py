"""What a plan would change, put in front of a report of the state it would lead to: it has to say what it is."""

from kb.analyses.plan.report import PlanReport
from kb.analyses.readiness.answer import Outcome
from kb.analyses.readiness.report import ReadinessCheck, ReadinessReport
from kb.analyses.risk.report import Totals
from kb.documents.document import Block, Bullets, Cell, Document, Paragraph, Section, Table, Tone, columns
from kb.model.saying import count

_COLUMNS = columns("Class", "Today>", "Without the plan>", "With the plan>")
_CLASSES = ("orphaned", "single", "thin", "held", "unknown", "proven_held")


def supposed(plan: PlanReport) -> str:
    """Return the words every such report is headed with."""
    return f"if the plan until {plan.by} is carried out"


def opened(document: Document, plan: PlanReport, totals: tuple[Totals, Totals, Totals] | None = None) -> Document:
    """Return the description of a supposed state, headed by what it supposes.

    ``totals`` are those of today, and of the last day without and with the plan.
    """
    blocks: list[Block] = [Paragraph(_said(plan), Tone.CAUTION)]
    if totals is not None:
        blocks.append(Table(_COLUMNS, tuple(_row(name, totals) for name in _CLASSES)))
    title = document.title if supposed(plan) in document.title else f"{document.title} ({supposed(plan)})"
    return document._replace(title=title, blocks=(*blocks, *document.blocks))


def _said(plan: PlanReport) -> str:
    if not plan.items:
        return f"The plan until {plan.by} has nothing to do: this is what would be so on that day as things stand."
    given = " It is made from assumed starting levels." if plan.totals.assumed else ""
    return (
        f"This is not the state of things: it is what would be so on {plan.by} if each of the {count(len(plan.items), 'item')} of the plan "
        f"({count(plan.totals.sessions, 'session')}, {plan.totals.hours} h) ended in a passed unaided run, and nothing else changed.{given}"
    )


def _row(name: str, totals: tuple[Totals, Totals, Totals]) -> tuple[Cell, ...]:
    word = "proven to be held" if name == "proven_held" else name
    return (Cell(word.capitalize()), *(Cell(str(getattr(item, name))) for item in totals))


def moved(without: ReadinessReport, report: ReadinessReport) -> Block:
    """Describe which checks a plan moves: how many of their answers pass without it, and with it."""
    before = {result.check: result for result in without.results}
    lines = [
        f"{result.code} {result.title}: {_passing(before[result.check])} of {len(result.answers)} answers pass without the plan, "
        f"{_passing(result)} with it ({before[result.check].outcome.value} → {result.outcome.value})"
        for result in report.results
        if result.check in before and _passing(result) != _passing(before[result.check])
    ]
    if not lines:
        return Paragraph(
            f"The plan moves no check: {without.verdict.value} without it, {report.verdict.value} with it."
        )
    verdict = Paragraph(
        f"{without.verdict.value} without the plan: {without.sentence}. {report.verdict.value} with it: {report.sentence}."
    )
    return Section("What the plan moves", (verdict, Bullets(tuple(lines))))


def _passing(result: ReadinessCheck) -> int:
    return sum(answer.outcome in (Outcome.PASS, Outcome.WARN) for answer in result.answers)
