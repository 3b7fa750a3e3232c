"""Whether what the files refer to exists and is of the right kind, and the base they add up to.

Longer than the usual 150 lines: what is said of a reference that leads nowhere, in all the ways it can.
"""

import contextlib
from typing import Any, Final, TypeVar

from kb.files.compounds import named, with_article
from kb.files.context import Context, Kinds, marked
from kb.files.gather import Gathered
from kb.files.shapes import is_slug
from kb.files.syntax import Stopped, visible
from kb.model.base import Base
from kb.model.settings import Settings
from kb.model.source import Source
from kb.model.words import COMPONENT_KINDS, Kind

T = TypeVar("T")
_SURE: Final = 0.85
"""Likeness of two ids from which one is taken for the other misspelt: a letter too few in an id of four, as in `pay` for `pays`."""


def check_references(gathered: Gathered) -> None:
    """Note every reference that leads nowhere or to the wrong kind of thing.

    One that may lead to what stands where nothing could be read is only counted, there, unless it is plainly misspelt.
    """
    allowed: dict[Kinds, set[str]] = {}
    hints = _Hints(gathered)
    for path, kinds, names, marks in gathered.refs:
        known = allowed.get(kinds)
        if known is None:
            known = allowed[kinds] = set[str]().union(*(gathered.entities.get(kind, ()) for kind in kinds))
        if not known.issuperset(names):
            taken = gathered.ids  # faulty entities, too
            missing = {
                name for name in names if name not in known and (name not in taken or taken[name][0] not in kinds)
            }
            ctx = Context(path, near=gathered.near)
            with contextlib.suppress(Stopped):
                for name, mark in marked(names, marks):
                    if name in missing and name not in gathered.rescued_ids:
                        _unknown(name, kinds, ctx.source(mark), ctx, gathered, hints)
            gathered.findings.extend(ctx.findings)
    for unread, left in hints.left.items():
        ctx = Context(unread.path)
        many = f"{len(left):,} references lead" if len(left) > 1 else "one reference leads"
        ctx.add(
            "unknown-reference",
            unread,
            f"{many} to nothing that was read, such as `{visible(left[0][0])}` at {left[0][1]}; it may stand here",
            "mend what keeps this from being read; what is then still unknown is named one by one",
        )
        gathered.findings.append(ctx.findings[0]._replace(evidence=tuple(sorted({place for _, place in left})[:10])))


