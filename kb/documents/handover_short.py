"""A handover, in short: the verdict, what would be lost, to whom it goes, the next two weeks, and counts of the rest.

All of it is in :mod:`kb.documents.handover`.
"""

from typing import Final

from kb.analyses.handover.report import Handed, HandoverReport, Work
from kb.documents import plan
from kb.documents.document import Block, Bullets, Document, Paragraph, Section
from kb.documents.handover import given, givers, goes, last_day, lost, quality, title, unplanned, verdict
from kb.documents.handover_lists import DUTY_TITLES, event_section, weighed
from kb.documents.plan_costs import costs
from kb.documents.plan_short import FULL, REASONS, SESSIONS, TEAMS, WEEKS, opened, rest
from kb.documents.saying import cut, listed, listing, tier_word

_ORDER: Final = 12
"""Components whose successors are named; the first in the order of the handover."""
_NAMED: Final = 8


def describe(report: HandoverReport, at: str) -> Document:
    """Describe a handover in short."""
    schedule = report.plan
    blocks: list[Block] = [*given(report), verdict(report), *givers(report), *lost(report), *_order(report)]
    blocks += [*plan.first(schedule, REASONS, "--full"), *plan.weeks(schedule, WEEKS, SESSIONS)]
    blocks += [
        *rest(schedule, "kb handover"),
        *costs(schedule, TEAMS),
        *_open(report),
        *_besides(report),
        *event_section(report),
    ]
    return Document(title(report), at, (*blocks, *last_day(report), *quality(report), Paragraph(FULL)))


def _order(report: HandoverReport) -> list[Block]:
    if not report.components:
        return []
    items = sorted(report.components, key=lambda item: item.order)
    lines = cut([_said(item) for item in items], _ORDER, "--full")
    return [Section("To whom, in this order", (Bullets(tuple(lines), numbered=True),))]


def _said(item: Handed) -> str:
    who = f"{goes(item)}, with {item.runbook}" if item.planned else unplanned(item)
    return f"{item.component} ({tier_word(item.tier)}): {who}"


def _open(report: HandoverReport) -> list[Block]:
    left = report.plan.open
    if not left:
        return []
    blocks = (*weighed(report), Bullets(tuple(opened(left))))
    return [Section(f"What cannot be handed over by then ({len(left)})", blocks)]


def _besides(report: HandoverReport) -> list[Block]:
    """Return how many runbooks and duties there are besides, by kind, and what each kind is about."""
    write = [item.runbook for item in report.runbooks if item.work is Work.WRITE]
    rest = [item.runbook for item in report.runbooks if item.work is not Work.WRITE]
    found = {"Runbooks to write": write, "Runbooks to rehearse, mend or take over": rest}
    for heading, kinds in DUTY_TITLES.items():
        found[heading] = [item.subject for item in report.duties if item.kind in kinds]
    lines = tuple(
        f"{heading} ({len(set(names))}): {listed(tuple(dict.fromkeys(names)), _NAMED)}"
        for heading, names in found.items()
        if names
    )
    return listing("Besides", lines)
