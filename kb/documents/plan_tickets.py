"""A plan as tickets: one Markdown text per item, ready to be filed in whatever tracker is used."""

from typing import Final

from kb.analyses.plan.report import PlanItem, PlanReport
from kb.documents.document import Block, Bullets, Cell, Document, Facts, Paragraph, Section

_PROVING: Final = frozenset({"drill", "write-up"})
"""The moves of whoever only proves what so far is a claim."""


def tickets(report: PlanReport, at: str) -> tuple[tuple[str, Document], ...]:
    """Return a document per item, with its id, in the order of the plan."""
    return tuple((item.id, ticket(report, item, at)) for item in report.items)


def ticket(report: PlanReport, item: PlanItem, at: str) -> Document:
    """Describe one item for the person who does it, who may never have seen the plan."""
    sessions = [session for session in report.sessions if session.item == item.id]
    steps = tuple(f"{session.first} to {session.last}, {session.hours} h: {session.task}" for session in sessions)
    facts: list[tuple[str, Cell]] = [
        ("Who", Cell(item.learner)),
        ("With", Cell(", ".join(item.teachers) or "nobody: alone, or with whoever is named below")),
        ("Due", Cell(str(item.due))),
        ("Hours", Cell(str(item.hours))),
    ]
    if item.access:
        facts.append(("Access first", Cell(f"{', '.join(item.access)} (not written down for {item.learner})")))
    if item.vendors:
        facts.append(("Vendor", Cell(", ".join(item.vendors))))
    done = (
        f"Done when kb runbook start {item.runbook} --kind {item.proof.value} --by {item.learner} has been run to the end, "
        "passed, without help, and its log is committed. A game day or a real incident counts as well. Nothing else "
        "closes it, and nothing else is needed: kb plan --progress sees the run."
    )
    blocks: list[Block] = [
        Facts(tuple(facts)),
        Section("Why", (Paragraph(f"{item.why}. Why {item.learner}: {item.who}."),)),
        Section("Sessions", (Bullets(steps, numbered=True),)),
        Section("Done", (Paragraph(done),)),
    ]
    if report.totals.assumed:
        said = "Given assumed starting levels: say so if you stand elsewhere, and the plan is made anew."
        blocks.insert(0, Paragraph(said))
    claims = {session.move for session in sessions} <= _PROVING
    does = "prove that they can operate" if claims else "learn to operate"
    title = f"{item.learner}: {does} {', '.join(item.components)} ({item.runbook})"
    return Document(title, at, tuple(blocks))
