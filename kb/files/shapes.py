"""Shapes: what a value may look like, how it is read into the model, and how it is said in JSON Schema.

The key table (:mod:`kb.files.keys`) is built from these. A shape's :meth:`Shape.read` takes the raw
node, its mark and the context, notes every fault in the context, and returns the value for the model,
or None where there is none to be had. Reading is the hot path of every command: a few lines
here are written for speed and say so.
"""

import re
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, ClassVar, Final

from kb.files.context import Context, Kinds, nearest
from kb.files.nodes import BROKEN, Map, Seq
from kb.files.prose import visible
from kb.model import moment
from kb.model.provenance import NO_ABOUT, About, Provenance
from kb.model.source import Source
from kb.model.words import COMPONENT_KINDS, Basis, Kind, Nothing

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
is_slug: Final = SLUG.fullmatch


def described(value: Any) -> str:
    """Return a few words for a raw value: what it is, and the value itself where short."""
    if value is None:
        return "nothing"
    if type(value) is bool:
        return f"true/false (`{str(value).lower()}`)"
    if type(value) is Map or type(value) is Seq:
        return "a mapping" if type(value) is Map else "a list"
    return f"text (`{visible(value, 30)}`)" if isinstance(value, str) else f"a number (`{value}`)"


class Shape:
    """Base of all shapes. ``name`` says, with its article, what is expected."""

    name: str = "a value"

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        """Return the value for the model, or None after noting a fault."""
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema (draft-07) of this shape."""
        raise NotImplementedError

    def wrong(self, value: Any, mark: Any, ctx: Context) -> None:
        """Note that a value is of another type than this shape."""
        if value is BROKEN:
            return
        if value is None:
            ctx.fault("null-value", mark, f"nothing stands where {self.name} is expected",
                      "write the value, or `none` to say there is none, or remove the line; quote a value that begins with `#`")  # fmt: skip
            return
        fix = f"write {self.name}"
        if isinstance(self, Text) and not isinstance(value, Map | Seq):
            fix = f'quote it: "{str(value).lower() if type(value) is bool else value}"'
        ctx.fault("wrong-type", mark, f"expected {self.name}, found {described(value)}", fix, len(str(value)) if not isinstance(value, Map | Seq) else 1)


class Text(Shape):
    """Free text, never empty."""

    name = "text"

    def read(self, value: Any, mark: Any, ctx: Context) -> str | None:
        if type(value) is not str:
            self.wrong(value, mark, ctx)
            return None
        if ctx.careful:
            ctx.check_text(value, mark)
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


class Matching(Text):
    """Text of a given form."""

    def __init__(self, name: str, pattern: str, fix: str, rule: str = "bad-id") -> None:
        self.name = name
        self.pattern = pattern
        self.matches = re.compile(pattern).fullmatch
        self.fix = fix
        self.rule = rule

    def read(self, value: Any, mark: Any, ctx: Context) -> str | None:
        if type(value) is not str:
            self.wrong(value, mark, ctx)
            return None
        if not self.matches(value):
            ctx.fault(self.rule, mark, f"`{visible(value)}` is not {self.name}", self.fix, len(value))
            return None
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


class Number(Shape):
    """A finite number from ``minimum`` up."""

    def __init__(self, minimum: float = 0, *, whole: bool = False, maximum: float | None = None) -> None:
        self.minimum, self.maximum, self.whole = minimum, maximum, whole
        self.name = "a whole number" if whole else "a number"
        if maximum is not None:
            self.name += f" from {minimum} to {maximum}"

    def read(self, value: Any, mark: Any, ctx: Context) -> float | None:
        kind = type(value)
        if kind is not int and (kind is not float or self.whole):
            self.wrong(value, mark, ctx)
            return None
        if value < self.minimum or (self.maximum is not None and value > self.maximum):
            limit = f"from {self.minimum} to {self.maximum}" if self.maximum is not None else f"at least {self.minimum}"
            ctx.fault("wrong-type", mark, f"{value} is out of range: it must be {limit}", f"write a number that is {limit}", len(str(value)))
            return None
        return value  # type: ignore[no-any-return]

    def schema(self) -> dict[str, Any]:
        limits = {"minimum": self.minimum} | ({} if self.maximum is None else {"maximum": self.maximum})
        return {"type": "integer" if self.whole else "number"} | limits


class Flag(Shape):
    """``true`` or ``false``."""

    name = "true or false"

    def read(self, value: Any, mark: Any, ctx: Context) -> bool | None:
        if type(value) is not bool:
            self.wrong(value, mark, ctx)
            return None
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Word(Shape):
    """One of some fixed words, read into the enum's member (or kept as text)."""

    def __init__(self, name: str, words: Iterable[Any]) -> None:
        self.name = name
        self.words: dict[str, Any] = {_word(word): word for word in words}

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        found = self.words.get(value) if type(value) is str else None
        if found is None and value is not BROKEN:
            if value is None:
                self.wrong(value, mark, ctx)
                return None
            shown = visible(str(value).lower() if isinstance(value, bool) else str(value)) if not isinstance(value, Map | Seq) else described(value)
            ctx.fault("unknown-word", mark, f"`{shown}` is not {self.name}{nearest(shown, self.words)}", f"write one of: {', '.join(self.words)}", len(shown))
        return found

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