class _Hints:
    """What unknown ids were meant to be; each is looked for once. ``left`` are those that may stand where nothing was read."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.left: dict[Source, list[tuple[str, Source]]] = {}
        self.found: dict[tuple[str, Kinds], str] = {}
        self.known: dict[Kinds, list[str]] = {}

    def hint(self, name: str, kinds: Kinds) -> str:
        if self.gathered.near.work <= 0:
            return self.found.get((name, kinds), "")
        if kinds not in self.known:
            self.known[kinds] = [
                other for other, (kind, _) in self.gathered.ids.items() if kind in kinds and is_slug(other)
            ]
        if (name, kinds) not in self.found:
            self.found[name, kinds] = self.gathered.near.est(name, self.known[kinds])
        return self.found[name, kinds]


def _unknown(name: str, kinds: Kinds, place: Source, ctx: Context, gathered: Gathered, hints: _Hints) -> None:
    ctx.entity = name
    expected = with_article(kinds)
    if name in gathered.ids:
        kind, source = gathered.ids[name]
        ctx.add(
            "unknown-reference",
            place,
            f"`{visible(name)}` is a {kind.value} ({source}), but {expected} is expected here",
            f"name {expected}",
            min(len(name), 80),
        )
        return
    what = " or ".join(named(kinds))
    if name == "none":
        ctx.add(
            "unknown-reference",
            place,
            f"`none` is not an answer here, where {expected} is expected",
            f"name {expected}, or remove it if that is unknown",
            4,
        )
        return
    hint = hints.hint(name, kinds)
    unread = min((gathered.unread[kind] for kind in kinds if kind in gathered.unread), default=None)
    if unread is not None and not _is_misspelt(name, hint):
        hints.left.setdefault(unread, []).append((name, place))
        return
    where = "remove the reference" if hint else f"add {expected} with this id, or remove the reference"
    ctx.add(
        "unknown-reference",
        place,
        f"there is no {what} `{visible(name)}`{hint}",
        f"correct the id, or {where}",
        min(len(name), 80),
    )


def _is_misspelt(name: str, hint: str) -> bool:
    """Whether an id is one that was read but for a letter or two; ids that differ in a number are two."""
    meant = hint.split("`")[1] if hint else ""
    digits = str.maketrans("", "", "0123456789")
    if not hint or name.translate(digits) == meant.translate(digits):
        return False
    from difflib import SequenceMatcher  # noqa: PLC0415 - only on the way to a fault

    return SequenceMatcher(None, name, meant).ratio() > _SURE


def check_nobody(gathered: Gathered) -> None:
    """Note where one file says that nobody knows a component and another names someone."""
    for component, place in gathered.nobody:
        knowers = gathered.knowledge.get(component)
        if knowers:
            other = min(knows.source for knows in knowers.values())
            ctx = Context(place.path)
            ctx.entity = component
            ctx.add(
                "duplicate-id",
                place,
                f"nobody is said to know `{visible(component)}`, but somebody is named at {other}",
                "keep one of the two",
                min(len(component), 80),
            )
            gathered.findings.append(ctx.findings[0]._replace(evidence=(other,)))


def check_parents(gathered: Gathered) -> None:
    """Note each circle of teams that are part of each other, once."""
    teams = gathered.entities[Kind.TEAM]
    done: set[str] = set()
    for name in sorted(teams):
        way: dict[str, None] = {}
        team: str | None = name
        while team in teams and team not in done and team not in way:
            way[team] = None
            team = teams[team].parent
        done.update(way)
        if team not in way:
            continue
        members = list(way)[list(way).index(team) :]
        first = teams[min(members)]
        ctx = Context(first.source.path)
        ctx.entity = first.id
        others = [visible(each) for each in members if each != first.id]
        said = "itself" if not others else " and ".join(f"`{each}`" for each in others[:5]) + ", and they of it"
        ctx.add(
            "self-dependency",
            first.source,
            f"the team `{visible(first.id)}` is part of {said}",
            "take out the `parent` that is not true",
            len(first.id),
        )
        places = tuple(teams[each].source for each in sorted(members) if each != first.id)
        gathered.findings.append(ctx.findings[0]._replace(evidence=places))


def link(gathered: Gathered, settings: Settings) -> Base:
    """Return the base the gathered entities add up to, sorted by id."""
    entities = {kind: _by_id(table) for kind, table in gathered.entities.items()}
    components: dict[str, Any] = {}
    for kind in COMPONENT_KINDS:
        components |= entities.get(kind, {})
    return Base(
        settings=settings,
        systems=entities.get(Kind.SYSTEM, {}),
        components=_by_id(components),
        vendors=entities.get(Kind.VENDOR, {}),
        references=entities.get(Kind.SOURCE, {}),
        teams=entities.get(Kind.TEAM, {}),
        people=entities.get(Kind.PERSON, {}),
        knowledge={name: _by_id(table) for name, table in _by_id(gathered.knowledge).items()},
        rotations=entities.get(Kind.ROTATION, {}),
        runbooks=entities.get(Kind.RUNBOOK, {}),
        runs=tuple(sorted(gathered.runs, key=lambda run: run.source)),
        events=entities.get(Kind.EVENT, {}),
        signs=tuple(sorted(gathered.signs, key=lambda paper: paper.source)),
        waives=tuple(sorted(gathered.waives, key=lambda paper: paper.source)),
        polls=tuple(sorted(gathered.polls, key=lambda paper: paper.source)),
        copies=tuple(sorted(gathered.copies, key=lambda paper: paper.source)),
        knowledge_sources=_by_id(gathered.knowledge_sources),
        suppressions=(*settings.suppress, *sorted(gathered.suppressions, key=lambda item: item.source)),
    )


def _by_id(table: dict[str, T]) -> dict[str, T]:
    """Return a table sorted by id: most are already, since files are written and read that way."""
    if len(table) < 2:
        return table
    ids = list(table)
    in_order = sorted(ids)
    return table if ids == in_order else {name: table[name] for name in in_order}
