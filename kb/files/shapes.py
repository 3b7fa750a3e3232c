"""Shapes: what a value may look like, how it is read into the model, and how it is said in JSON Schema.

The key table (:mod:`kb.files.keys`) is built from these. A shape's :meth:`Shape.read` takes the raw
node, its mark and the context, notes every fault in the context, and returns the value for the model,
or None where there is none to be had. Reading is the hot path of every command: a few lines
here are written for speed and say so.

Longer than the usual 150 lines: one class that everything is read by, and what it says of itself.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from kb.files import brackets
from kb.files.brackets import Unsure
from kb.files.compounds import SLUG, Anything, Either, ListOf, MapOf, OrNone, Ref, is_slug, with_article
from kb.files.context import Context
from kb.files.nodes import COLUMN, LINE, Map
from kb.files.scalars import (
    DAY,
    FLAG,
    INSTANT,
    INTERVAL,
    TEXT,
    UNTIL,
    WHEN,
    ZONE,
    Flag,
    Matching,
    Number,
    Parsed,
    Shape,
    Text,
    Word,
    described,
)
from kb.files.syntax import visible
from kb.model.provenance import NO_ABOUT, About, Provenance
from kb.model.source import Source
from kb.model.words import Basis, Kind

__all__ = [
    "BASIS", "DAY", "FLAG", "INSTANT", "INTERVAL", "SLUG", "SOURCES", "TEXT", "UNTIL", "WHEN", "ZONE",
    "Anything", "Check", "Either", "Flag", "ListOf", "MapOf", "Matching", "Number", "OrNone", "Parsed", "Record", "Ref", "Shape", "Text", "Word",
    "described", "impossible", "is_slug", "mark_of", "own_provenance", "unknown_key", "with_article",
]  # fmt: skip

SOURCES: Final = ListOf(Ref(Kind.SOURCE))
BASIS: Final = Word("a basis", Basis)

Said = tuple[int, str, Any, Ref | None]
"""The slot of a key, the key, the value that stands behind it, and what notes that value where it is a reference."""
MAX_SAID: Final = 4_000
"""Texts of one kind of record whose meaning is kept."""

Check = Callable[[Any, Map, Context], None]
"""Notes what is wrong with a record as a whole: takes the record, its node and the context."""


class Record(Shape):
    """A mapping with known keys, read into a NamedTuple.

    A key ``from`` fills the field ``from_``. Fields ``id``, ``source``, ``provenance`` and ``about`` are filled from the
    place and the context; other fields without a key keep their default, else None. Any record may carry
    ``basis`` and ``sources``, which hold for all inside it.

    Args:
        make: the NamedTuple.
        name: what it is, with its article.
        keys: the shape of the value of each key.
        rename: key -> field, where the two differ.
        fixed: values of fields that have no key, or whose key is absent.
        required: keys without which there is no such record.
        annotated: whether it may carry ``basis`` and ``sources``.
        check: looks at the record as a whole.
    """

    about: ClassVar[dict[str, Shape]] = {}

    def __init__(self, make: Any, name: str, keys: dict[str, Shape], *, rename: dict[str, str] | None = None, fixed: dict[str, Any] | None = None,
                 required: tuple[str, ...] = (), annotated: bool = True, check: Check | None = None) -> None:  # fmt: skip
        self.required, self.annotated, self.check = required, annotated, check
        self.make, self.name, self.keys = make, name, keys
        self._asked = rename or {}, fixed or {}
        self.__class__ = _Unprepared

    def _prepare(self) -> None:
        make, keys, (rename, fixed) = self.make, self.keys, self._asked
        fields: dict[str, int] = {field: slot for slot, field in enumerate(make._fields)}
        renamed = {"from": "from_"} | rename
        defaults = make._field_defaults | fixed
        self.defaults = list(map(defaults.get, fields))
        self.entity = "about" in fields
        self.size = len(fields)
        shapes = {fields[renamed.get(key, key)]: (key, shape) for key, shape in keys.items()}
        if self.entity:  # what About holds is gathered behind the fields of the record itself
            shapes |= {self.size + About._fields.index(key): (key, shape) for key, shape in self.about.items()}
            self.defaults += [None] * len(NO_ABOUT)
        self.slots: dict[str, tuple[int, Callable[[Any, Any, Context], Any]]]
        self.slots = {key: (slot, shape.read) for slot, (key, shape) in shapes.items()}
        self.lines = {key: (slot, shape.of_line, shape) for slot, (key, shape) in shapes.items()}
        """Of each key but ``basis`` and ``sources``, its slot, what reads the rest of a line, and its shape."""
        self.said: dict[int, dict[str, Said]] = defaultdict(dict)
        """What whole lines mean, by the column their keys stand in: most say what others say."""
        self.said_in_brackets: dict[str, tuple[Any, list[str], list[tuple[int, int, Ref]]]] = {}
        """The record, the keys given, and slot, offset and shape of each reference, by a text in brackets that means the same elsewhere."""
        if self.annotated:  # read beforehand, see `fill`; their slot is cut off again
            self.slots["basis"] = self.slots["sources"] = (len(self.defaults), _read_already)
            self.defaults.append(None)
        self.kept = [(slot, value) for slot, value in enumerate(self.defaults) if value is not None and slot in shapes]
        self.provenance, self.source = fields.get("provenance"), fields.get("source")
        self.id = fields["id"] if self.entity else None
        self.about_slot = fields.get("about")
        if self.about_slot is not None:
            self.defaults[self.about_slot] = NO_ABOUT

    @property
    def known(self) -> list[str]:
        """Every key, sorted."""
        return sorted(self.slots)

    @property
    def example(self) -> str:  # type: ignore[override] # a text, for whoever asks
        """What to write."""
        shown = list(self.required or self.keys)[:3]
        return "{" + ", ".join(f"{key}: …" for key in shown) + "}" if shown else ""

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        """Return the record of a mapping."""
        if type(value) is not Map:
            self.wrong(value, mark, ctx)
            return None
        return self.fill(value, mark, ctx)

    def of_line(self, text: str, mark: int, ctx: Context) -> Any:
        """Return the record of a mapping in brackets."""
        return self.fill_line(text, mark, mark, ctx)

    def fill_line(self, text: str, start: int, mark: int, ctx: Context) -> Any:
        """Return the record of a mapping in brackets that begins at ``start``; its place is that of ``mark``."""
        if (said := self.said_in_brackets.get(text)) is not None:
            return self._again(*said, start, mark, ctx)
        if not brackets.is_pairs(text) or (self.annotated and ("basis: " in text or "sources: " in text)):
            node = brackets.value(text, start)
            if type(node) is not Map:
                raise Unsure
            return self.fill(node, mark, ctx)
        values, lines, given = self.defaults.copy(), self.lines, list[str]()
        keep, refs, at = len(self.said_in_brackets) < MAX_SAID, list[tuple[int, int, Ref]](), 1
        for pair in text[1:-1].split(", "):
            key, _, value = pair.partition(": ")
            if key not in lines:
                raise Unsure
            slot, read, shape = lines[key]
            values[slot] = read(value, start + at + len(key) + 2, ctx)
            if type(shape) is Ref:
                refs.append((slot, at + len(key) + 2, shape))
            else:
                keep = keep and shape.placeless
            given.append(key)
            at += len(pair) + 2
        if len(set(given)) < len(given):
            raise Unsure
        record = self.made(values, given, mark, ctx)
        if keep:
            self.said_in_brackets[text] = record, given, refs
        return record

    def _again(self, record: Any, given: Any, refs: list[tuple[int, int, Ref]], start: int, mark: int, ctx: Context) -> Any:  # fmt: skip
        """Return a record as it stands elsewhere, for the text that begins at ``start``; its place is that of ``mark``."""
        values = list(record)
        for slot, at, ref in refs:
            ref.note(values[slot], start + at, ctx)
        if self.id is not None:
            values[self.id] = ctx.entity
        if self.source is not None:
            values[self.source] = tuple.__new__(Source, (ctx.path, (mark >> LINE) + 1, (mark & COLUMN) + 1))
        if self.provenance is not None:
            values[self.provenance] = ctx.provenance
        record = tuple.__new__(self.make, values)
        if self.check is not None:
            self.check(record, given, ctx)
        return record

    def fill(self, node: Map, mark: Any, ctx: Context) -> Any:
        """Return the record of a mapping; its place is that of ``mark``."""
        outer = ctx.provenance
        if self.annotated and ("basis" in node or "sources" in node):
            ctx.provenance = own_provenance(node, ctx)
        values = self.defaults.copy()
        slots = self.slots
        places = iter(node.places)
        for (key, item), key_mark, place in zip(node.items(), places, places, strict=False):  # as `walk` does
            try:
                slot, read = slots[key]
            except KeyError:
                unknown_key(key, key_mark, self, ctx)
            else:
                values[slot] = read(item, place, ctx)
        record = self.made(values, node, mark, ctx)
        ctx.provenance = outer
        return record

    def made(self, values: list[Any], given: Any, mark: int, ctx: Context) -> Any:  # noqa: C901 - written for speed
        """Return the record of the values in its slots.

        Args:
            values: one of each slot.
            given: the node, or the keys that stand there where there is none.
            mark: its place.
            ctx: as everywhere.
        """
        for slot, value in self.kept:  # a faulty value leaves the default standing
            if values[slot] is None:
                values[slot] = value
        size = self.size
        if self.about_slot is not None:
            about = values[size : size + 6]
            if about != _NOTHING_SAID:
                values[self.about_slot] = _about(about)
            values[self.id] = ctx.entity  # type: ignore[index]
        if self.source is not None:
            values[self.source] = tuple.__new__(Source, (ctx.path, (mark >> LINE) + 1, (mark & COLUMN) + 1))
        if self.provenance is not None:
            values[self.provenance] = ctx.provenance
        for key in self.required:
            if key not in given:
                ctx.fault(
                    "missing-key", mark, f"{self.name} without `{key}`", f"add `{key}: …` ({self.keys[key].name})"
                )
                return None
            if values[self.slots[key][0]] is None:
                return None  # given, but faulty: reported already
        del values[size:]
        record = tuple.__new__(self.make, values)
        if self.check is not None:
            self.check(record, given, ctx)
        return record

    def schema(self) -> dict[str, Any]:
        """Return the schema of an object with these keys and no others."""
        keys = (
            self.keys
            | (self.about if self.entity else {})
            | ({"basis": BASIS, "sources": SOURCES} if self.annotated else {})
        )
        return {
            "type": "object",
            "properties": {key: keys[key].schema() for key in sorted(keys)},
            "additionalProperties": False,
        } | ({"required": sorted(self.required)} if self.required else {})


class _Unprepared(Record):
    """A record of which the rest is worked out when it is first asked for: a base uses few of them.

    A class of its own, since one that has ``__getattr__`` makes every attribute slow.
    """

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(name)
            self.__class__ = Record
            self._prepare()
            return getattr(self, name)


_NOTHING_SAID: Final[list[Any]] = [None] * len(NO_ABOUT)


def _about(values: list[Any]) -> About:
    title, aliases, description, links, tags, x = values
    return tuple.__new__(About, (title, aliases or (), description, links or (), tags or (), x))


def _read_already(value: Any, mark: Any, ctx: Context) -> None:
    """Pass over a value that has been read."""


def own_provenance(node: Map, ctx: Context) -> Provenance:
    """Return the provenance inside a mapping: its own basis and sources, else those around it."""
    basis, sources = ctx.provenance
    if "basis" in node:
        basis = BASIS.read(node["basis"], mark_of(node, "basis"), ctx) or basis
    if "sources" in node:
        got = SOURCES.read(node["sources"], mark_of(node, "sources"), ctx)
        sources = sources if got is None else tuple(got)
    return Provenance(basis, sources)


def mark_of(node: Map, key: str, *, of_key: bool = False) -> Any:
    """Return the mark of the value of a key, or of the key itself.

    Raises:
        Unsure: where lines are read without nodes.
    """
    if type(node) is not Map:
        raise Unsure
    return node.places[2 * list(node).index(key) + (not of_key)]


def impossible(key: str, message: str, node: Map, ctx: Context, fix: str = "") -> None:
    """Note that what a key holds ends before it begins."""
    mark = mark_of(node, key, of_key=True)
    ctx.fault("impossible-interval", mark, message, fix or f"mend `{key}`", len(key))


_MEANT: Final = {
    "name": ("title",), "label": ("title",), "summary": ("description",), "team": ("owner",), "group": ("team",), "manager": ("lead",),
    "depends_on": ("needs",), "dependencies": ("needs",), "requires": ("needs",), "who": ("person", "by"), "user": ("person",),
    "from": ("start",), "to": ("end",), "why": ("reason", "value"), "on": ("date", "window"), "when": ("date", "window"),
    "date": ("window",), "start": ("window",), "end": ("window",), "expires": ("until",), "left": ("until",),
    "services": ("components",), "component": ("components",), "members": ("rotation",), "escalates_to": ("escalation",), "url": ("to",),
    "severity": ("tier",), "priority": ("tier",), "capacity": ("designed",),
}  # fmt: skip
"""Words other systems use for a key, and the key here; asked before the spelling is compared."""


def unknown_key(key: str, mark: Any, record: "Record", ctx: Context) -> None:
    """Note an unknown key, with the known one that was probably meant."""
    known = record.known
    meant = next((word for word in _MEANT.get(key, ()) if word in record.slots), None)
    hint = f"; did you mean `{meant}`?" if meant else ctx.near.est(key, known)
    extra = "; keys of your own go under `x:`" if record.entity else ""
    if record.annotated:  # others are no part of the files: a scenario, a baseline, the settings
        extra += f"; `kb explain {_page(record.name)}` says what each takes"
    all_of = f"use one of: {', '.join(known)}"
    ctx.fault(
        "unknown-key",
        mark,
        f"`{visible(key)}` is not a key of {record.name}{hint}",
        f"{'write the key that is meant' if hint and record.annotated else all_of}{extra}",
        max(1, min(len(key), 80)),
    )


def _page(name: str) -> str:
    """Return what `kb explain` prints the keys of a record for: its name without the article."""
    words = name.removeprefix("the front matter of ").split(" ")
    return "-".join(words[words[0] in ("a", "an", "the") :])