def _word(word: Any) -> str:
    if not isinstance(word, Enum):
        return str(word)
    return word.value if isinstance(word.value, str) else word.name.lower()


class Parsed(Shape):
    """Text that a function of :mod:`kb.model.moment` turns into a date, an instant or an interval."""

    def __init__(self, name: str, parse: Callable[[str], Any], *, rule: str = "impossible-date", pattern: str | None = None) -> None:
        self.name, self.parse, self.rule, self.pattern = name, parse, rule, pattern

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        if type(value) is not str:
            self.wrong(value, mark, ctx)
            return None
        try:
            return self.parse(value)
        except ValueError as error:
            ctx.fault(self.rule, mark, visible(str(error), 120), f"write {self.name}", len(value))
            return None

    def schema(self) -> dict[str, Any]:
        return {"type": "string"} | ({"pattern": self.pattern} if self.pattern else {})


_DAY_PATTERN: Final = r"^\d{4}-\d{2}-\d{2}$"
TEXT: Final = Text()
FLAG: Final = Flag()
DAY: Final = Parsed("a date such as 2026-01-31", moment.parse_day, pattern=_DAY_PATTERN)
INSTANT: Final = Parsed("an instant with its offset such as 2026-01-31T18:00+01:00", moment.parse_instant)
WHEN: Final = Parsed("a date such as 2026-01-31 or an instant with its offset", moment.parse_when)
INTERVAL: Final = Parsed("an interval such as 2026-01-01/2026-01-31", moment.parse_interval, rule="impossible-interval")


def _zone(text: str) -> str:
    moment.zone(text)
    return text


ZONE: Final = Parsed("a time zone such as Europe/Berlin", _zone, rule="unknown-word")


class Ref(Shape):
    """The id of an entity of one of some kinds; whether it exists is checked once all files are read."""

    def __init__(self, *kinds: Kind) -> None:
        self.kinds: Kinds = kinds
        self.key = "|".join(kind.value for kind in kinds)  # hashing a tuple of enums took a tenth of a load
        self.name = f"the id of {with_article(kinds)}"

    def read(self, value: Any, mark: Any, ctx: Context) -> str | None:
        if type(value) is not str:
            self.wrong(value, mark, ctx)
            return None
        refs = ctx.refs.get(self.key) or ctx.refs_to(self.key, self.kinds)
        refs += (value, mark)
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{SLUG.pattern}$"}


def with_article(kinds: Kinds) -> str:
    """Return the kinds as words: ``a team``, ``a component or a vendor``."""
    names = ["component"] if set(COMPONENT_KINDS) <= set(kinds) else []
    names += [kind.value for kind in kinds if not (names and kind in COMPONENT_KINDS)]
    return " or ".join(("an " if name[0] in "aeio" else "a ") + name for name in names)


