"""Frozen data -> plain JSON data, always in the same shape.

Dataclasses and named tuples become objects with their fields in order; enums their value; sets
sorted arrays; mappings objects with sorted keys; dates ISO text. Nothing is left out for being empty.
A field whose name starts with ``_`` is private and not drawn.
"""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date, time
from enum import Enum
from json.encoder import encode_basestring
from typing import Any, Final

from kb.errors import InternalError

FORMAT_VERSION = 1


def plain_report(report: object) -> dict[str, Any]:
    """Return a report as plain data, headed by the version of the format and the kind of report."""
    kind = type(report)
    body = {name: plain(getattr(report, name)) for name in field_names(kind)}
    if not body.keys().isdisjoint({"format_version", "report"}):
        raise InternalError(f"{kind.__name__} has a field that JSON uses for itself: format_version or report")
    return {"format_version": FORMAT_VERSION, "report": kebab(kind.__name__), **body}


def plain(value: Any) -> Any:  # noqa: C901, PLR0911  one return per kind of value
    """Return any value of the model or of a report as plain JSON data.

    Raises:
        InternalError: for NaN, infinities and types that have no plain form.
    """
    kind = type(value)
    if kind is str or value is None:  # most there is
        return value
    if kind in _RECORDS:
        return {name: plain(getattr(value, name)) for name in _RECORDS[kind]}
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return _finite(value)
    if isinstance(value, date | time):  # a datetime is a date
        return value.isoformat()
    if is_record(kind):
        _RECORDS[kind] = field_names(kind)
        return plain(value)
    if isinstance(value, tuple | list) or (isinstance(value, Sequence) and not isinstance(value, bytes)):
        return [plain(item) for item in value]
    if isinstance(value, frozenset | set):
        return sorted((plain(item) for item in value), key=lambda item: json.dumps(item, ensure_ascii=False))
    if isinstance(value, Mapping):
        return dict(sorted((_key(key), plain(item)) for key, item in value.items()))
    raise InternalError(f"a report holds a {type(value).__name__}, which has no JSON form")


_RECORDS: Final[dict[type, list[str]]] = {}
"""The public fields of every kind of record met so far."""


def pretty(value: Any, end: str = "\n") -> str:
    """Return plain data as ``json.dumps(value, indent=2, ensure_ascii=False)`` does, in a third of the time.

    ``end`` is the end of a line and the indentation there.
    """
    if type(value) is str:
        return encode_basestring(value)
    inner = f"{end}  "
    if type(value) is dict and value:
        items = [f"{encode_basestring(key)}: {pretty(item, inner)}" for key, item in value.items()]
        return f"{{{inner}{f',{inner}'.join(items)}{end}}}"
    if type(value) is list and value:
        return f"[{inner}{f',{inner}'.join([pretty(item, inner) for item in value])}{end}]"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def is_record(kind: Any) -> bool:
    """Whether a type is a dataclass or a named tuple."""
    return hasattr(kind, "__dataclass_fields__") or (
        isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")
    )


def field_names(kind: Any) -> list[str]:
    """Return the public fields of a dataclass or named tuple, in order.

    Raises:
        InternalError: if it is neither.
    """
    if not is_record(kind):
        raise InternalError(f"{kind.__name__} is neither a dataclass nor a named tuple")
    # Not dataclasses.fields: it would be the only reason to import that module here.
    found = getattr(kind, "__dataclass_fields__", None) or kind._fields
    return [name for name in found if not name.startswith("_")]


def kebab(name: str) -> str:
    """Return ``RiskReport`` as ``risk-report``."""
    return "".join(f"-{char.lower()}" if char.isupper() else char for char in name).strip("-_")


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise InternalError(f"a report holds the number {value}, which JSON cannot carry")
    return value + 0.0  # minus zero becomes zero


def _key(key: object) -> str:
    found = plain(key)
    if not isinstance(found, str | int) or isinstance(found, bool):
        raise InternalError(f"a report has a mapping with keys of type {type(key).__name__}; JSON wants text")
    return str(found)
