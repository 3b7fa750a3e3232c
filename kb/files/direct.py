"""Sections of entities and knowledge typed straight from their lines, without nodes between.

The shapes of the key table read the rest of a line themselves (:meth:`kb.files.scalars.Shape.of_line`); what stands in several
lines, and an entity with a ``basis`` or ``sources`` of its own, they read from the nodes of those lines (:mod:`kb.files.plain`). At the
first doubt nothing of a file is kept, and it is read from the nodes of the whole, which is also where faults are found: here there
are none. ``tests/files/test_direct.py`` holds the two against each other.

Longer than the usual 150 lines: one class that reads a file line by line, written for speed.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import Any, Final

from kb.files import brackets, entities, keys
from kb.files.brackets import Unsure, word
from kb.files.compounds import is_slug
from kb.files.context import Context
from kb.files.gather import Gathered
from kb.files.nodes import LINE, Map
from kb.files.plain import Lines
from kb.files.shapes import MAX_SAID, Record, Ref
from kb.model.pattern import pattern
from kb.model.people import Knows
from kb.model.provenance import NO_PROVENANCE
from kb.model.source import Source
from kb.model.words import Evidence, Kind

_HEAD: Final = pattern(r"([a-z_]+):(?: +(#.*|\{.*))?")
"""A line that opens a section; ``defaults`` may stand in brackets behind it."""


def _head(line: str) -> tuple[str, bool] | None:
    """Return what a line opens, and whether that stands in brackets behind it; None for another line."""
    name, colon, behind = line.partition(":")
    if (
        colon and name.isalpha() and name.isascii() and name.islower() and (not behind or behind[:2] == " {")
    ):  # as most are
        return name, bool(behind)
    found = _HEAD.fullmatch(line)
    return None if found is None else (found[1], (found[2] or "#")[0] != "#")


_Knows = tuple[Any, Any, Any, Any]
_SAID: Final[dict[str, _Knows]] = {
    word: (level, Evidence.CLAIMED, None, None) for word, level in keys.LEVEL.words.items()
}
"""Level, evidence, date and reference by what stands behind a person: most lines say what others say."""
_ANNOTATIONS: Final = ("basis:", "sources:")


def read(text: str, folder: str, ctx: Context, into: Gathered) -> bool:
    """Read one file of ``architecture/`` or ``ownership/``; False, with nothing kept, where it takes the nodes of the whole."""
    ctx.direct = True
    try:
        file = _File(text, folder, ctx, into)
        file.read()
    except Unsure:
        ctx.refs.clear()
        return False
    finally:
        ctx.direct, ctx.provenance, ctx.entity = False, NO_PROVENANCE, ctx.path
    file.keep()
    return True


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _stands(line: str, inner: int, outer: int) -> bool | None:
    """Whether a line belongs to what stands in a column, or ends it; None for one that holds nothing."""
    body = line.lstrip(" ")
    if not body or body[0] == "#":
        return None
    indent = len(line) - len(body)
    if indent != inner and indent > outer:
        raise Unsure
    return indent == inner


class _File:
    """The lines of one file, and what they say; ``at`` is the line to go on from."""

    def __init__(self, text: str, folder: str, ctx: Context, into: Gathered) -> None:
        found = Lines(text)
        self.build, self.lines, self.at = found.build, found.lines, 0
        has_any = "basis:" in text or "sources:" in text
        self.annotated = (
            [n for n, line in enumerate(found.lines) if line.lstrip(" ").startswith(_ANNOTATIONS)] if has_any else []
        )
        self.annotated.reverse()
        self.folder, self.ctx, self.into = folder, ctx, into
        self.ids: dict[str, tuple[Kind, Source]] = {}
        self.entities: list[tuple[Kind, dict[str, Any]]] = []
        self.knowledge: dict[str, dict[str, Knows]] = {}
        self.knowledge_sources: dict[str, Source] = {}
        self.nobody: list[tuple[str, Source]] = []

    def read(self) -> None:
        """Read every section."""
        lines, sections, seen = self.lines, keys.SECTIONS[self.folder], set[str]()
        self.ctx.provenance = NO_PROVENANCE
        while (number := self._next(self.at)) < len(lines):
            found = _head(lines[number])
            first = self._next(number + 1)
            width = _indent(lines[first]) if first < len(lines) else 0
            if found is None or found[0] in seen:
                raise Unsure
            name, in_brackets = found
            if name == "defaults" and not seen:
                self.at = self._end(number + 1, 0)
                entities.read_defaults(*self._value(number, self.at, 0, name), self.ctx)
            elif in_brackets or not width:
                raise Unsure
            elif name in sections:
                self._section(*sections[name], first, width)
            elif name == "knowledge" and self.folder == "ownership":
                self._knowledge(first, width)
            else:
                raise Unsure
            seen.add(name)
        if not seen:
            raise Unsure

    def keep(self) -> None:
        """Add what the file says to what others say."""
        into = self.into
        for kind, table in self.entities:
            into.entities[kind].update(table)
        into.ids.update(self.ids)
        for name in into.knowledge.keys() & self.knowledge:
            into.knowledge[name].update(self.knowledge.pop(name))
            del self.knowledge_sources[name]
        into.knowledge.update(self.knowledge)
        into.knowledge_sources.update(self.knowledge_sources)
        into.nobody += self.nobody

    def _next(self, number: int) -> int:
        """Return the number of the first line from one on that holds anything."""
        lines = self.lines
        while number < len(lines) and lines[number].lstrip(" ")[:1] in ("", "#"):
            number += 1
        return number

    def _end(self, number: int, width: int) -> int:
        """Return where, from a line on, something other than the value of a key in a column begins."""
        lines = self.lines
        while number < len(lines):
            line = lines[number]
            body = line.lstrip(" ")
            if body and body[0] != "#":
                indent = len(line) - len(body)
                if indent < width or (indent == width and body[:2] != "- "):
                    break
            number += 1
        return number

    def _value(self, number: int, end: int, width: int, key: str) -> tuple[Any, int]:
        """Return the node of the value of the only key in some lines, and its mark."""
        node = self.build(number, end, width)
        if node.keys() != {key}:
            raise Unsure
        return node[key], node.places[1]

    def _keys(self, number: int, width: int) -> Iterator[tuple[int, str, str]]:
        """Yield line, key and the rest of the line for each key in a column, from a line on."""
        lines, self.at = self.lines, number
        while self.at < len(lines):
            number = self.at
            line = lines[number]
            body = line.lstrip(" ")
            if body and body[0] != "#":
                if len(line) - len(body) != width:
                    if body is not line:
                        raise Unsure
                    return
                key, _, text = body.partition(": ")
                if not text:
                    key = key.removesuffix(":")
                name = word(key)
                if name is None or (not text and body[-1] != ":"):
                    raise Unsure
                self.at = number + 1
                yield number, name, text
            else:
                self.at = number + 1

    def _section(self, kind: Kind, record: Record, first: int, width: int) -> None:
        """Read the entities of a section."""
        ctx, ids, taken, most = self.ctx, self.ids, self.into.ids, entities.MAX_ID
        table: dict[str, Any] = {}
        self.entities.append((kind, table))
        for number, key, text in self._keys(first, width):
            if not is_slug(key) or len(key) > most or key in entities.RESERVED or key in ids or key in taken:
                raise Unsure
            ctx.entity = key
            mark = number << LINE | width
            if text:
                entity = record.fill_line(text, mark + len(key) + 2, mark, ctx)
            else:
                entity = self._entity(record, number + 1, width, mark)
            table[key] = entity
            ids[key] = kind, entity.source

    def _below(self, number: int, outer: int) -> int:
        """Go to the lines below a key; return their column, 0 if there are none."""
        lines = self.lines
        while number < len(lines):
            line = lines[number]
            body = line.lstrip(" ")
            if body and body[0] != "#":
                self.at, inner = number, len(line) - len(body)
                return inner if inner > outer else 0
            number += 1
        self.at = number
        return 0

    def _annotations(self, inner: int, outer: int) -> Map | None:
        """Return the node of the lines from here on if it has a basis or sources of its own, and go behind them."""
        rest = self.annotated  # the last line first
        while rest and rest[-1] < self.at:
            rest.pop()
        if not rest:
            return None
        end = self._end(self.at, outer + 1)
        inside = takewhile(end.__gt__, reversed(rest))
        if not any(self.lines[number].startswith(_ANNOTATIONS, inner) for number in inside):
            return None
        node, self.at = self.build(self.at, end, inner), end
        return node

    def _entity(self, record: Record, first: int, outer: int, mark: int) -> Any:  # noqa: C901 - one loop, written for speed
        """Read an entity from the lines below its id. Written for speed."""
        inner, lines, ctx = self._below(first, outer), self.lines, self.ctx
        if not inner:
            return record.fill(entities.empty(mark), mark, ctx)
        node = self._annotations(inner, outer) if self.annotated else None
        if node is not None:
            return record.fill(node, mark, ctx)
        values, slots, given = record.defaults.copy(), record.lines, list[str]()
        number, pad, place, said = self.at, " " * inner, inner + 2, record.said[inner]
        while number < len(lines):
            line = lines[number]
            found = said.get(line)
            if found is not None:
                slot, key, values[slot], ref = found
                if ref is not None:
                    ref.note(values[slot], number << LINE | place + len(key), ctx)
                given.append(key)
                number += 1
                continue
            key, _, text = line[inner:].partition(": ")
            if text and key in slots and text[0] not in "|>" and line[:inner] == pad:
                slot, read_line, shape = slots[key]
                value = values[slot] = read_line(text, number << LINE | place + len(key), ctx)
                number += 1
                if shape.repeats and len(said) < MAX_SAID:
                    said[line] = slot, key, value, shape if type(shape) is Ref else None
            else:
                stands = _stands(line, inner, outer)
                if stands is None:
                    number += 1
                    continue
                if not stands:
                    break
                key = key.removesuffix(":")
                if key not in slots:
                    raise Unsure
                end = self._end(number + 1, inner)
                slot, read_node = record.slots[key]
                values[slot] = read_node(*self._value(number, end, inner, key), ctx)
                number = end
            given.append(key)
        if len(set(given)) < len(given):
            raise Unsure
        self.at = number
        return record.made(values, given, mark, ctx)

    def _knowledge(self, first: int, width: int) -> None:
        """Read who can do what with which components."""
        ctx = self.ctx
        _, names, marks = ctx.refs_to(keys.COMPONENT.key, keys.COMPONENT.kinds)
        for number, component, text in self._keys(first, width):
            if component in self.knowledge or component in entities.ANNOTATIONS:
                raise Unsure
            names.append(component)
            marks.append(number << LINE | width)
            source = tuple.__new__(Source, (ctx.path, number + 1, width + 1))
            ctx.entity, table = component, dict[str, Knows]()
            self.knowledge[component], self.knowledge_sources[component] = table, source
            if not text:
                self._knowers(component, number + 1, width, table)
            elif (node := brackets.value(text, (number << LINE | width) + len(component) + 2)) != "none":
                if type(node) is not Map:
                    raise Unsure
                entities.knowers(component, node, table, ctx)
            if not table:
                self.nobody.append((component, source))
            elif not table.keys().isdisjoint(self.into.knowledge.get(component, ())):
                raise Unsure

    def _knowers(self, component: str, first: int, outer: int, table: dict[str, Knows]) -> None:
        """Read who can do what with a component from the lines below its id. Written for speed."""
        inner, lines, ctx = self._below(first, outer), self.lines, self.ctx
        if not inner:
            raise Unsure
        node = self._annotations(inner, outer) if self.annotated else None
        if node is not None:
            entities.knowers(component, node, table, ctx)
            return
        _, names, marks = ctx.refs_to(keys.PERSON.key, keys.PERSON.kinds)
        number, pad, path, provenance = self.at, " " * inner, ctx.path, ctx.provenance
        new, known = tuple.__new__, brackets.KNOWN_WORDS.get
        while number < len(lines):
            line = lines[number]
            person, _, text = line[inner:].partition(": ")
            said, end = _SAID.get(text), number + 1
            if said is None or line[:inner] != pad:
                stands = _stands(line, inner, outer)
                if stands is None:
                    number += 1
                    continue
                if not stands:
                    break
                if text:
                    said = self._said(text, number << LINE | inner + len(person) + 2, number << LINE | inner)
                else:
                    end, person = self._end(number + 1, inner), person.removesuffix(":")
                    said = self._said_below(number, end, inner, person)
            name = known(person) or word(person)
            if name is None or name in table:
                raise Unsure
            source = new(Source, (path, number + 1, inner + 1))
            table[name] = new(Knows, (component, name, *said, provenance, source))
            names.append(name)
            marks.append(number << LINE | inner)
            number = end
        self.at = number

    def _said(self, text: str, start: int, mark: int) -> _Knows:
        """Return what stands in the line of a person, where it is not known yet."""
        if text[0] != "{":
            said = (keys.LEVEL.of_line(text, start, self.ctx), Evidence.CLAIMED, None, None)
        else:
            said = self._plain(keys.KNOWS.fill_line(text, start, mark, self.ctx))
        if "basis" not in text and "sources" not in text and len(_SAID) < MAX_SAID:
            _SAID[text] = said  # not what stands under other defaults elsewhere
        return said

    def _said_below(self, number: int, end: int, width: int, person: str) -> _Knows:
        """Return what stands in the lines below a person."""
        node, _ = self._value(number, end, width, person)
        if type(node) is not Map:
            raise Unsure
        return self._plain(keys.KNOWS.fill(node, number << LINE | width, self.ctx))

    def _plain(self, knows: Knows) -> _Knows:
        """Return what one line says; it must have the provenance of those around it."""
        if knows.provenance != self.ctx.provenance:
            raise Unsure
        return knows.level, knows.by, knows.last, knows.ref
