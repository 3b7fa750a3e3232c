"""Comparing what is declared with what was observed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from kb.analyses.drift.report import Drift, DriftReport, Observed, Seen, Sort
from kb.analyses.maintaining.parts import Evidence
from kb.model.base import Base
from kb.model.fact import EDGES, Fact
from kb.model.source import Source
from kb.model.words import COMPONENT_KINDS, Level

RECENT_DAYS: Final = 180
"""Days within which a commit is recent: as long as evidence of a run counts (our default)."""
SHARE: Final = 0.25
"""Share of a component from which on somebody should stand in its knowledge: that of `assist` (our default)."""
_DAY: Final = 86_400
_THINGS: Final = {**{f"{kind.value}s": kind.value for kind in COMPONENT_KINDS}, "oncall": "rotation"}
"""Sections whose entries somebody runs or answers -> what one is called."""


def compare(base: Base, observed: Observed, at: datetime) -> DriftReport:
    """Return where the files and what was observed differ, sorted by subject."""
    drifts = {
        *_people_who_left(base, observed, at),
        *_owners(base, observed),
        *_undeclared_things(base, observed),
        *_edges(base, observed),
        *_rotations(base, observed),
        *_histories(base, observed, at),
    }
    looked_at = {name: len(facts) for name, facts in sorted(observed.facts.items())}
    if observed.repositories:
        looked_at["git"] = observed.repositories
    ordered = sorted(drifts, key=lambda one: (one.subject, one.sort.value, one.seen, one.message))
    seen = {fact.id for facts in observed.facts.values() for fact in facts}
    seen |= {one.part.component for one in observed.parts}
    compared = len(seen & (base.components.keys() | base.rotations.keys()))
    return DriftReport(looked_at, compared, observed.unmatched, tuple(ordered), dict(sorted(observed.unlooked.items())))


def _people_who_left(base: Base, observed: Observed, at: datetime) -> Iterator[Drift]:
    for owner in observed.owners:
        person = base.people.get(owner.person or "")
        if person is not None and not base.is_active(person, at):
            when = f" on {person.until}" if person.until is not None and person.until < at.date() else ""
            yield Drift(
                Sort.LEFT, person.team or person.id, f"`{owner.written}` is asked for reviews but left{when}",
                "name who took it over in CODEOWNERS", owner.source, person.source,
            )  # fmt: skip
        elif person is None and owner.team is None:
            how = "the team with this alias" if "/" in owner.written else "them with this handle"
            yield Drift(
                Sort.UNKNOWN_NAME, owner.written.lstrip("@"), f"`{owner.written}` owns files and stands nowhere in the knowledge base",
                f"add {how}, or take it out of CODEOWNERS", owner.source,
            )  # fmt: skip


def _owners(base: Base, observed: Observed) -> Iterator[Drift]:
    for name, facts in observed.facts.items():
        for fact in facts:
            component = base.components.get(fact.id)
            if fact.key != "owner" or component is None:
                continue
            declared = base.owner(component)
            if declared != fact.value:
                says = f"the files say `{declared}`" if declared else "the files name no owner"
                yield Drift(
                    Sort.OWNER, fact.id, f"{name} shows `{fact.value}` as its owner, {says}",
                    "decide who owns it, and say so in both", fact.source, component.source,
                )  # fmt: skip


def _undeclared_things(base: Base, observed: Observed) -> Iterator[Drift]:
    """Yield components and rotations that are shown and stand nowhere in the files."""
    for name, facts in observed.facts.items():
        for fact in facts:
            if not fact.key and fact.section in _THINGS and base.kind(fact.id) is None:
                yield Drift(
                    Sort.UNDECLARED, fact.id, f"{name} shows this {_THINGS[fact.section]}, which nobody declared",
                    f"take it over with `kb import {name}`, or write it as an alias of what it is called here", fact.source,
                )  # fmt: skip


def _edges(base: Base, observed: Observed) -> Iterator[Drift]:
    """Yield edges one side does not know. An edge is missed in manifests only between components they both show."""
    for name, facts in observed.facts.items():
        seen: dict[tuple[str, str], Fact] = {}
        shown: dict[str, Source] = {}
        for fact in facts:
            if fact.id in base.components:
                shown.setdefault(fact.id, fact.source)
            if fact.key in EDGES:
                seen.setdefault((fact.id, _to(fact)), fact)
        if not seen:
            continue
        declared = {(item.id, edge.to): edge for item in base.components.values() for edge in item.edges}
        for (tail, head), fact in seen.items():
            if (tail, head) not in declared and tail in base.components and base.kind(head) is not None:
                yield Drift(
                    Sort.EDGE, tail, f"{name} shows that it stands on `{head}`, which nobody declared",
                    f"add `{head}` to its `needs` or `uses`", fact.source, base.components[tail].source,
                )  # fmt: skip
        for (tail, head), edge in declared.items():
            if tail in shown and head in shown and (tail, head) not in seen:
                yield Drift(
                    Sort.GONE_EDGE, tail, f"it is said to stand on `{head}`, which {name} does not show",
                    "take the edge out if it is gone; a call that is not configured can stay", shown[tail], edge.source,
                )  # fmt: skip


def _to(fact: Fact) -> str:
    return str(fact.value.get("to", "")) if isinstance(fact.value, dict) else str(fact.value)


def _rotations(base: Base, observed: Observed) -> Iterator[Drift]:
    for name, facts in observed.facts.items():
        called: dict[str, dict[str, Source]] = {}
        for fact in facts:
            if fact.section == "oncall" and fact.key in ("rotation", "secondary", "shifts"):
                person = fact.value.get("person", "") if isinstance(fact.value, dict) else fact.value
                called.setdefault(fact.id, {}).setdefault(str(person), fact.source)
        for rotation, people in called.items():
            known = base.rotations.get(rotation)
            if known is None:
                continue
            listed = {*(known.rotation or ()), *(known.secondary or ())}
            for person in sorted(people.keys() - listed):
                yield Drift(
                    Sort.ROTATION, rotation, f"{name} calls `{person}`, who is not on its roster",
                    "add them to the rotation, or mend the schedule", people[person], known.source,
                )  # fmt: skip
            for person in sorted(listed - people.keys()):
                yield Drift(
                    Sort.ROTATION, rotation, f"`{person}` is on its roster and has no shift in what {name} shows",
                    "take them off the rotation, or mend the schedule", min(people.values()), known.source,
                )  # fmt: skip


def _histories(base: Base, observed: Observed, at: datetime) -> Iterator[Drift]:
    since = int(at.timestamp()) - RECENT_DAYS * _DAY
    for seen in observed.parts:
        if seen.part.component in base.components:
            yield from _undeclared(base, seen, since)
            yield from _silent(base, seen, since)
            yield from _silent_team(base, seen, since, at)


def _undeclared(base: Base, seen: Seen, since: int) -> Iterator[Drift]:
    component = base.components[seen.part.component]
    knowers = base.knowledge.get(component.id, {})
    for person, evidence in zip(seen.people, seen.part.people, strict=True):
        if evidence.last >= since and evidence.share >= SHARE and person not in knowers:
            name = f"`{person}`" if person else evidence.identity.name
            yield Drift(
                Sort.OWNS_NOTHING, component.id,
                f"{name} changes much of it ({round(100 * evidence.share)} % of {seen.part.files} files) and stands nowhere in its knowledge",
                "ask what they can do when it is down, and write that down", seen.place, component.source,
            )  # fmt: skip


def _silent(base: Base, seen: Seen, since: int) -> Iterator[Drift]:
    """Yield people said to operate a component by what they wrote, who have not changed it lately while others did."""
    last = _last(seen)
    busy = any(evidence.last >= since for evidence in seen.part.people)
    for person, knows in base.knowledge.get(seen.part.component, {}).items():
        by_code = knows.by.value in ("claimed", "authored", "reviewed") and knows.level >= Level.OPERATE
        if busy and by_code and person in last and last[person].last < since:
            yield Drift(
                Sort.NEVER_COMMITS, seen.part.component,
                f"`{person}` is said to operate it, and last changed it more than {RECENT_DAYS} days ago, while others did since",
                "let them prove it in a drill, or lower the level", seen.place, knows.source,
            )  # fmt: skip


def _silent_team(base: Base, seen: Seen, since: int, at: datetime) -> Iterator[Drift]:
    component = base.components[seen.part.component]
    owner = base.owner(component)
    if owner is None:
        return
    team = set(base.members(owner, at))
    recent = {person for person, one in zip(seen.people, seen.part.people, strict=True) if one.last >= since}
    known = {person for person in seen.people if person}
    if recent and known and team and not recent & team:
        yield Drift(
            Sort.NEVER_COMMITS, component.id, f"its owner `{owner}` has not changed it for {RECENT_DAYS} days, others have",
            "give it to those who work on it, or ask them to hand over what they changed", seen.place, component.source,
        )  # fmt: skip


def _last(seen: Seen) -> dict[str, Evidence]:
    return {person: one for person, one in zip(seen.people, seen.part.people, strict=True) if person}
