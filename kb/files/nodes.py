"""YAML bytes -> nodes with positions: the strict reader, built on PyYAML's event stream.

The subset: one document, a mapping at the root, YAML 1.2 core scalars (``no``, ``off`` and dates stay
text), string keys, no duplicate keys, no tags, no merge keys, aliases only to finished nodes and bounded.
The builder is iterative, so depth cannot crash the process; PyYAML's composer and constructor,
which would, are never called.

:func:`read` gives every fault it meets to ``fault(kind, line, column, width, message, fix)`` and goes on where
it can; a syntax error ends its file, since nothing after it can be trusted.
"""

import re
from collections.abc import Callable
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from kb.files import syntax

try:
    from yaml.cyaml import CParser as _Parser
except ImportError:  # PyYAML built without libyaml: slower, same events
    _Parser = yaml.SafeLoader

MAX_DEPTH: Final = 64
MAX_NODES: Final = 2_000_000
MAX_ALIASES: Final = 1_000
MAX_DIGITS: Final = 18

Fault = Callable[[str, int, int, int, str, str], None]


class Map(dict[str, Any]):
    """A mapping. ``marks`` holds key mark, value mark, key mark, ... in the order of the keys."""

    __slots__ = ("mark", "marks")
    mark: Any
    marks: list[Any]


class Seq(list[Any]):
    """A sequence. ``marks`` holds the mark of each item."""

    __slots__ = ("mark", "marks")
    mark: Any
    marks: list[Any]


class Broken:
    """Stands for a scalar that was faulty and has been reported; readers pass over it in silence."""


BROKEN: Final = Broken()

