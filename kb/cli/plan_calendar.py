"""A plan as a calendar: one all-day entry a session, over the days it can be held on."""

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.analyses.plan.report import PlanReport, PlanSession
    from kb.render._ical import Entry


def calendar(report: "PlanReport", command: str = "kb plan") -> str:
    """Return a plan, made by some command, as an iCalendar file: the same bytes for the same plan."""
    from kb.render import _ical

    return _ical.calendar(command, report.at, map(_entry, report.sessions))


def _entry(item: "PlanSession") -> "Entry":
    from kb.render._ical import Entry

    beside = f" with {item.teacher}" if item.teacher else ""
    return Entry(
        f"{item.item}-{'-'.join(item.components)}-{item.move}-{item.part}",
        item.first,
        item.last + timedelta(days=1),
        f"{item.learner}: {item.title} on {item.runbook}{beside} ({item.hours} h)",
        f"{item.task[:1].upper()}{item.task[1:]}. {item.hours} hours, any time from {item.first} to {item.last}.",
    )
