"""JSON Schema (draft-07) of every kind of file, for editors: made from the key table, never written by hand.

It says what the reader would say of one file alone. What needs all files (does this id exist?) or the calendar
(is there such a day?) stays with `kb check`.
"""

import inspect
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from kb import plugs
from kb.files import keys
from kb.files.settings import SETTINGS
from kb.files.shapes import BASIS, SLUG, SOURCES, Record, Shape
from kb.model.provenance import About
from kb.model.service import Component

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_SLUG: Final = {"pattern": f"^{SLUG.pattern}$"}
_NONE: Final = {"const": "none"}
_NOTHING: Final = {"type": "null"}


def _sections(folder: str) -> dict[str, Any]:
    """Return the schema of a file of ``architecture/`` or ``ownership/``."""
    properties: dict[str, Any] = {"defaults": _object({"basis": BASIS.schema(), "sources": SOURCES.schema()})}
    properties["defaults"]["description"] = "basis and sources of every fact in this file that states none itself"
    for name, (kind, record) in keys.SECTIONS[folder].items():
        entities = {
            "type": "object",
            "propertyNames": _SLUG,
            "additionalProperties": {"anyOf": [record.schema(), _NOTHING]},
        }
        takes = ": each takes the keys of a component" if record.make is Component else ""
        properties[name] = {"description": f"every {kind.value}, by id{takes}", "anyOf": [entities, _NONE, _NOTHING]}
    if folder == "ownership":
        said = "per component and person what they can do: a level, or a line of knowledge"
        properties["knowledge"] = {"description": said, "anyOf": [_knowledge(), _NONE, _NOTHING]}
    return _object(properties)


def _knowledge() -> dict[str, Any]:
    level = {"anyOf": [keys.LEVEL.schema(), keys.KNOWS.schema()]}
    about = {"basis": BASIS.schema(), "sources": SOURCES.schema()}
    people = {"type": "object", "propertyNames": _SLUG, "properties": about, "additionalProperties": level}
    return {"type": "object", "propertyNames": _SLUG, "additionalProperties": {"anyOf": [people, _NONE]}}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _paper() -> dict[str, Any]:
    papers = keys.PAPERS.items()
    found = {
        name: {"description": f"{record.name}; a file holds one paper", "allOf": [record.schema()]}
        for name, record in papers
    }
    return _object(found) | {"minProperties": 1}


KINDS: Final = {
    "architecture": "architecture/*.yml: systems, components, vendors, sources",
    "ownership": "ownership/*.yml: teams, people, knowledge, on-call",
    "event": "events/<id>.yml: one event",
    "run": "runbooks/log/*.yml: the record of one run of a runbook",
    "paper": "events/<id>/*.yml: a sign-off, a waiver or a poll",
    "runbook": "the front matter of runbooks/*.md",
    "settings": "kb.toml",
}
"""Every kind of file, and which files are meant."""

_MAKERS: Final = {
    "architecture": lambda: _sections("architecture"),
    "ownership": lambda: _sections("ownership"),
    "event": keys.EVENT.schema,
    "run": keys.RUN.schema,
    "paper": _paper,
    "runbook": keys.RUNBOOK_RECORD.schema,
    "settings": SETTINGS.schema,
}
_OPTIONS: Final = {"type": "object", "additionalProperties": {"type": "object"}}
"""What `rules` and `checks` of the settings hold: a table per id; which options there are, each rule says."""


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file, see :data:`KINDS`."""
    body = _MAKERS[kind]()
    hoisted = _Hoist()
    record = hoisted.records.get(_fingerprint(body))
    found = hoisted.definition(record, body) if record else {key: hoisted.of(value) for key, value in body.items()}
    if kind == "settings":
        for table in ("rules", "checks"):
            found["properties"][table] = {"description": found["properties"][table]["description"], **_OPTIONS}
    found |= {"title": f"Holdfast: {kind}", "description": KINDS[kind]}
    return {"$schema": DRAFT, **found, "definitions": dict(sorted(hoisted.definitions.items()))}


def schema_text(kind: str) -> str:
    """Return the JSON Schema of a kind of file as the text of a file."""
    return json.dumps(schema(kind), indent=1, ensure_ascii=False) + "\n"


class _Hoist:
    """Moves every record to a definition of its own, named and described after the model."""

    def __init__(self) -> None:
        self.definitions: dict[str, Any] = {}
        self.records = {_fingerprint(record.schema()): record for record in _all_records()}

    def of(self, node: Any) -> Any:
        """Return a schema with every record in it replaced by a reference."""
        if isinstance(node, list):
            return [self.of(item) for item in node]
        if not isinstance(node, dict):
            return node
        record = self.records.get(_fingerprint(node)) if "properties" in node else None
        if record is None:
            return {key: self.of(value) for key, value in node.items()}
        name = record.make.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # holds the place
            self.definitions[name] = self.definition(record, node)
        return {"$ref": f"#/definitions/{name}"}

    def definition(self, record: Record, node: dict[str, Any]) -> dict[str, Any]:
        """Return the schema of a record with its records moved out, and a few words for every key."""
        said = _EVERYWHERE | _attributes(record.make)
        shapes = record.keys | (Record.about if record.entity else {})
        if record.entity:
            said = _attributes(About) | said
        properties = {}
        for key, value in node["properties"].items():
            field = record.make._fields[record.slots[key][0]] if key in record.keys else key
            text = said.get(field) or (shapes[key].name if key in shapes else "")
            body = self.of(value)
            body = {"allOf": [body]} if "$ref" in body else body
            properties[key] = ({"description": text} if text else {}) | body
        return {"title": _title(record), "description": _summary(record.make), **node, "properties": properties}


def _fingerprint(node: Any) -> str:
    return json.dumps(node, sort_keys=True)


def _all_records() -> Iterator[Record]:
    """Find every record of the key table; the first of several alike stands for all."""
    tops: list[Shape] = [record for sections in keys.SECTIONS.values() for _, record in sections.values()]
    tops += [keys.KNOWS, keys.RUNBOOK_RECORD, keys.RUN, keys.EVENT, *keys.PAPERS.values(), SETTINGS]
    seen: set[int] = set()
    todo: list[Any] = tops[::-1] + list(Record.about.values())
    while todo:
        item = todo.pop()
        if isinstance(item, dict):
            todo.extend(item.values())
        elif isinstance(item, Shape) and id(item) not in seen:
            seen.add(id(item))
            if isinstance(item, Record):
                yield item
            todo.extend(vars(item).values())


def _title(record: Record) -> str:
    return "a component" if record.make is Component else record.name


def _summary(make: Any) -> str:
    return (inspect.getdoc(make) or "").partition("\n")[0]


_EVERYWHERE: Final = {
    "basis": "how this came to be written down",
    "sources": "what it rests on: ids of the section `sources`",
}
"""What any mapping may carry; the nearest one around a fact holds."""
_NONE_IS: Final = re.compile(r"; None [^;]*")
"""What code finds where nothing is written; in the files one writes nothing."""


def _attributes(make: Any) -> dict[str, str]:
    """Return what a class's docstring says of each attribute."""
    found = {name: _NONE_IS.sub("", text) for name, text in plugs.meanings(make).items()}
    return {name: text for name, text in found.items() if ":class:" not in text}
