"""Plain data as YAML on one line, such that the strict reader reads back the same."""

import json
import re
from collections.abc import Mapping
from typing import Final

from kb.model.fact import Value

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9 .%/()+;_'@-]*[A-Za-z0-9.%)_]|[A-Za-z]")
"""Texts that need no quotes anywhere, also between brackets and before a comment."""
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]{5,8}(?:Z|[+-][0-9]{2}:[0-9]{2}))?")
_INTERVAL: Final = re.compile(rf"{_DATE.pattern}/{_DATE.pattern}")
_WORDS: Final = frozenset({"true", "false", "null", "none", "yes", "no", "on", "off", "y", "n", "nan", "inf"})


def scalar(text: str) -> str:
    """Return a text as a YAML scalar: plain where it cannot be misread, else in double quotes."""
    plain = _PLAIN.fullmatch(text) or _DATE.fullmatch(text) or _INTERVAL.fullmatch(text)
    if plain and text.lower() not in _WORDS and " '" not in text:
        return text
    return json.dumps(text, ensure_ascii=False)


def flow(value: Value) -> str:
    """Return any plain value as YAML on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, int | float):
        return repr(value)
    return "[" + ", ".join(map(flow, value)) + "]"
