"""The JSON Schema (draft-07) of a report, derived from the type hints of its class.

The published schema is generated, never written: it cannot say something else than the code. Objects
are left open (fields may be added within a format version) unless ``closed`` is asked for, as our
own tests do.
"""

import types
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time
from enum import Enum
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

from kb.errors import InternalError
from kb.render._plain import FORMAT_VERSION, field_names, is_record, kebab, plain

_SIMPLE: dict[Any, dict[str, Any]] = {
    Any: {},
    object: {},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    types.NoneType: {"type": "null"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "format": "time"},
}


def schema(report: type, *, closed: bool = False) -> dict[str, Any]:
    """Return the JSON Schema of what the json format writes for a class of report. If ``closed``, fields that are not listed are faults.

    Raises:
        InternalError: if a field has a type with no plain form.
    """
    writer = _Writer(closed)
    body = writer.record(report)
    own = {"format_version": {"const": FORMAT_VERSION}, "report": {"const": kebab(report.__name__)}}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": kebab(report.__name__),
        **body,
        "properties": {**own, **body["properties"]},
        "required": [*own, *body["required"]],
        "definitions": dict(sorted(writer.definitions.items())),
    }


class _Writer:
    """Collects a definition per record while it goes through the types."""

    def __init__(self, closed: bool) -> None:
        self.definitions: dict[str, dict[str, Any]] = {}
        self._records: dict[str, Any] = {}
        self._closed = closed

    def record(self, kind: Any) -> dict[str, Any]:
        """Return the schema of a dataclass or named tuple itself."""
        hints = get_type_hints(kind)
        names = field_names(kind)
        found: dict[str, Any] = {"type": "object"}
        summary = (kind.__doc__ or "").strip().partition("\n")[0]
        # Classes without a docstring get their own signature as one; that describes nothing.
        if summary and not summary.startswith(f"{kind.__name__}("):
            found["description"] = summary
        found["properties"] = {name: self.of(hints[name]) for name in names}
        found["required"] = names
        return {**found, "additionalProperties": False} if self._closed else found

    def of(self, kind: Any) -> dict[str, Any]:
        """Return the schema of any type that a field may have."""
        if isinstance(kind, NewType):
            return self.of(kind.__supertype__)
        if kind in _SIMPLE:
            return dict(_SIMPLE[kind])
        if is_record(kind):
            return self._reference(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"enum": [plain(member) for member in kind]}
        generic = next(iter(getattr(kind, "__orig_bases__", ())), kind)  # such as Sequence[Edge], of Edges
        return self._generic(get_origin(generic), get_args(generic), kind)

    def _reference(self, kind: Any) -> dict[str, Any]:
        name = kind.__name__
        if self._records.setdefault(name, kind) is not kind:
            raise InternalError(f"two classes named {name} in one report; the schema needs one name for each")
        if name not in self.definitions:
            self.definitions[name] = {}  # stands in while the record is read, should it hold itself
            self.definitions[name] = self.record(kind)
        return {"$ref": f"#/definitions/{name}"}

    def _generic(self, origin: Any, args: tuple[Any, ...], kind: Any) -> dict[str, Any]:
        if origin is Literal:
            return {"enum": [plain(value) for value in args]}
        if origin in {Union, types.UnionType}:
            return {"anyOf": [self.of(arg) for arg in args]}
        if origin is tuple and not (len(args) == 2 and args[1] is Ellipsis):
            return self._fixed(args)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(args[1])}
        if isinstance(origin, type) and issubclass(origin, Sequence | AbstractSet):
            unique = {"uniqueItems": True} if issubclass(origin, AbstractSet) else {}
            return {"type": "array", "items": self.of(args[0]), **unique}
        raise InternalError(f"a report has a field of type {kind}, which has no JSON form")

    def _fixed(self, args: tuple[Any, ...]) -> dict[str, Any]:
        return {
            "type": "array",
            "items": [self.of(arg) for arg in args],
            "minItems": len(args),
            "maxItems": len(args),
        }
