"""The keys of a kind of file in words: what each takes and what it is, from the JSON Schema that editors check the files with.

``kb explain`` and the page on keys in the guide are this; a schema is one of :func:`kb.files.json_schema.schema`.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from kb.documents.document import Block, Paragraph, Section, Table, cells, columns

_COLUMNS: Final = columns("Key", "Takes~", "What it is~")
_PATTERNS: Final = {
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$": "id",
    r"^\d{4}-\d{2}-\d{2}$": "date",
}
_TYPES: Final = {
    "object": "mapping",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "nothing",
}
_ARTICLE: Final = re.compile(r"^(?:an?|the) ")


def sections(schema: dict[str, Any]) -> dict[str, Section]:
    """Return the keys of a kind of file, by its schema, and of each mapping in it, by the name people call it by.

    Returns:
        per name without its article (``event``, ``person``, ``load test``) one section: first that of the file, then the
        mappings in it by name.
    """
    parts = schema.get("definitions", {})
    names = {key: _ARTICLE.sub("", part["title"]) for key, part in parts.items()}
    first = _of(schema["description"], schema, "", names)
    inner = {names[key]: _of(names[key], part, part.get("description", ""), names) for key, part in parts.items()}
    return {schema["title"].removeprefix("Holdfast: "): first} | dict(sorted(inner.items()))


def _of(title: str, part: dict[str, Any], text: str, names: Mapping[str, str]) -> Section:
    needed = set(part.get("required", ()))
    rows = tuple(
        cells(key + " (needed)" * (key in needed), said(value, names), value.get("description", ""))
        for key, value in sorted(part.get("properties", {}).items())
    )
    blocks: tuple[Block, ...] = (Paragraph(text.replace("``", "`")),) if text else ()
    return Section(title, (*blocks, Table(_COLUMNS, rows)) if rows else blocks)


def said(schema: dict[str, Any], names: Mapping[str, str]) -> str:  # noqa: PLR0911 - one return a form of schema
    """Return what a schema takes, as short words. ``names`` is, per definition, what people call it, for a mapping with keys of its own."""
    if "$ref" in schema:
        return names[schema["$ref"].rpartition("/")[2]]
    if "const" in schema:
        return str(schema["const"])
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if parts := schema.get("anyOf") or schema.get("allOf"):
        named = [part for part in parts if part.get("type") != "null"]
        return " or ".join(dict.fromkeys(said(part, names) for part in sorted(named, key=lambda part: "const" in part)))
    if schema.get("type") == "array":
        return f"list of {said(schema['items'], names)}" if "items" in schema else "list"
    if schema.get("type") == "string":
        pattern = schema.get("pattern", "")
        return _PATTERNS.get(
            pattern, "http, https or mailto link" if "mailto" in pattern else schema.get("title", "text")
        )
    return _TYPES.get(schema.get("type", ""), "anything")
