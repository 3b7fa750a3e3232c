"""Foreign YAML with lines: more than our own files may hold (several documents, anchors, merge keys, tags), still bounded.

Built without recursion on PyYAML's events, like the strict reader: its composer crashes the process on deep nesting, and
its constructor would run what a tag asks for. Tags are passed over. Scalars stay text.

Longer than the usual 150 lines: one builder of foreign YAML, and the bounds it keeps.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from kb.errors import KbError
from kb.files.parser import Parser
from kb.importers._walk import read_bytes
from kb.model.fact import Note
from kb.model.source import Source

MAX_DEPTH: Final = 64
MAX_NODES: Final = 2_000_000
"""Nodes of a file, those reached over aliases or merged counted each time (security page: our default)."""


class Text(str):
    """A scalar as written, and its 1-based line. ``plain`` is false for one in quotes."""

    __slots__ = ("line", "plain")
    line: int
    plain: bool


class Map(dict[str, Any]):
    """A mapping; ``lines`` holds the line of each key."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Seq(list[Any]):
    """A list, and its line."""

    __slots__ = ("line",)

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


T = TypeVar("T")


def documents(path: Path, name: str, notes: list[Note]) -> Iterator[Any]:
    """Yield the documents of a file, as :func:`parsed`.

    Raises:
        KbError: as :func:`kb.importers._walk.read_bytes` and :func:`parsed`.
    """
    yield from parsed(read_bytes(path, name), name, notes)


def parsed(data: bytes, name: str, notes: list[Note]) -> Iterator[Any]:
    """Yield the documents of a text as :class:`Map`, :class:`Seq` or :class:`Text`; None for an empty one.

    Args:
        data: the text.
        name: how to call it: its path relative to the folder that is imported.
        notes: where it is noted what cannot be read; what comes before that is still yielded.

    Raises:
        KbError: if it holds more values than :data:`MAX_NODES`; nobody writes so many by hand.
    """
    text = data.decode("utf-8", "replace").lstrip("\ufeff")
    builder = _Builder(name, notes)
    try:
        for event in yaml.parse(text, Loader=Parser):
            if isinstance(event, DocumentEndEvent):
                yield builder.take()
            else:
                builder.add(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = getattr(error, "problem", None) or "this cannot be read as YAML"
        notes.append(
            Note(Source(name, line, column), f"not valid YAML: {problem}", "mend the file; what follows was not read")
        )
    except _TooDeepError as stop:
        message = f"nested deeper than {MAX_DEPTH}"
        notes.append(
            Note(Source(name, stop.line, 1), message, "import a smaller part of it; what follows was not read")
        )


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


class _Builder:
    def __init__(self, name: str, notes: list[Note]) -> None:
        self.name, self.notes = name, notes
        self.nodes = 0
        self._clear()

    def _clear(self) -> None:
        self.root: Any = None
        self.stack: list[Map | Seq] = []
        self.keys: list[Text | None] = []
        self.anchors: dict[str, Any] = {}
        self.sizes: dict[str, int] = {}
        self.merged: dict[int, list[Any]] = {}
        """What stands behind `<<` in the mappings that are open, by how deep they are."""

    def take(self) -> Any:
        """Return the document built, and begin the next."""
        root = self.root
        self._clear()
        return root

    def add(self, event: Any) -> None:
        """Take one event."""
        if isinstance(event, CollectionEndEvent):
            self.keys.pop()
            closed = self.stack.pop()
            if isinstance(closed, Map):
                self._merge(closed, self.merged.pop(len(self.stack), []))
            return
        line = event.start_mark.line + 1
        value: Any
        if isinstance(event, ScalarEvent):
            value = Text(event.value)
            value.line, value.plain = line, bool(event.implicit[0])
        elif isinstance(event, MappingStartEvent):
            value = Map(line)
        elif isinstance(event, SequenceStartEvent):
            value = Seq(line)
        elif isinstance(event, AliasEvent):
            value = self._alias(event.anchor, line)
        else:
            return
        self._count(line, 1)
        anchor = None if isinstance(event, AliasEvent) else event.anchor
        self._hang(value, line)
        if isinstance(value, Map | Seq) and not isinstance(event, AliasEvent):
            if len(self.stack) >= MAX_DEPTH:
                raise _TooDeepError(line)
            self.stack.append(value)
            self.keys.append(None)
        if anchor is not None:
            self.anchors[anchor] = value
            self.sizes.pop(anchor, None)  # an anchor may be set anew

    def _merge(self, mapping: Map, others: list[Any]) -> None:
        """Put in what stands behind `<<`, as soon as the keys beside it are known: an alias of the mapping then counts it."""
        for other in others:
            for source in other if isinstance(other, Seq) else [other]:
                for key, value in source.items() if isinstance(source, Map) else ():
                    if key not in mapping:
                        mapping[key] = value
                        mapping.lines[key] = source.lines[key]

    def _alias(self, anchor: str | None, line: int) -> Any:
        value = self.anchors.get(anchor or "")
        if anchor is None or value is None or any(value is open_ for open_ in self.stack):
            self.notes.append(
                Note(Source(self.name, line, 1), f"the alias *{anchor} stands for nothing", "mend the alias")
            )
            value = Text("")
            value.line, value.plain = line, True
        elif isinstance(value, Map | Seq):
            if anchor not in self.sizes:
                self.sizes[anchor] = _size(value)
            self._count(line, self.sizes[anchor])
        return value

    def _count(self, line: int, number: int) -> None:
        self.nodes += number
        if self.nodes > MAX_NODES:
            what = f"more than {MAX_NODES:,} values, aliases and merged keys counted as often as they are used"
            raise KbError(f"{self.name}:{line}:1: {what}; import a smaller part of it")

    def _hang(self, value: Any, line: int) -> None:
        if not self.stack:
            self.root = value
            return
        parent = self.stack[-1]
        if isinstance(parent, Seq):
            parent.append(value)
        elif self.keys[-1] is None:
            self.keys[-1] = value if isinstance(value, Text) else self._odd_key(line)
        else:
            key = self.keys[-1]
            self.keys[-1] = None
            self._put(parent, key, value)

    def _odd_key(self, line: int) -> Text:
        self.notes.append(Note(Source(self.name, line, 1), "a key is not text", "write a plain word as the key"))
        key = Text("")
        key.line, key.plain = line, True
        return key

    def _put(self, parent: Map, key: Text, value: Any) -> None:
        if key == "<<" and key.plain:
            self.merged.setdefault(len(self.stack) - 1, []).append(value)
        elif key in parent:
            note = f"the key `{key}` stands here twice (first in line {parent.lines[key]}); the first was read"
            self.notes.append(Note(Source(self.name, key.line, 1), note, "remove one of the two"))
        else:
            parent[str(key)] = value
            parent.lines[str(key)] = key.line


def _size(value: Any) -> int:
    """Return how many values a node holds, those behind aliases counted each time, up to the cap."""
    total, todo = 0, [value]
    while todo and total <= MAX_NODES:
        node = todo.pop()
        total += 1
        if isinstance(node, Map):
            todo += node.values()
        elif isinstance(node, Seq):
            todo += node
    return total


def of(kind: type[T], value: Any) -> T | None:
    """Return a value if it is of a kind, else None."""
    return value if isinstance(value, kind) else None
