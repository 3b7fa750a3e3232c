"""A handover, in words: what would be lost, to whom it goes in which order, in which week, with what proof, what stays open.

Longer than the usual 150 lines: one report, section by section.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from kb.analyses.handover.report import Handed, HandoverReport, Successor
from kb.analyses.plan.report import PlanItem
from kb.documents import plan as sessions
from kb.documents.document import (
    Block,
    Bullets,
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
from kb.documents.handover_lists import duty_sections, event_section, open_section, runbook_section
from kb.documents.plan_costs import costs
from kb.documents.saying import left_out, listed, tier_word
from kb.model.moment import local_day
from kb.model.saying import count
from kb.model.words import Level

SHOWN: Final = 60
"""Components shown by the formats people read; JSON and CSV have all."""
_NAMED: Final = 4
_GIVERS_NAMED: Final = 6
_GIVERS: Final = columns("Hands over~", "Last day", "Sessions until", "Known from~")
_LOST: Final = columns("T", "Component~", "Class", "Operators", "Proven", "Outside~", "Blast>")
_ROW = ("kind", "id", "subject", "components", "runbook", "from", "to", "first", "due", "hours", "task", "source")
"""Columns of a row: one a thing to do."""


def describe(report: HandoverReport, at: str) -> Document:
    """Describe a handover."""
    plan = report.plan
    blocks: list[Block] = [*given(report), verdict(report), *givers(report), *lost(report), *_order(report)]
    blocks += [*sessions.first(plan), *sessions.weeks(plan), *costs(plan), *_closes(plan.items)]
    blocks += [
        *open_section(report),
        *runbook_section(report),
        *duty_sections(report),
        *event_section(report),
        *last_day(report),
    ]
    return Document(title(report), at, (*blocks, *quality(report)))


def describe_rows(report: HandoverReport, at: str) -> Document:
    """Describe sessions, work on runbooks, duties and what stays open, one a row."""
    return Document.of_rows(title(report), at, _ROW, _rows(report))


def _rows(report: HandoverReport) -> Iterator[tuple[object, ...]]:
    for item in report.plan.sessions:
        yield (
            "session", item.item, item.title, " ".join(item.components), item.runbook, item.teacher, item.learner, item.first,
            item.last, item.hours, item.task, None,
        )  # fmt: skip
    for left in report.plan.open:
        task = f"{left.sentence}; options: {'; '.join(left.options)}"
        yield ("open", f"open:{left.component}", left.component, left.component, *[None] * 5, left.hours, task, None)
    for work in report.runbooks:
        yield (
            f"runbook {work.work.value}", work.id, work.runbook, " ".join(work.components), work.runbook, " ".join(work.givers),
            " ".join(work.who), None, report.by, None, work.todo, work.source,
        )  # fmt: skip
    for duty in report.duties:
        yield (
            duty.kind.value, duty.id, duty.subject, " ".join(duty.components), None, " ".join(duty.givers), None, None, duty.day,
            None, duty.todo, duty.source,
        )  # fmt: skip


def quality(report: HandoverReport) -> list[Block]:
    """Say how good its schedule is proved to be; nothing where none was asked for."""
    return [sessions.quality(report.plan, "kb explain plan, kb explain handover")] if report.components else []


def title(report: HandoverReport) -> str:
    """Return the title of a handover."""
    return f"Handover: {report.scope}, by {report.by}"


def given(report: HandoverReport) -> list[Block]:
    """Say what it rests on, where that is assumed."""
    assumed, needs = report.plan.totals.assumed, len(report.components)
    if not assumed:
        return []
    said = f"Given these assumed starting levels: who can do what today is written as an assumption for {assumed} of {count(needs, 'component')} below, so this handover is one too."
    return [Paragraph(said, Tone.CAUTION)]


def verdict(report: HandoverReport) -> Verdict:
    """Return whether all can be handed over in time."""
    plan, falls = report.plan, len(report.components)
    besides = _besides(report)
    if not falls:
        return Verdict("HELD", f"no component falls below its target without them; {besides}", Tone.GOOD)
    kind = "operators" if plan.counting == "claimed" else "proven operators"
    effort = f"{count(plan.totals.sessions, 'session')}, {plan.totals.hours} hours of both sides together; {besides}"
    open_ = {item.component for item in plan.open}
    if not open_:
        target = report.components[0].target
        said = f"by {report.by} {sessions.all_have(falls)} {target} {kind} without them, in {effort}"
        return Verdict("CAN BE DONE", said, Tone.GOOD)
    claimed = plan.counting == "claimed"
    nobody = sum((item.after if claimed else item.proven_after) + item.planned == 0 for item in report.components)
    hours = sum(item.hours for item in plan.open)
    stay = f"{len(open_)} stay{'s' if len(open_) == 1 else ''} short, by {hours} h of learners"
    none = f", {nobody} of them without any {kind.removesuffix('s')}" if nobody else ""
    said = f"by {report.by} {falls - len(open_)} of {count(falls, 'component')} can be handed over; {stay}{none}"
    said = f"{said}. {effort[0].upper()}{effort[1:]}"
    return Verdict("NOT ALL", said, Tone.CAUTION) if plan.totals.added else Verdict("OUT OF REACH", said, Tone.BAD)


def _besides(report: HandoverReport) -> str:
    said = []
    if report.duties:
        said.append(f"{count(len(report.duties), 'other duty', 'other duties')} to hand over")
    if report.runbooks:
        said.append(f"{count(len(report.runbooks), 'runbook')} to write, rehearse or take over")
    return ", ".join(said) or "nothing else to hand over"


def givers(report: HandoverReport) -> list[Block]:
    """Return who hands over, until when, and who of those asked for does not."""
    rows = tuple(
        cells(
            f"{item.person}{' (external)' if item.external else ''}",
            item.last,
            str(item.sessions) if item.sessions >= local_day(report.at, None) else "no day is left",
            "the files (until)" if item.written else "the date asked for",
        )
        for item in report.givers
    )
    blocks: list[Block] = [Table(_GIVERS, rows)]
    if report.plan.sessions or report.plan.open:
        blocks.append(Paragraph(_reckoned(report)))
    if report.notes:
        blocks.append(Paragraph(f"Not handing over: {'; '.join(report.notes)}."))
    return blocks


def _reckoned(report: HandoverReport) -> str:
    said = f"Reckoned with {report.hours} h a week at most that each of them teaches; --hours changes that."
    if not report.reserved:
        return said
    kept = "working day before a last day is" if report.reserved == 1 else "working days before a last day are"
    return f"{said} The {report.reserved} {kept} kept for other things ([plan] reserved_days in kb.toml)."


def lost(report: HandoverReport) -> list[Block]:
    """Return what falls below its target without them, and what does not."""
    if not report.components:
        return [*_kept(report)]
    rows = tuple(map(_row, report.components[:SHOWN]))
    blocks: list[Block] = [Table(_LOST, rows), *left_out(len(report.components) - SHOWN)]
    said = (
        "On the last day, with and without them: tier, then operators left, then what stands on it. Outside: "
        "externals who can operate it and stay, beside coverage."
    )
    blocks.append(Paragraph(said))
    return [Section(f"What would be lost ({len(report.components)})", (*blocks, *_kept(report)))]


def _row(item: Handed) -> tuple[Cell, ...]:
    reach = f" ({', '.join(item.reach)})" if item.reach else ""
    return cells(
        "?" if item.tier is None else str(item.tier),
        item.component,
        Cell(f"{item.class_before.value} → {item.class_after.value}", Tone.BAD if item.after == 0 else Tone.CAUTION),
        f"{item.before} → {item.after}",
        f"{item.proven_before} → {item.proven_after}",
        f"+{item.externals}{reach}" if item.externals else "-",
        item.blast_radius,
    )


def _kept(report: HandoverReport) -> list[Block]:
    if not report.kept:
        return []
    said = [
        f"{item.component} ({item.before} → {item.after}{_outside(item.externals_before, item.externals_after)})"
        for item in report.kept
    ]
    return [Paragraph(f"Also operated by them, and enough operators stay: {listed(said, 12)}.")]


def _outside(before: int, after: int) -> str:
    return f", externals {before} → {after}" if after < before else ""


def _order(report: HandoverReport) -> list[Block]:
    if not report.components:
        return []
    items = sorted(report.components, key=lambda item: item.order)
    lines = tuple(map(_said, items[:SHOWN]))
    how = Paragraph(
        "What others are built on comes first, for they inherit its knowledge; then what others stand on. Who could is told by what they "
        "can do today, in no order of persons; hours in common are those of the working day they share with a teacher."
    )
    return [Section("To whom, in this order", (Bullets(lines, numbered=True), how))]


def _said(item: Handed) -> str:
    built = f", {listed(item.bears, 3)} {'is' if len(item.bears) == 1 else 'are'} built on it" if item.bears else ""
    new = "" if item.written else ", which is to be written"
    taken = f"{goes(item)}, with {item.runbook}{new}" if item.planned else unplanned(item)
    start = f"{item.component} ({tier_word(item.tier)}{built}), from {listed(item.givers, _GIVERS_NAMED)}"
    others = [other for other in item.successors if not other.planned]
    could = (
        f"{'Also possible' if item.planned else 'Possible'}: {_could(others)}." if others or not item.planned else ""
    )
    return f"{start}: {taken}. {could}".rstrip()


def unplanned(item: Handed) -> str:
    """Say of what no session can be held for that it is so, and what there is to do in the days that are left."""
    return f"nobody can be planned for it in time; until then: {item.meanwhile}"


def goes(item: Handed) -> str:
    """Say who takes it over, and who only proves what they claim."""
    chosen = [other for other in item.successors if other.planned]
    able = [other for other in chosen if other.level is not None and other.level >= Level.OPERATE]
    new = [other for other in chosen if other not in able]
    said = []
    if new:
        said.append(f"to {_could(new)}")
    if able:
        said.append(
            f"{listed([other.person for other in able], _NAMED)} prove{'s' if len(able) == 1 else ''} what so far is a claim"
        )
    return "; ".join(said)


def _could(successors: Iterable[Successor]) -> str:
    """Group those who could take over by their reasons."""
    found: dict[str, list[str]] = {}
    for item in successors:
        shared = f", {_hours(item.shared)} h a day in common" if item.shared is not None else ""
        found.setdefault("; ".join(item.reasons or ("nobody is nearer",)) + shared, []).append(item.person)
    groups = [f"{listed(names, _NAMED)} ({reason})" for reason, names in found.items()]
    if groups:
        return listed(groups, _NAMED)
    return "nobody who is of the owning team, or knows it or a neighbour, and stays"


def _hours(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _closes(items: tuple[PlanItem, ...]) -> list[Block]:
    if not items:
        return []
    lines = sessions.closing(items[: sessions.SHOWN])
    how = Paragraph(
        "Handed over means: the successor has run it unaided. A logged run closes an item by itself: save this with --format json "
        "-o FILE, and ask kb handover --progress FILE."
    )
    return [Section(f"What proves it done ({len(items)})", (Bullets(tuple(lines)), how))]


def last_day(report: HandoverReport) -> list[Block]:
    """Return what is left for the last day."""
    lines = []
    for item in report.givers:
        if item.access:
            lines.append(f"{item.last}: take back from {item.person} {', '.join(item.access)}")
        else:
            lines.append(f"{item.last}: take back what {item.person} can get into; no access of theirs is written")
        if not item.written:
            lines.append(f"{item.last}: write until: {item.last} at {item.person} under people:, and keep the entry")
    asked = report.scope.replace(", ", ",")
    lines.append(f"see what is left without them: kb risk --without {asked} --at {report.by}")
    return [Section("On the last day", (Bullets(tuple(lines)),))]
