"""What changed between two sides, in words: for the worse, for the better, and by which lines."""

from typing import Final

from kb.analyses.diff.report import Change, DiffReport, Effect, EventChange, Sided, What, When, Why
from kb.analyses.readiness.answer import Severity
from kb.documents.diff_words import GAINED, LOST, NEW, TOP, subjects
from kb.documents.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Paragraph,
    Section,
    Table,
    Tone,
    Verdict,
)
from kb.documents.losses import fall, totals
from kb.documents.readiness import MOVES, TONES
from kb.documents.risk import BOUND
from kb.documents.saying import left_out, tier_word
from kb.model.saying import count

_SHOWN: Final = 12
_LINES: Final = 4
_MOVES: Final = 12
_KEYS: Final = (
    "effect", "what", "kind", "subject", "was", "tier", "blast_radius", "before", "after", "why", "side", "source"
)  # fmt: skip


def describe(report: DiffReport, at: str) -> Document:
    """Describe what changed: losses first, each with its lines."""
    title = _title(report)
    title += "" if report.scope == "the whole knowledge base" else f", {report.scope}"
    blocks: list[Block] = [verdict(report), *_numbers(report.before, report.after)]
    for effect, heading, words in ((Effect.LOST, "For the worse", LOST), (Effect.GAINED, "For the better", GAINED)):
        blocks += _section(report, effect, heading, words)
    blocks += _others(report)
    blocks += _bounds(report)
    blocks += catalogue_now(report.catalogue_now)
    blocks += [block for event in report.events for block in _event(event)]
    return Document(title, at, tuple(blocks))


def describe_rows(report: DiffReport, at: str) -> Document:
    """Describe every change with every field, one row a line that made it; at least one a change."""
    rows = (_fields(change, why) for change in report.changes for why in change.why or (None,))
    return Document.of_rows(_title(report), at, _KEYS, rows)


def _fields(change: Change, why: Why | None) -> tuple[object, ...]:
    line = (None, None, None) if why is None else (why.text, why.side.value, why.source)
    return (
        change.effect.value, change.what.value, change.kind, change.subject, change.was, change.tier, change.blast_radius,
        change.before, change.after, *line,
    )  # fmt: skip


def _title(report: DiffReport) -> str:
    return f"What changed: {report.before.name} → {report.after.name}"


def catalogue_now(folder: str | None) -> list[Block]:
    """Say that a catalogue has no past here."""
    if folder is None:
        return []
    said = f"The commits do not hold the catalogue in {folder} ([overlay]): they are seen with the one that lies there now."
    return [Paragraph(said, Tone.CAUTION)]


def verdict(report: DiffReport) -> Verdict:
    """Say in a word and a sentence how the two sides compare."""
    lost = [change for change in report.changes if change.effect is Effect.LOST]
    gained = [change for change in report.changes if change.effect is Effect.GAINED]
    if not report.changes:
        return Verdict(
            "Nothing changed", "No component, runbook, vendor or event to come stands otherwise than before."
        )
    said = _gravest(lost)
    rest = len(lost) - sum(change.what in TOP for change in lost)
    said += [f"{count(rest, 'smaller loss', 'smaller losses')}"] if rest else []
    said += [count(len(gained), "gain")] if gained else []
    only = "only ids and entries came and went"
    if any(change.what is What.BUS_FACTOR for change in report.changes):
        only = "what moved cannot be compared, for something is unknown on one side"
    sentence = ", ".join(said) or only
    if any(change.what in TOP for change in lost):
        return Verdict("Worse", f"{sentence}.", Tone.BAD)
    return Verdict("Slightly worse" if lost else "Not worse", f"{sentence}.", Tone.CAUTION if lost else Tone.GOOD)


def _gravest(lost: list[Change]) -> list[str]:
    found = []
    for what, (one, many, words) in TOP.items():
        number = sum(change.what is what for change in lost)
        if number:
            found.append(f"{number} {one if number == 1 else many} {words}")
    return found


