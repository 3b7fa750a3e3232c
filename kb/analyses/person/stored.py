"""Finds a person everywhere in a base. It walks every field of every record, so that no new key can be forgotten.

For everyone at once, each record is read once for the words in it; only where an id of a person is among them is it walked for that
person. The answers are the same, and a test compares them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final

from kb.analyses.person.report import PersonReport, Use
from kb.model.base import Base
from kb.model.people import Knows
from kb.model.provenance import NO_PROVENANCE, About, Provenance
from kb.model.service import Edges
from kb.model.source import Source
from kb.model.words import PersonKind

_SHORT: Final = 70
_WORD: Final = re.compile(r"[A-Za-z0-9_-]+")
_GROUPS: Final = ("knowledge", "rotation", "team", "component", "system", "vendor", "source", "runbook", "run", "event", "sign-off", "waiver", "poll", "offline copy", "person", "suppression")  # fmt: skip


def stored(base: Base, person: str, mentions: Iterable[Source] = ()) -> PersonReport:
    """Return everything a base holds on a person. ``mentions`` are lines the reader passes over (comments) that hold the id."""
    own = base.people[person]
    uses = [
        use
        for group, subject, record in _records(base)
        if record is not own
        for use in _Walk(group, subject, person).through(record)
    ]
    return _report(base, person, uses, mentions)


def everyone(base: Base) -> dict[str, PersonReport]:
    """Return everything a base holds on each of its people, by id; comments are not looked at."""
    found: dict[str, list[Use]] = defaultdict(list)
    for group, subject, record in _records(base):
        for person in sorted({word for text in _texts(record) for word in _WORD.findall(text)} & base.people.keys()):
            if record is not base.people[person]:
                found[person] += _Walk(group, subject, person).through(record)
    return {person: _report(base, person, found[person], ()) for person in base.people}


def _report(base: Base, person: str, uses: list[Use], mentions: Iterable[Source]) -> PersonReport:
    own = base.people[person]
    uses.sort(key=lambda use: (_GROUPS.index(use.group), use.source, use.relation))
    told = {(use.source.path, use.source.line) for use in uses} | {(own.source.path, own.source.line)}
    others = sorted({Source(item.path, item.line, 1) for item in mentions if (item.path, item.line) not in told})
    return PersonReport(person, base.title(person), tuple(_fields(own)), own.source, tuple(uses), tuple(others))


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a record, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(key)
            yield from _texts(item)
    elif isinstance(value, tuple | list | Edges) and not isinstance(value, Source | Provenance):
        for item in value:
            yield from _texts(item)


def _records(base: Base) -> Iterator[tuple[str, str, Any]]:
    tables: Iterable[tuple[str, Mapping[str, Any]]] = (
        ("system", base.systems), ("component", base.components), ("vendor", base.vendors), ("source", base.references),
        ("team", base.teams), ("rotation", base.rotations), ("runbook", base.runbooks), ("event", base.events), ("person", base.people),
    )  # fmt: skip
    for group, table in tables:
        for name, record in table.items():
            yield group, name, record
    for component, knowers in base.knowledge.items():
        for knows in knowers.values():
            yield "knowledge", component, knows
    for group, papers in (
        ("sign-off", base.signs),
        ("waiver", base.waives),
        ("poll", base.polls),
        ("offline copy", base.copies),
    ):
        for paper in papers:
            yield group, paper.event, paper
    for run in base.runs:
        yield "run", run.runbook or run.source.path, run
    for item in base.suppressions:
        yield "suppression", item.rule, item


class _Walk:
    """Goes through one record, field by field, with the nearest place at hand."""

    def __init__(self, group: str, subject: str, person: str) -> None:
        self.group, self.subject, self.person = group, subject, person
        self.word = re.compile(rf"(?<![A-Za-z0-9_-]){re.escape(person)}(?![A-Za-z0-9_-])")

    def through(self, record: Any) -> Iterator[Use]:
        if isinstance(record, Knows) and record.person == self.person:
            yield self._use("", _level(record), record.source, exact=True)
            return
        yield from self._value(record, (), record.source, "")

    def _value(self, value: Any, path: tuple[str, ...], source: Source, around: str) -> Iterator[Use]:
        if isinstance(value, str):
            if value == self.person:
                yield self._use(".".join(path), around, source, exact=True)
            elif self.word.search(value):
                yield self._use(".".join(path), value, source, exact=False)
        elif isinstance(value, Mapping):
            for key, item in value.items():
                yield from self._value(key, path, source, around)
                yield from self._value(item, (*path, str(key)), source, around)
        elif isinstance(value, Source | Provenance | Enum | date) or value is None:
            return
        elif hasattr(value, "_fields"):
            yield from self._record(value, path, source)
        elif isinstance(value, tuple | list | Edges):
            for item in value:
                yield from self._value(item, path, source, around)

    def _record(self, value: Any, path: tuple[str, ...], source: Source) -> Iterator[Use]:
        place = getattr(value, "source", None)
        source = place if isinstance(place, Source) else source
        around = _says(value)
        for name in value._fields:
            inner = path if name == "about" else (*path, name.rstrip("_"))
            yield from self._value(getattr(value, name), inner, source, around)

    def _use(self, relation: str, says: str, source: Source, *, exact: bool) -> Use:
        flat = " ".join(says.split())
        return Use(
            self.group, self.subject, relation, flat if len(flat) <= _SHORT else flat[: _SHORT - 1] + "…", exact, source
        )


def _level(knows: Knows) -> str:
    when = f" {knows.last}" if knows.last else ""
    ref = f" ({knows.ref})" if knows.ref else ""
    return f"{knows.level.word}, {knows.by.value}{when}{ref}"


def _says(record: Any) -> str:
    """Return the plain words of a record that tell what it is about: dates, roles, results."""
    wanted = ("role", "check", "say", "value", "start", "end", "kind", "outcome", "ended", "date", "when")
    found = (getattr(record, name) for name in wanted if name in record._fields)
    return ", ".join(_plain(item) for item in found if isinstance(item, str | date | Enum | float | int))


def _plain(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _fields(record: Any) -> Iterator[tuple[str, str]]:
    for name in record._fields:
        value = getattr(record, name)
        if isinstance(value, About):
            yield from _fields(value)
        elif value is PersonKind.EMPLOYEE:
            yield name, f"{value.value} (the default, written or not)"
        elif name not in ("id", "source") and value not in (None, (), NO_PROVENANCE):
            yield name.rstrip("_"), _shown(value)


def _shown(value: Any) -> str:
    if isinstance(value, Provenance):
        return (value.basis.value if value.basis else "no basis") + (
            f", {', '.join(value.sources)}" if value.sources else ""
        )
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_shown(item)}" for key, item in sorted(value.items()))
    if hasattr(value, "_fields"):
        return "/".join(_shown(item) for item in value)
    return ", ".join(_shown(item) for item in value) if isinstance(value, tuple | list) else _plain(value)