class ListOf(Shape):
    """A list; ``none`` means the empty one."""

    def __init__(self, item: Shape) -> None:
        self.item = item
        plural = re.sub(r"^(an?|the) ", "", item.name)
        self.name = f"a list (of {plural})" if plural != "text" else "a list of texts"

    def read(self, value: Any, mark: Any, ctx: Context) -> tuple[Any, ...] | None:
        if type(value) is not Seq:
            if value == "none":
                return ()
            self.wrong(value, mark, ctx)
            return None
        read = self.item.read
        items = []
        for item, place in zip(value, value.marks, strict=True):
            if item is None:
                ctx.fault("null-value", place, "an item of this list is empty", "write the item, quote it if it begins with `#`, or remove the dash")
                continue
            got = read(item, place, ctx)
            if got is not None:
                items.append(got)
        return tuple(items)

    def wrong(self, value: Any, mark: Any, ctx: Context) -> None:
        if value is None or value is BROKEN or isinstance(value, Map):
            super().wrong(value, mark, ctx)
        else:
            ctx.fault("wrong-type", mark, f"expected {self.name}, found {described(value)}", f"put it in brackets: [{visible(str(value))}]", len(str(value)))

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "array", "items": self.item.schema()}, {"const": "none"}]}


class OrNone(Shape):
    """Another shape, or ``none`` as an answer."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.name = f"{shape.name} or none"

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        if value == "none":
            return Nothing.NONE
        return self.shape.read(value, mark, ctx)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"const": "none"}, self.shape.schema()]}


class Either(Shape):
    """One of some shapes, chosen by the type of the raw value."""

    def __init__(self, name: str, choices: dict[type, Shape]) -> None:
        self.name, self.choices = name, choices

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        shape = self.choices.get(type(value))
        if shape is None:
            self.wrong(value, mark, ctx)
            return None
        return shape.read(value, mark, ctx)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [shape.schema() for shape in self.choices.values()]}


class MapOf(Shape):
    """A mapping from free keys to values of one shape."""

    def __init__(self, name: str, item: Shape) -> None:
        self.name, self.item = name, item

    def read(self, value: Any, mark: Any, ctx: Context) -> dict[str, Any] | None:
        if type(value) is not Map:
            self.wrong(value, mark, ctx)
            return None
        found = {}
        for index, (key, item) in enumerate(value.items()):
            got = self.item.read(item, value.marks[2 * index + 1], ctx)
            if got is not None and "\0" not in key:
                found[key] = got
        return found

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.item.schema()}


class Anything(Shape):
    """The free extension: plain data, texts searched like any other."""

    name = "any value"

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        if type(value) is Map:
            return {key: self.read(item, value.marks[2 * n + 1], ctx) for n, (key, item) in enumerate(value.items()) if "\0" not in key}
        if type(value) is Seq:
            return [self.read(item, value.marks[n], ctx) for n, item in enumerate(value)]
        if type(value) is str and ctx.careful:
            ctx.check_text(value, mark)
        return None if value is BROKEN else value

    def schema(self) -> dict[str, Any]:
        return {}


SOURCES: Final = ListOf(Ref(Kind.SOURCE))
BASIS: Final = Word("a basis", Basis)
_ABOUT: Final = 1000  # slots from here on belong to About, one tuple shared by all entities that say nothing


class Record(Shape):
    """A mapping with known keys, read into a NamedTuple.

    A key ``from`` fills the field ``from_``. Fields ``id``, ``source``, ``provenance`` and ``about`` are filled from the
    place and the context; other fields without a key keep their default, else None. Any record may carry
    ``basis`` and ``sources``, which hold for all inside it.
    """

    about: ClassVar[dict[str, Shape]] = {}

    def __init__(self, make: Any, name: str, keys: dict[str, Shape], *, rename: dict[str, str] | None = None, fixed: dict[str, Any] | None = None,
                 required: tuple[str, ...] = (), annotated: bool = True) -> None:  # fmt: skip
        self.required, self.annotated = required, annotated
        self.make, self.name, self.keys = make, name, keys
        fields: list[str] = list(make._fields)
        renamed = {"from": "from_"} | (rename or {})
        self.slots: dict[str, tuple[int, Callable[[Any, Any, Context], Any]]] = {}
        for key, shape in keys.items():
            self.slots[key] = (fields.index(renamed.get(key, key)), shape.read)
        self.entity = "about" in fields
        if self.entity:
            for key, shape in self.about.items():
                self.slots[key] = (_ABOUT + About._fields.index(key), shape.read)
        defaults = make._field_defaults | (fixed or {})
        self.defaults = [defaults.get(field) for field in fields]
        self.provenance = fields.index("provenance") if "provenance" in fields else None
        self.source = fields.index("source") if "source" in fields else None
        self.id = fields.index("id") if self.entity else None
        self.about_slot = fields.index("about") if self.entity else None

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        if type(value) is not Map:
            self.wrong(value, mark, ctx)
            return None
        return self.fill(value, mark, ctx)

    def fill(self, node: Map, mark: Any, ctx: Context) -> Any:  # written for speed
        """Return the record of a mapping; its place is that of ``mark``."""
        outer = ctx.provenance
        if ("basis" in node or "sources" in node) and self.annotated:
            ctx.provenance = own_provenance(node, ctx)
        values = self.defaults.copy()
        about: list[Any] | None = None
        slots, marks = self.slots, node.marks
        place = 1
        for key, item in node.items():
            slot = slots.get(key)
            if slot is None:
                if not (self.annotated and key in ("basis", "sources")):
                    unknown_key(key, marks[place - 1], self, ctx)
            elif slot[0] < _ABOUT:
                values[slot[0]] = slot[1](item, marks[place], ctx)
            else:
                about = about or list(NO_ABOUT)
                got = slot[1](item, marks[place], ctx)
                if got is not None:
                    about[slot[0] - _ABOUT] = got
            place += 2
        if self.source is not None:
            values[self.source] = Source(ctx.path, mark.line + 1, mark.column + 1)
        if self.provenance is not None:
            values[self.provenance] = ctx.provenance
        if self.about_slot is not None:
            values[self.about_slot] = NO_ABOUT if about is None else About._make(about)
        if self.id is not None:
            values[self.id] = ctx.entity
        ctx.provenance = outer
        for key in self.required:
            if key not in node:
                ctx.fault("missing-key", mark, f"{self.name} without `{key}`", f"add `{key}: …` ({self.keys[key].name})")
                return None
            if values[self.slots[key][0]] is None:
                return None  # given, but faulty: reported already
        return tuple.__new__(self.make, values)

    def schema(self) -> dict[str, Any]:
        keys = self.keys | (self.about if self.entity else {}) | ({"basis": BASIS, "sources": SOURCES} if self.annotated else {})
        return {
            "type": "object",
            "properties": {key: keys[key].schema() for key in sorted(keys)},
            "additionalProperties": False,
        } | ({"required": sorted(self.required)} if self.required else {})


def own_provenance(node: Map, ctx: Context) -> Provenance:
    """Return the provenance inside a mapping: its own basis and sources, else those around it."""
    basis, sources = ctx.provenance
    if "basis" in node:
        basis = BASIS.read(node["basis"], _value_mark(node, "basis"), ctx) or basis
    if "sources" in node:
        got = SOURCES.read(node["sources"], _value_mark(node, "sources"), ctx)
        sources = sources if got is None else got
    return Provenance(basis, sources)


def _value_mark(node: Map, key: str) -> Any:
    return node.marks[2 * list(node).index(key) + 1]


def unknown_key(key: str, mark: Any, record: "Record", ctx: Context) -> None:
    """Note an unknown key, with the known one that was probably meant."""
    if "\0" in key:
        return  # a duplicate, already reported
    known = [*record.slots, *(("basis", "sources") if record.annotated else ())]
    hint = nearest(key, known)
    extra = "; keys of your own go under `x:`" if record.entity else ""
    ctx.fault("unknown-key", mark, f"`{visible(key)}` is not a key of {record.name}{hint}", f"use one of: {', '.join(sorted(known))}{extra}", len(key))
