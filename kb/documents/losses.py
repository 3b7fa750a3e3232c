"""What is lost, in words: the parts every what-if document is made of."""

from collections import defaultdict
from typing import Final

from kb.analyses.risk.consequence import (
    Consequence,
    Loss,
    Named,
    Unchanged,
    WhatIf,
)
from kb.analyses.risk.report import Row, Totals
from kb.documents.document import Block, Bullets, Cell, Paragraph, Section, Table, Tone, cells, columns
from kb.documents.risk import ROWS, operators
from kb.documents.saying import left_out
from kb.model.saying import listed

_TOTALS: Final = {
    "orphaned": "Orphaned",
    "single": "Single",
    "thin": "Thin",
    "held": "Held",
    "unknown": "Unknown",
    "proven_held": "Proven to be held",
}
WORDS: Final = {
    Loss.LAST_OPERATOR: "last operator lost",
    Loss.ROTATION_EMPTY: "nobody left on call",
    Loss.SECOND_OPERATOR: "second operator lost",
    Loss.BUS_FACTOR: "bus factor falls",
    Loss.SHIFTS_OPEN: "shifts left open",
    Loss.EVENT_ROLE: "role of an event left empty",
    Loss.ESCALATION_HOLE: "escalation leads nowhere",
    Loss.TEAM_EMPTY: "team left empty",
    Loss.LADDER_DECIDER: "decider of a rung lost",
    Loss.LAST_VERIFIER: "last verifier lost",
    Loss.OWNER_EMPTY: "owner left empty",
    Loss.ROTATION_THIN: "one person left on call",
    Loss.EVENT_CREW: "fewer people for a role of an event",
    Loss.VENDOR_CONTACT: "contact of a vendor lost",
    Loss.CLASS_FALLS: "class falls",
    Loss.LAST_PROVEN: "last proven operator lost",
    Loss.LAST_EXTERNAL: "last outside expert lost",
    Loss.TEAM_LEAD: "team lead lost",
    Loss.MINOR: "minor change",
}
_NAMED: Final = 12
_TITLE: Final = 8
_SUBJECTS: Final = 3
_FEWER: Final = 12
_DUTIES: Final = columns("T>", "Subject~", "What is lost~", "Count")
_PLURALS: Final = {"event": "events to come"}


def without(item: WhatIf) -> str:
    """Say whom an absence is of: its title, else the terms named."""
    if item.title:
        return item.title
    return f"without {listed([named.term for named in item.named], _TITLE)}"


def day(item: WhatIf) -> str:
    """Say the date of an absence."""
    return f"at {item.at.date().isoformat()}"


def operators_of(row: Row) -> str:
    """Say the coverage of a row."""
    return operators(row.risk_class, row.coverage, row.proven, row.externals)


def why_nothing(item: WhatIf) -> str:
    """Say why an absence changes nothing."""
    if sum(named.people for named in item.named) == 0:
        return "Nobody is written under what was named."
    if sum(named.available for named in item.named) == 0:
        return "None of those named was available on this date, so what the date shows already counts without them."
    return (
        "Nothing in this scope is written to rest on those named: no level at operate or better, no verified runbook, "
        "rotation, shift, escalation, lead, vendor contact or role in an event to come."
    )


def named_people(named: tuple[Named, ...]) -> list[Block]:
    """Say what each term stands for, where that is not simply one person who was there."""
    said = [text for item in named if (text := _says(item))]
    rest = len(said) - _NAMED
    if rest > 0:
        said[_NAMED:] = [f"{rest} more like these"]
    return [Bullets(tuple(said))] if said else []


def _says(item: Named) -> str:
    if ":" not in item.term:
        return f"{item.term}: {item.note}" if item.note else ""
    states = ((item.away, "away anyway"), (item.left, "had left"), (item.not_yet, "not yet here"))
    others = "".join(f", {count} {word}" for count, word in states if count)
    return f"{item.term}: {item.people} written, {item.available} available on this date{others}" + (
        f" ({item.note})" if item.note else ""
    )


def fall(before: object, after: object) -> str:
    """Say a value before and after, once if it is the same."""
    return str(after) if before == after else f"{before} → {after}"


def totals(before: Totals, after: Totals) -> list[tuple[str, Cell]]:
    """Return how many components are of each class and proven to be held, before and after, each with its word."""
    return [(word, Cell(fall(getattr(before, name), getattr(after, name)))) for name, word in _TOTALS.items()]


def tier_of(tier: int | None) -> str:
    """Say a tier."""
    return "?" if tier is None else str(tier)


def duties(item: WhatIf) -> list[Consequence]:
    """Return the losses of everything but the coverage of components, in order."""
    return [
        found
        for found in item.consequences
        if found.loss is not Loss.MINOR and (found.kind != "component" or found.loss is Loss.LADDER_DECIDER)
    ]


def duty_table(item: WhatIf) -> list[Block]:
    """Return the losses of everything but components as a table: what one subject loses several times stands in one row."""
    groups: dict[tuple[str, ...], list[Consequence]] = defaultdict(list)
    for loss in duties(item):
        owner = loss.loss is Loss.OWNER_EMPTY
        groups[(loss.loss.value, loss.detail) if owner else (loss.loss.value, loss.kind, loss.subject)].append(loss)
    if not groups:
        return []
    table = Table(_DUTIES, tuple(_row(group) for group in list(groups.values())[:ROWS]))
    return [Section("Runbooks, rotations, teams, vendors, events", (table, *left_out(len(groups) - ROWS)))]


def fewer_people(item: WhatIf) -> list[Block]:
    """List what else than components has fewer people, and still enough not to be a loss."""
    said = [
        f"{found.kind} {found.subject}{f' ({found.detail})' if found.detail else ''} {fall(found.before, found.after)}"
        for found in item.consequences
        if found.loss is Loss.MINOR and found.kind != "component"
    ]
    return [Paragraph(f"Only fewer people: {shortened(said, _FEWER)}.")] if said else []


def shortened(said: list[str], most: int) -> str:
    """Join a list, and count what is too much of it."""
    rest = len(said) - most
    return "; ".join(said[:most]) + (f"; and {rest} more (--format csv or json lists them)" if rest > 0 else "")


def _row(group: list[Consequence]) -> tuple[Cell, ...]:
    first = group[0]
    subjects = sorted({loss.subject for loss in group})
    details = ", ".join(dict.fromkeys(loss.detail for loss in group if loss.detail))
    shared = len(subjects) > 1  # one team, and several runbooks it owns
    before, after = (
        sum(numbers)
        for numbers in zip(*((loss.before, loss.after) for loss in group[: 1 if shared else None]), strict=True)
    )
    return cells(
        tier_of(first.tier),
        f"{first.kind}{'s' if shared else ''} {listed(subjects, _SUBJECTS)}",
        WORDS[first.loss] + (f": {details}" if details else ""),
        Cell(f"{before} → {after}", Tone.BAD if after == 0 else Tone.CAUTION),
    )


def unchanged(kept: tuple[Unchanged, ...]) -> Paragraph:
    """Count what does not change."""
    said = [
        f"{item.unchanged} of {item.looked_at} {_PLURALS.get(item.kind, f'{item.kind}s')}"
        for item in kept
        if item.looked_at
    ]
    return Paragraph(f"Unchanged: {', '.join(said)}." if said else "Nothing lies in this scope.")