def _numbers(before: Sided, after: Sided) -> list[Block]:
    old, new = before.numbers, after.numbers
    pairs = [("People available", Cell(fall(old.people, new.people)))]
    pairs.append(("Components", Cell(fall(old.totals.components, new.totals.components))))
    pairs += totals(old.totals, new.totals)
    runbooks = f"{fall(old.verified, new.verified)} of {fall(old.runbooks, new.runbooks)}"
    pairs.append(("Runbooks verified", Cell(runbooks)))
    return [Facts(tuple(pair for pair in pairs if pair[1].text not in ("0", "0 of 0")))]


def _section(report: DiffReport, effect: Effect, heading: str, words: dict[What, str]) -> list[Block]:
    inner: list[Block] = []
    for what in What:
        found = [change for change in report.changes if change.effect is effect and change.what is what]
        new = [change for change in found if not change.before and what in NEW]
        for part, said in (([change for change in found if change not in new], words.get(what)), (new, NEW.get(what))):
            if part and said:
                inner.append(Section(f"{len(part)} {subjects(len(part), said)}", tuple(_listed(part))))
    return [Section(heading, tuple(inner))] if inner else []


def _listed(found: list[Change]) -> list[Block]:
    return [Bullets(tuple(map(_said, found[:_SHOWN]))), *left_out(len(found) - _SHOWN)]


def _said(change: Change) -> str:
    kind = "" if change.kind == "component" else f"{change.kind} "
    was = f" (was {change.was})" if change.was else ""
    tier = "" if change.kind == "vendor" and change.tier is None else f", {tier_word(change.tier)}"
    said = f"{kind}{change.subject}{was}{tier}: {change.before or 'not there'} → {change.after or 'gone'}"
    lines = [f"{why.text} ({why.source}{', before' if why.side is When.BEFORE else ''})" for why in change.why[:_LINES]]
    more = len(change.why) - _LINES
    lines += [f"and {count(more, 'more line')}"] if more > 0 else []
    return f"{said}. {'; '.join(lines)}" if lines else said


def _others(report: DiffReport) -> list[Block]:
    found = [change for change in report.changes if change.effect is Effect.OTHER]
    unclear = [change for change in found if change.what is What.BUS_FACTOR]
    went = [change for change in found if change not in unclear]
    blocks: list[Block] = []
    if unclear:
        blocks.append(
            Section("Bus factors that cannot be compared: the least is unknown on one side", tuple(_listed(unclear)))
        )
    return [*blocks, Section("Came, went, renamed", tuple(_listed(went)))] if went else blocks


def _bounds(report: DiffReport) -> list[Block]:
    moved = [change for change in report.changes if change.what is What.BUS_FACTOR]
    if not any(said.startswith("<=") for change in moved for said in (change.before, change.after)):
        return []
    return [Paragraph(f"Bus factor {BOUND} Of bounds, what is known is compared.")]


def _event(event: EventChange) -> list[Block]:
    if not event.moves:
        return []
    old, new = (item.value if item else "not there" for item in (event.before, event.after))
    worse = sum(move.effect is Effect.LOST for move in event.moves)
    over = " The event is over on the later date." if event.over else ""
    rows = tuple(
        (
            Cell(f"{move.code}{'!' if move.severity is Severity.BLOCKER else ''} {move.check}"),
            Cell(move.subject),
            *(Cell(side.value, TONES[side]) if side else Cell("-") for side in (move.before, move.after)),
            Cell(move.value),
        )
        for move in event.moves[:_MOVES]
    )
    blocks: list[Block] = [
        Paragraph(f"{fall(old, new)}: {worse} worse, {len(event.moves) - worse} better. ! marks a blocker.{over}"), Table(MOVES, rows)
    ]  # fmt: skip
    more = len(event.moves) - _MOVES
    blocks += [Paragraph(f"… and {more} more; --format json has them all.")] if more > 0 else []
    return [Section(f"Event {event.event}", tuple(blocks))]
