"""A handover as a checklist: to commit beside the files, to print, and to sign on the last day."""

from collections.abc import Iterable

from kb.analyses.handover.report import HandoverReport
from kb.documents.document import Block, Document, Paragraph
from kb.documents.handover import givers, title, verdict
from kb.documents.handover_lists import DUTY_TITLES, said_duty, said_open, said_work
from kb.documents.saying import listing
from kb.model.saying import count

_BOX = "☐"


def describe(report: HandoverReport, at: str) -> Document:
    """Describe what is to be done, a box each, in the order of the handover."""
    blocks: list[Block] = []
    if report.plan.totals.assumed:
        blocks.append(Paragraph("Given assumed starting levels: say so if you stand elsewhere, and this is made anew."))
    blocks += [verdict(report), *givers(report), *_learned(report)]
    blocks += _boxes("Decide: it cannot be handed over in time", map(said_open, report.plan.open))
    until = (f"{item.component}: {item.meanwhile}" for item in report.components if item.meanwhile)
    blocks += _boxes("Until then, where nobody can be planned", until)
    blocks += _boxes("Runbooks", map(said_work, report.runbooks))
    for heading, kinds in DUTY_TITLES.items():
        blocks += _boxes(heading, (said_duty(item, report) for item in report.duties if item.kind in kinds))
    blocks += _boxes("On the last day", _last(report))
    how = (
        "Boxes are for paper. kb handover --progress goes by what is logged and written: a passed, unaided run closes what is "
        "learned, and the files close the rest once they name somebody who stays."
    )
    return Document(f"Checklist. {title(report)}", at, (*blocks, Paragraph(how)))


def _learned(report: HandoverReport) -> list[Block]:
    """Return the items in the order of the schedule, each with its sessions."""
    found: list[Block] = []
    for item in report.plan.items:
        mine = [session for session in report.plan.sessions if session.item == item.id]
        lines = [f"{session.first} to {session.last}, {session.hours} h: {session.task}" for session in mine]
        if item.access:
            lines.insert(0, f"first: give {item.learner} {', '.join(item.access)}, not written for them")
        new = "" if item.written else " (its steps to be written on the way)"
        lines.append(
            f"DONE when an unaided {item.proof.value} of {item.runbook}{new} by {item.learner} has passed and is logged, by {item.due}"
        )
        found += _boxes(f"{item.learner}: {', '.join(item.components)} ({count(item.hours, 'hour')})", lines)
    return found


def _last(report: HandoverReport) -> Iterable[str]:
    for item in report.givers:
        what = ", ".join(item.access) if item.access else "what they can get into; none of it is written"
        yield f"{item.last}: take back from {item.person}: {what}"
        if not item.written:
            yield f"{item.last}: write until: {item.last} at the entry of {item.person}, and keep the entry"


def _boxes(heading: str, lines: Iterable[str]) -> list[Block]:
    boxes = tuple(f"{_BOX} {line}" for line in lines)
    return listing(heading, boxes)
