"""What a knowledge base knows already, seen from a fact that wants in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from kb.files.compounds import is_slug
from kb.files.prose import faults
from kb.model.base import Base
from kb.model.fact import EDGES, FOLDER, Fact
from kb.model.source import Source
from kb.model.words import COMPONENT_KINDS, Kind

LISTS: Final = EDGES | {
    "runbooks", "alerts", "dashboards", "changes", "ladder", "access", "paths", "headcount", "aliases", "links", "tags",
    "contact", "away", "roles", "covers", "rotation", "secondary", "escalation", "shifts",
}  # fmt: skip
"""Keys whose value is a list; a fact is one item of it."""
MAPPINGS: Final = frozenset({"handles"})
"""Keys whose value is a mapping that grows pair by pair."""

MAX_ID: Final = 200
MAX_TEXT: Final = 10_000
"""Characters of an id and of a text that are taken from foreign files (our default)."""
RESERVED: Final = frozenset({"defaults", "sources", "basis", "x"})
"""Words with a meaning of their own wherever an id can stand."""

_COMPONENTS: Final = frozenset(COMPONENT_KINDS)
_SECTION: Final = {kind: f"{kind.value}s" for kind in COMPONENT_KINDS} | {
    Kind.SYSTEM: "systems", Kind.VENDOR: "vendors", Kind.SOURCE: "sources", Kind.TEAM: "teams", Kind.PERSON: "people",
    Kind.ROTATION: "oncall",
}  # fmt: skip
_KIND: Final = {section: kind for kind, section in _SECTION.items()}
_TO: Final[dict[str, frozenset[Kind]]] = {
    **dict.fromkeys(EDGES, _COMPONENTS | {Kind.VENDOR}),
    "system": frozenset({Kind.SYSTEM}),
    **dict.fromkeys(("owner", "team", "parent"), frozenset({Kind.TEAM})),
    **dict.fromkeys(("lead", "rotation", "secondary", "shifts"), frozenset({Kind.PERSON})),
    "covers": _COMPONENTS | {Kind.SYSTEM},
    "escalation": frozenset({Kind.PERSON, Kind.ROTATION, Kind.TEAM, Kind.VENDOR}),
    "runbooks": frozenset({Kind.RUNBOOK}),
}
"""Keys whose value names another entity, and of which kinds."""


class Known:
    """The ids that exist, or will once the facts are in.

    Args:
        base: the knowledge base as it is.
        facts: what is to be added.
    """

    def __init__(self, base: Base, facts: Sequence[Fact]) -> None:
        self.base = base
        self.new: dict[str, str] = {}
        for fact in facts:
            if fact.section != "knowledge" and not _odd(fact._replace(value=True)):  # else nobody may refer to it
                self.new.setdefault(fact.id, fact.section)

    def kind(self, name: str) -> Kind | None:
        """Return the kind of an id, now or afterwards; None if it stands for nothing."""
        there = self.base.kind(name)
        return there if there is not None else _KIND.get(self.new.get(name, ""))

    def section(self, fact: Fact) -> str:
        """Return the section a fact belongs to: where its subject stands; a datastore stays one if a file says service."""
        if fact.section == "knowledge":
            return "knowledge"
        kind = self.kind(fact.id)
        return fact.section if kind is None else _SECTION.get(kind, fact.section)

    def place(self, section: str, name: str) -> Source | None:
        """Return where an entry stands; None if it does not exist."""
        if section == "knowledge":
            return self.base.knowledge_sources.get(name)
        entity = self.base.entities.get(name)
        return None if entity is None else entity.source

    def inherits(self, fact: Fact) -> bool:
        """Whether a component has this owner or tier already from its system."""
        component = self.base.components.get(fact.id)
        if component is None:
            return False
        if fact.key == "owner":
            return bool(self.base.owner(component) == fact.value)
        return fact.key == "tier" and bool(self.base.tier(component) == fact.value)

    def refuses(self, fact: Fact) -> str:
        """Return why a fact cannot stand in the files, a clause; empty if it can."""
        if fact.section not in FOLDER:
            return f"there is no section `{fact.section}`"
        odd = _odd(fact)
        if odd:
            return odd
        if fact.section == "knowledge":
            return self._refused_knowledge(fact)
        there, wanted = self.kind(fact.id), _KIND[fact.section]
        if there is not None and there is not wanted and not {there, wanted} <= _COMPONENTS:
            return f"`{fact.id}` is a {there.value} here"
        return self._refused_reference(fact)

    def _refused_knowledge(self, fact: Fact) -> str:
        if self.kind(fact.id) not in _COMPONENTS:
            return f"there is no component `{fact.id}`"
        if fact.key and self.kind(fact.key) is not Kind.PERSON:
            return f"there is no person `{fact.key}`"
        return ""

    def _refused_reference(self, fact: Fact) -> str:
        kinds = _TO.get(fact.key)
        if kinds is None:
            return ""
        value = fact.value
        if isinstance(value, Mapping):
            value = value.get("person" if fact.key == "shifts" else "to", "")
        if value == fact.id:
            return "it names itself"
        return "" if self.kind(str(value)) in kinds else f"there is no {_either(kinds)} `{value}`"


def _odd(fact: Fact) -> str:
    """Return what keeps the words of a fact out of any file: no usable id, or a text the reader would refuse."""
    if not is_slug(fact.id) or len(fact.id) > MAX_ID:
        return "its name makes no usable id"
    if fact.id in RESERVED:
        return f"`{fact.id}` is a word of the files' own"
    for text in _texts(fact.value):
        if len(text) > MAX_TEXT:
            return f"a text of more than {MAX_TEXT:,} characters"
        wrong = next(faults(text), None)
        if wrong is not None:
            return wrong.message
    return ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield str(key)
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def _either(kinds: frozenset[Kind]) -> str:
    words = ["component"] if kinds & _COMPONENTS else []
    return " or ".join([*words, *sorted(kind.value for kind in kinds - _COMPONENTS)])


def same(there: Any, value: Any) -> bool:
    """Whether what stands in a file, scalars as text, says what a fact says; of an item, what it is known by counts."""
    return bool(handle(there) == handle(value))


def handle(value: Any) -> Any:
    """Return what a value is known by, hashable: two say the same if their handles are equal."""
    if isinstance(value, Mapping):
        return _known_by(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return tuple(map(handle, value))
    return str(value)


def _known_by(item: Mapping[str, Any]) -> Any:
    """Return what an item of a list is known by: the other end of an edge, an id, an address, a level; else all of it.

    A shift is known by who has it and when, as instants: the same minute can be written in many ways.
    """
    if {"person", "start", "end"} <= item.keys():
        return (str(item["person"]), _instant(item["start"]), _instant(item["end"]), str(item.get("role", "")))
    if {"kind", "to"} <= item.keys():
        return (str(item["kind"]), str(item["to"]))
    for key in ("to", "id", "url", "level"):
        if key in item:
            return str(item[key])
    return tuple(sorted((str(key), handle(value)) for key, value in item.items()))


def _instant(value: Any) -> str:
    try:
        found = datetime.fromisoformat(str(value))
        return found.astimezone(UTC).isoformat() if found.tzinfo else str(value)
    except (ValueError, OverflowError):
        return str(value)
