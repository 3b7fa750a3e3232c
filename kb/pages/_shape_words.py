"""What a value may be, in words: from the JSON Schema that editors check the files with."""

import re
from typing import Any, Final

_PATTERNS: Final = {
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$": "id",
    r"^\d{4}-\d{2}-\d{2}$": "date",
}
_TYPES: Final = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "nothing",
}


def said(schema: dict[str, Any]) -> str:  # noqa: PLR0911 - one return a form of schema
    """Return what a schema takes, as short words; a definition is named by its own name."""
    if "$ref" in schema:
        return _apart(schema["$ref"].rpartition("/")[2])
    if "const" in schema:
        return str(schema["const"])
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(said(item) for item in schema["anyOf"] if item.get("type") != "null"))
    kind = schema.get("type")
    if kind == "array":
        return f"list of {said(schema['items'])}" if "items" in schema else "list"
    if kind == "object":
        return "mapping"
    if kind == "string":
        pattern = schema.get("pattern", "")
        return _PATTERNS.get(pattern, "http, https or mailto link" if "mailto" in pattern else "text")
    return _TYPES.get(kind or "", "anything")


def _apart(name: str) -> str:
    """Return the name of a definition as words: ``EventReview`` as ``event review``."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()
