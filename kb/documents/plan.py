"""A plan, in words: who does what in which week, why that first, what proves it done, what stays open.

Longer than the usual 150 lines: one report, section by section.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from kb.analyses.plan.report import Open, PlanItem, PlanReport, PlanSession
from kb.analyses.plan.solve import Proof
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
from kb.documents.plan_costs import costs
from kb.documents.saying import cut, listed, share, tier_word
from kb.model.saying import count

SHOWN: Final = 120
"""Sessions, and as many items, shown by the formats people read; JSON, CSV and the calendar always have all."""
_OPEN: Final = 30
_FIRST: Final = 6
_WEEK: Final = columns("Who~", "Session~", "h>", "With~", "What~")
_ROWS: Final = (
    "week", "first", "last", "learner", "session", "hours", "teacher", "components", "runbook", "task", "item"
)  # fmt: skip


def describe(report: PlanReport, at: str) -> Document:
    """Describe a plan."""
    blocks: list[Block] = [*opening(report), *first(report), *weeks(report), *costs(report)]
    blocks += [*_items(report), *_open(report), quality(report)]
    return Document(f"Plan: {report.scope}", at, tuple(blocks))


def describe_rows(report: PlanReport, at: str) -> Document:
    """Describe every session as a row, for CSV."""
    rows = (
        (
            item.week, item.first, item.last, item.learner, item.title, item.hours, item.teacher, " ".join(item.components),
            item.runbook, item.task, item.item,
        )
        for item in report.sessions
    )  # fmt: skip
    return Document.of_rows(f"Plan: {report.scope}", at, _ROWS, rows)


def opening(report: PlanReport) -> list[Block]:
    """Return what it rests on, the verdict, and what `kb risk` names first where the plan does not begin with it."""
    named = [Paragraph(f"{report.risk_first}.")] if report.risk_first else []
    return [*_given(report), _verdict(report), *named]


def _given(report: PlanReport) -> list[Block]:
    assumed = report.totals.assumed
    if not assumed:
        return []
    said = f"Given these assumed starting levels: who can do what today is written as an assumption for {assumed} of the {count(len(report.needs), 'component')} that lack operators, so this plan is one too."
    return [Paragraph(said, Tone.CAUTION)]


def _verdict(report: PlanReport) -> Verdict:
    totals, counting = report.totals, "operators" if report.counting == "claimed" else "proven operators"
    if not totals.components:
        return Verdict("NOTHING", "no component lies in this scope", Tone.UNKNOWN)
    if not totals.missing and not totals.open:
        return Verdict(
            "HELD", f"{all_have(totals.components)} enough {counting} on {report.by} as things stand", Tone.GOOD
        )
    effort = f"{count(totals.sessions, 'session')}, {totals.hours} hours of learners and mentors together"
    reached = totals.enough + totals.reached
    said = f"by {report.by}, {reached} of {count(totals.components, 'component')} come to their target; {totals.added} of {totals.missing} missing {counting} are added in {effort}"
    if not totals.open:
        return Verdict("ALL REACHED", said, Tone.GOOD)
    said = f"{said}; {totals.open} stay{'s' if totals.open == 1 else ''} open"
    return Verdict("PARTLY", said, Tone.CAUTION) if totals.added else Verdict("OUT OF REACH", said, Tone.BAD)


def all_have(components: int) -> str:
    """Say of all components that they have something."""
    return "the component has" if components == 1 else f"all {components} components have"


def first(report: PlanReport, most: int = _FIRST, rest: str = "see what closes it") -> list[Block]:
    """Say what begins in the first week, and why that. ``most`` reasons are told; ``rest`` says where the others are."""
    if not report.sessions:
        return []
    begins = min(item.first for item in report.sessions)
    items = [item for item in report.items if item.first == begins]
    reasons: dict[str, list[PlanItem]] = {}
    for item in items:
        reasons.setdefault(item.why, []).append(item)
    lines = [f"{_people(found)}: {why}. {_preferred(found)}" for why, found in reasons.items()]
    shown = cut(lines, most, rest)
    if len(report.items) == 1:
        return [Section("Why this first", (Bullets(tuple(shown)),))]
    order = Paragraph(
        "Of what one person does, claims are proved first, for a drill is short and whoever passed it can teach; then what others "
        "stand on is learned before what stands on it, as far as the weeks have room."
    )
    return [Section("Why these first", (Bullets(tuple(shown)), order))]


def _preferred(items: list[PlanItem]) -> str:
    """Say what some items were preferred to; of several, what is said of most is enough."""
    said = [item.preferred for item in items if "instead of" in item.preferred] or [item.preferred for item in items]
    return _sentence(max(dict.fromkeys(said), key=said.count))


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}."


def _people(items: list[PlanItem]) -> str:
    runbooks = listed(sorted({item.runbook for item in items}), 3)
    return f"{listed(sorted({item.learner for item in items}), 6)} with {runbooks}"


def weeks(report: PlanReport, most: int | None = None, sessions: int = SHOWN) -> list[Block]:
    """Return the sessions, week by week. At most so many weeks, and so many sessions in all."""
    blocks: list[Block] = []
    left = sessions
    for begins in [*dict.fromkeys(item.first for item in report.sessions)][:most]:
        mine = [item for item in report.sessions if item.first == begins]
        shown = mine[: max(0, left)]
        left -= len(shown)
        inner: list[Block] = [Table(_WEEK, tuple(_rows(shown)))] if shown else []
        if len(mine) > len(shown):
            inner.append(Paragraph(f"{count(len(mine) - len(shown), 'more session')}: csv, json and ics have all."))
        last = f" to {mine[0].last}" if mine[0].last != begins else ""
        blocks.append(Section(f"Week {mine[0].week}: {begins}{last}", tuple(inner)))
    return blocks


def _rows(shown: Iterable[PlanSession]) -> Iterator[tuple[Cell, ...]]:
    """Yield a row per session of a week; the parts of one move, which say the same, share one."""
    for _, found in groupby(shown, lambda item: (item.item, item.components, item.move, item.teacher, item.task)):
        parts = list(found)
        one, last = parts[0], parts[-1]
        numbers = f" {one.part} {'and' if last.part == one.part + 1 else 'to'} {last.part} of "
        title = one.title.replace(f" {one.part} of ", numbers) if len(parts) > 1 else one.title
        hours = sum(item.hours for item in parts)
        yield cells(one.learner, title, hours, one.teacher or "-", one.task)


def _items(report: PlanReport) -> list[Block]:
    if not report.items:
        return []
    lines = closing(report.items[:SHOWN])
    if len(report.items) > SHOWN:
        lines.append(f"and {len(report.items) - SHOWN} more (json has all)")
    how = Paragraph(
        "A logged run closes an item by itself: save this plan with --format json -o FILE, and ask kb plan --progress FILE."
    )
    return [Section(f"What closes it ({len(report.items)})", (Bullets(tuple(lines)), how))]


def closing(items: Iterable[PlanItem]) -> list[str]:
    """Say what closes items, why they are there, what they were preferred to, and why these people; what is the same is said once."""
    found: dict[PlanItem, list[str]] = {}
    for item in items:
        alike = item._replace(id="", learner="", first=item.due)
        found.setdefault(alike, []).append(item.learner)
    return [_closes(item, names) for item, names in found.items()]


def _closes(item: PlanItem, names: list[str]) -> str:
    new = "" if item.written else " (its steps to be written on the way)"
    hard = "; REDISCOVERY: nobody is left who can teach it" if item.rediscovery else ""
    each, whom = (" each", "them") if len(names) > 1 else ("", names[0])
    access = f" Access first: {', '.join(item.access)} (not written down for {whom})." if item.access else ""
    return (
        f"{listed(names, 6)}, by {item.due}: an unaided {item.proof.value}{each} of {item.runbook}{new} proves "
        f"{', '.join(item.components)}{hard}. Why: {item.why}. Why first: {item.preferred}. "
        f"Why {whom}: {item.who}.{access}"
    )


def _open(report: PlanReport) -> list[Block]:
    if not report.open:
        return []
    more = {need.component: need.counted - need.held - need.added for need in report.needs}
    lines = [_said_open(item, more.get(item.component, 0)) for item in report.open]
    blocks: list[Block] = [Bullets(tuple(cut(lines, _OPEN)))]
    if any(item.hours for item in report.open):
        said = (
            "Hours short: of learners, at least. A change is named only where this plan, made again with it, leaves less "
            "lacking and nothing else worse. To waive it: the decider accepts in writing that it may stay down."
        )
        blocks.append(Paragraph(said))
    if report.later is not None:
        text = (
            f"With nothing changed but the last day, all who can be counted on would be done by {report.later}. "
            "No day closes what is unknown, or has too few people to learn it."
        )
        blocks.append(Paragraph(text))
    return [Section(f"What stays open ({len(report.open)})", tuple(blocks))]


def _said_open(item: Open, unprepared: int) -> str:
    hours = f", {item.hours} h short" if item.hours else ""
    lacks = f"lacks {item.short}" if item.hours else "is unknown"
    besides = (
        f" ({unprepared} more run its runbook for something else: kb risk would then count them, though nothing here prepares them for it.)"
        if unprepared > 0
        else ""
    )
    return (
        f"{item.component} ({tier_word(item.tier)}) {lacks}{hours}: {item.sentence}. "
        f"Options: {'; '.join(item.options)}.{besides}"
    )


def quality(report: PlanReport, pages: str = "kb explain plan") -> Section:
    """Say how good a plan is proved to be; ``pages``: what explains it."""
    proof = report.proof
    if not proof.gain_bound:
        text = "Proved: no plan within these limits takes away any risk. " if report.needs else ""
    elif proof.gain == proof.gain_bound:
        text = f"Proved: no plan within these limits takes away more risk{_fewest(proof)} "
    else:
        part = proof.gain / proof.gain_bound
        text = f"Not proved to be best: it takes away {share(part)} of what is proved to be the most any plan could, so at most {share(1 - part)} is missing. "
    return Section(
        "How good this is", (Paragraph(f"{text}What is counted, in which order, within which limits: {pages}."),)
    )


def _fewest(proof: Proof) -> str:
    if proof.proved:
        return ", and none does it with fewer sessions."
    known = (
        f"fewer than {proof.sessions_bound} cannot do." if proof.sessions_bound else "how few could do is not known."
    )
    return f". It takes {count(proof.sessions, 'session')}; {known}"
