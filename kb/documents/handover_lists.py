"""The lists of a handover: what stays open, runbooks, duties, events in between."""

from typing import Final

from kb.analyses.handover.report import DutyKind, HandoverReport, HeldDuty, RunbookWork, Work
from kb.analyses.plan.report import Open, Why
from kb.documents.document import Block, Bullets, Paragraph, Section, Tone
from kb.documents.saying import cut, listed, tier_word
from kb.model.saying import count

SHOWN: Final = 40
"""Lines of a list shown by the formats people read."""
DUTY_TITLES: Final = {
    "Accesses nobody else holds": (DutyKind.ACCESS,),
    "On call": (DutyKind.ROTATION, DutyKind.SHIFT, DutyKind.ESCALATION),
    "Vendors": (DutyKind.VENDOR,),
    "Teams, roles and events": (DutyKind.TEAM, DutyKind.ROLE, DutyKind.EVENT, DutyKind.LADDER),
    "Sign-offs and waivers still open": (DutyKind.SIGN_OFF, DutyKind.WAIVER),
    "Runs under way": (DutyKind.RUN,),
}
"""The headings of a report, and the kinds of duty below each."""


def open_section(report: HandoverReport) -> list[Block]:
    """Return what cannot be handed over in time, by how many hours, and the options."""
    left = report.plan.open
    if not left:
        return []
    blocks: list[Block] = [*weighed(report), Bullets(tuple(cut([said_open(item) for item in left], SHOWN)))]
    if report.plan.later is not None:
        said = f"If {_moved(report)}, with the same hours a week, all that somebody is there to take over could be."
        blocks.append(Paragraph(said))
    return [Section(f"What cannot be handed over by then ({len(left)})", tuple(blocks))]


def weighed(report: HandoverReport) -> list[Block]:
    """Say it where one component is left with nobody and another is taught to a second operator, and what would help first.

    The hours of whoever teaches reach for either. Which takes away more risk is a sum (`kb explain plan`); that nobody is left is what a
    reader sees first, and asks about.
    """
    claimed = report.plan.counting == "claimed"
    held = {item.component: (item.after if claimed else item.proven_after) + item.planned for item in report.components}
    left = [item for item in report.plan.open if item.why is Why.TIME and not held.get(item.component)]
    givers = {item.person for item in report.givers}
    taught = {name for item in report.plan.sessions if item.teacher in givers for name in item.components}
    second = [item.component for item in report.components if item.component in taught and held[item.component] > 1]
    if not left or not second:
        return []
    one = len(left) == 1
    day = max(item.sessions for item in report.givers)
    best = "no schedule" if report.plan.proof.gain == report.plan.proof.gain_bound else "no schedule found"
    said = (
        f"{listed([item.component for item in left], 4)} {'is' if one else 'are'} left with nobody, while {listed(second, 4)} "
        f"come{'s' if len(second) == 1 else ''} to a second operator: {best} until {day} takes away more risk. kb plan keeps no days free "
        f"after that, so it may teach otherwise. What would help {left[0].component} first: {left[0].options[0]}."
    )
    return [Paragraph(said, Tone.CAUTION)]


def _moved(report: HandoverReport) -> str:
    if len(report.givers) == 1:
        return f"the last day were {report.plan.later}"
    weeks = ((report.plan.later or report.by) - report.by).days // 7
    return f"every last day were {count(weeks, 'week')} later"


def said_open(item: Open) -> str:
    """Say what stays open."""
    return (
        f"{item.component} ({tier_word(item.tier)}) lacks {item.short}, {item.hours} h short: {item.sentence}. "
        f"Options: {'; '.join(item.options)}."
    )


def runbook_section(report: HandoverReport) -> list[Block]:
    """Return the runbooks to write, rehearse, take over or mend."""
    if not report.runbooks:
        return []
    lines = [said_work(item) for item in report.runbooks]
    return [Section(f"Runbooks ({len(lines)})", (Bullets(tuple(cut(lines, SHOWN))),))]


def said_work(item: RunbookWork) -> str:
    """Say what is to be done with a runbook, and by whom."""
    who = f" ({listed(item.who, 3)})" if item.who and item.work is Work.WRITE else ""
    return f"{item.work.value} {item.runbook}: {item.todo}{who}"


def duty_sections(report: HandoverReport) -> list[Block]:
    """Return what they hold besides, under its headings."""
    found: list[Block] = []
    for title, kinds in DUTY_TITLES.items():
        lines = [said_duty(item, report) for item in report.duties if item.kind in kinds]
        if lines:
            found.append(Section(f"{title} ({len(lines)})", (Bullets(tuple(cut(lines, SHOWN))),)))
    return found


def said_duty(item: HeldDuty, report: HandoverReport) -> str:
    """Say what is to be done about a duty, by when, and where it stands; who holds it where several hand over."""
    whose = f"{', '.join(item.givers)}, " if len(report.givers) > 1 else ""
    return f"{item.subject}: {item.todo} ({whose}by {item.day}; {item.source})"


def event_section(report: HandoverReport) -> list[Block]:
    """Return the events in between: they take time, and whoever goes may be needed in them."""
    lines = []
    for item in report.events:
        needed = (
            f"; {listed(item.givers, 4)} {'is' if len(item.givers) == 1 else 'are'} needed in it" if item.givers else ""
        )
        stands = f"; stands on {listed(item.components, 4)}" if item.components else ""
        lines.append(f"{item.start:%Y-%m-%d %H:%M%z} {item.event} ({item.scale}){needed}{stands}")
    if not lines:
        return []
    said = f"No session is kept free for {'it' if len(lines) == 1 else 'them'}: plan around."
    return [Section(f"In between: {count(len(lines), 'event')}", (Bullets(tuple(cut(lines, SHOWN))), Paragraph(said)))]