_CONSTANTS: Final = {
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip
_STARTS_NUMBER: Final = frozenset("0123456789-+.")
_INT: Final = re.compile(r"[-+]?[0-9]+").fullmatch
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?").fullmatch


def read(data: bytes, fault: Fault) -> Map | None:
    """Read one file's bytes; None when nothing usable is in it (the fault has been reported)."""
    text = syntax.decode(data, fault)
    if text is None:
        return None
    builder = _Builder(fault)
    try:
        root = builder.build(_Parser(text))
    except yaml.YAMLError as error:
        syntax.report(error, text, fault)
        return builder.rescue()
    except _Stopped:
        return builder.rescue()
    return root


class _Stopped(Exception):
    """The file cannot be read on; the fault has been reported."""


class _Builder:
    """Turns one event stream into nodes."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.root: Any = None
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.open_anchors: dict[int, str] = {}
        self.aliases = 0
        self.nodes = 0

    def rescue(self) -> Map | None:
        """Return what was built before the file broke off."""
        return self.root if type(self.root) is Map else None

    def at(self, mark: Any, kind: str, message: str, fix: str, width: int = 1) -> None:
        self.fault(kind, mark.line + 1, mark.column + 1, width, message, fix)

    def build(self, parser: Any) -> Map | None:  # noqa: C901, PLR0912, PLR0915 - one loop over events: calls would double its time
        """Build the only document of a stream."""
        next_event = parser.get_event
        next_event()
        event = next_event()
        if type(event) is StreamEndEvent:
            self.at(event.start_mark, "empty-file", "the file is empty", "write a section such as `services:`, or delete the file")
            return None
        constants, starts_number = _CONSTANTS, _STARTS_NUMBER
        stack: list[tuple[Any, str | None]] = []
        current: Any = None
        is_map = False
        key: str | None = None
        count = 0
        while True:
            event = next_event()
            cls = type(event)
            if cls is ScalarEvent:
                value: Any = event.value
                if is_map and key is None:
                    mark = event.start_mark
                    if value in current:
                        self._duplicate(current, value, mark)
                        value = f"{value}\0{mark.line}"  # kept apart, dropped at the end of the mapping
                    elif value == "<<" or event.anchor is not None or event.tag is not None:
                        self._odd_key(event)
                    key = value
                    current.marks.append(mark)
                    continue
                if event.tag is not None:
                    self._tag(event)
                elif event.implicit[0]:
                    if value in constants:
                        value = constants[value]
                    elif value[0] in starts_number:
                        value = self._number(value, event.start_mark)
                if event.anchor is not None:
                    self.anchors[event.anchor] = (value, 1)
                count += 1
            elif cls is MappingStartEvent or cls is SequenceStartEvent:
                mark = event.start_mark
                if is_map and key is None:
                    self.at(mark, "yaml-subset", "a key must be plain text, not a list or mapping", "write the key as a word")
                    raise _Stopped
                if event.tag is not None:
                    self._tag(event)
                if len(stack) >= MAX_DEPTH:
                    self.at(mark, "too-large", f"nested deeper than {MAX_DEPTH} levels", "flatten it; no part of a knowledge base is that deep")
                    raise _Stopped
                node: Any = Map() if cls is MappingStartEvent else Seq()
                node.mark = mark
                node.marks = []
                if event.anchor is not None:
                    self.open_anchors[id(node)] = event.anchor
                    self.anchors.pop(event.anchor, None)
                if current is None:
                    self.root = node
                elif is_map:
                    current[key] = node
                    current.marks.append(mark)
                else:
                    current.append(node)
                    current.marks.append(mark)
                stack.append((current, key))
                current, key, is_map = node, None, cls is MappingStartEvent
                count += 1
                if count > MAX_NODES:
                    self.at(mark, "too-large", f"more than {MAX_NODES} values in one file", "split the file")
                    raise _Stopped
                continue
            elif cls is MappingEndEvent or cls is SequenceEndEvent:
                if self.open_anchors and id(current) in self.open_anchors:
                    self.anchors[self.open_anchors.pop(id(current))] = (current, _size(current))
                current, key = stack.pop()
                if current is None:
                    break
                is_map, key = type(current) is Map, None
                continue
            elif cls is AliasEvent:
                if is_map and key is None:
                    self._odd_key(event)
                    raise _Stopped
                value = self._alias(event)
                self.nodes += 1
            else:  # pragma: no cover - the parser has no other events here
                raise AssertionError(cls)
            if current is None:
                self.root = value
                break
            if is_map:
                current[key] = value
                key = None
            else:
                current.append(value)
            current.marks.append(event.start_mark)
        self._finish(next_event)
        return self._rooted(event)

    def _finish(self, next_event: Callable[[], Event]) -> None:
        next_event()
        after = next_event()
        if type(after) is not StreamEndEvent:
            self.at(after.start_mark, "yaml-subset", "a second document begins here", "keep one document a file: remove the `---`")

    def _rooted(self, event: Event) -> Map | None:
        if type(self.root) is Map:
            return self.root
        what = "a list" if type(self.root) is Seq else "a single value"
        mark = self.root.mark if type(self.root) is Seq else event.start_mark
        self.at(mark, "yaml-subset", f"the file holds {what} where a mapping is expected", "begin with a section such as `services:`")
        return None

    def _duplicate(self, current: Map, value: str, mark: Any) -> None:
        first = current.marks[2 * list(current).index(value)]
        self.at(mark, "duplicate-key", f"`{value}` stands twice in this mapping, first in line {first.line + 1}",
                "keep one of the two; what the other says would be lost", len(value))  # fmt: skip

    def _odd_key(self, event: Any) -> None:
        if type(event) is AliasEvent:
            what, fix = "an alias cannot be a key", "write the key out"
        elif event.value == "<<":
            what, fix = "merge keys (`<<`) are not read", "write the keys out, or use `defaults:`"
        else:
            what, fix = "a key carries a tag or an anchor", "write the key as a plain word"
        self.at(event.start_mark, "yaml-subset", what, fix, 2)

    def _tag(self, event: Any) -> None:
        self.at(event.start_mark, "yaml-subset", f"tags such as `{event.tag}` are not read", "remove the tag; quote the value if it is text")

    def _number(self, text: str, mark: Any) -> Any:
        if _INT(text):
            digits = text.lstrip("+-")
            if len(digits) > 1 and digits[0] == "0":
                self.at(mark, "yaml-subset", f"`{text}` is a number with a leading zero, which YAML versions read differently",
                        f"quote it if it is text (\"{text}\"), or write {digits.lstrip('0') or '0'}", len(text))  # fmt: skip
                return BROKEN
            if len(digits) > MAX_DIGITS:
                return self._too_big(text, mark)
            return int(text)
        if _FLOAT(text):
            number = float(text)
            return self._too_big(text, mark) if number in (float("inf"), float("-inf")) else number
        return text

    def _too_big(self, text: str, mark: Any) -> Broken:
        self.at(mark, "wrong-type", f"`{text[:20]}{'…' if len(text) > 20 else ''}` is too large for a number", "quote it if it is text", min(len(text), 40))
        return BROKEN

    def _alias(self, event: Any) -> Any:
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            self.at(event.start_mark, "too-large", f"more than {MAX_ALIASES} aliases in one file", "write the values out")
            raise _Stopped
        if event.anchor not in self.anchors:
            if event.anchor in self.open_anchors.values():
                self.at(event.start_mark, "yaml-subset", f"`*{event.anchor}` lies inside the value it stands for", "an alias cannot contain itself: write the value out")
            else:
                self.at(event.start_mark, "yaml-syntax", f"`*{event.anchor}` stands for nothing in this file", f"quote it (\"*{event.anchor}\") if it is text")
            return BROKEN
        value, size = self.anchors[event.anchor]
        self.nodes += size
        if self.nodes > MAX_NODES:
            self.at(event.start_mark, "too-large", f"the aliases of this file stand for more than {MAX_NODES} values", "write the values out")
            raise _Stopped
        return value


def _size(node: Any) -> int:
    """Count the values below a node, shared ones each time they are met, up to the limit."""
    size, todo = 0, [node]
    while todo and size <= MAX_NODES:
        item = todo.pop()
        size += 1
        if type(item) is Map:
            todo.extend(item.values())
        elif type(item) is Seq:
            todo.extend(item)
    return size
