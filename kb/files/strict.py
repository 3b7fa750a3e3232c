"""YAML bytes -> nodes by PyYAML's event stream: what a file means is what this reader makes of it.

The subset: one document, a mapping at the root, YAML 1.2 core scalars (``no``, ``off`` and dates stay
text), keys that are text, no duplicate keys, no tags, no merge keys, aliases only to finished nodes and bounded.
The builder is iterative, so depth cannot crash the process; PyYAML's composer and constructor,
which would, are never called.

Longer than the usual 150 lines: one builder, which takes events as they come.
"""

import re
from itertools import islice
from typing import Any, Final

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from kb.files import syntax
from kb.files.anchors import Anchors
from kb.files.nodes import (
    BROKEN,
    COLUMN,
    CONSTANTS,
    LINE,
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_NODES,
    STARTS,
    Broken,
    Map,
    Seq,
    is_number,
)
from kb.files.parser import Parser
from kb.files.syntax import Fault, Stopped

_INT: Final = re.compile(r"[-+]?[0-9]+").fullmatch


def read(text: str, fault: Fault) -> Map | None:
    """Read one file's text; None when nothing usable is in it (the fault has been reported)."""
    kept = _without_directives(text, fault)
    if kept is None:
        return None
    builder = _Builder(fault, ornate="&" in kept or "!" in kept or "*" in kept or "<<" in kept)
    try:
        builder.build(Parser(kept))
    except yaml.YAMLError as error:
        syntax.report(error, kept, fault)
        builder.distrust_end()
    except Stopped:
        pass
    return builder.finished()


MAX_DIRECTIVES: Final = 10
_BEFORE: Final = r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*+%"
_DIRECTIVE: Final = re.compile(_BEFORE)
_LATE_DIRECTIVE: Final = re.compile(rf"^\.\.\.(?:[ \t\r][^\n]*)?\n{_BEFORE}", re.MULTILINE)


def _without_directives(text: str, fault: Fault) -> str | None:
    """Refuse many directives before the parser sees them: it takes time in the square of their number.

    Return None where a text begins with one; cut it off before those of a second document, which is a fault itself.
    """
    if text.count("\n%") < MAX_DIRECTIVES:
        return text
    found = _DIRECTIVE.match(text)
    if found:
        line, column = syntax.place(text[: found.end() - 1])
        fault("yaml-subset", line, column, 1, "directives (`%…`) are not read", "remove the line that begins with `%`")
        return None
    late = _LATE_DIRECTIVE.search(text)
    if late is None:
        return text
    line, column = syntax.place(text[: late.end() - 1])
    fault("yaml-subset", line, column, 1, "a second document begins here", "keep one document a file: remove it")
    return text[: late.start()]


def _mark(event: Any) -> int:
    mark = event.start_mark
    return int(mark.line << LINE | mark.column)


class _Builder:
    """Turns one event stream into nodes.

    Args:
        fault: where faults go.
        ornate: whether there may be anchors, aliases, tags or merge keys; without, nobody need look.
    """

    def __init__(self, fault: Fault, *, ornate: bool) -> None:
        self.fault = fault
        self.ornate = ornate
        self.root: Map | None = None
        self.anchors = Anchors(fault)
        self.dropped: list[tuple[Map, Any]] = []
        self.counted: Map | None = None
        self.numbers: dict[Any, int] = {}

    def at(self, mark: int, kind: str, message: str, fix: str, width: int = 1) -> None:
        self.fault(kind, (mark >> LINE) + 1, (mark & COLUMN) + 1, width, message, fix)

    def build(self, parser: Any) -> None:
        """Build the only document of a stream."""
        parser.get_event()
        event = parser.get_event()
        if type(event) is StreamEndEvent:
            self.fault(
                "empty-file", 1, 1, 1, "the file is empty", "write a section such as `services:`, or delete the file"
            )
            return
        if event.version or event.tags:
            self.at(
                _mark(event),
                "yaml-subset",
                "directives (`%…`) are not read",
                "remove the line that begins with `%`",
            )
        event = parser.get_event()
        if type(event) is ScalarEvent and event.implicit[0] and not event.value:
            self.fault(
                "empty-file", 1, 1, 1, "the file is empty", "write a section such as `services:`, or delete the file"
            )
            return
        if type(event) is not MappingStartEvent:
            what = "a list" if type(event) is SequenceStartEvent else "a single value"
            self.at(
                _mark(event),
                "yaml-subset",
                f"the file holds {what} where a mapping is expected",
                "begin with a key and a colon, such as `services:`",
            )
            return
        self.root = Map()
        self.root.mark, self.root.places = _mark(event), []
        if event.anchor is not None or event.tag is not None:
            self._decorated(event, self.root.mark, self.root)
        self._fill(self.root, parser.get_event)
        self._end(parser)

    def _fill(self, root: Map, next_event: Any) -> None:  # noqa: C901, PLR0912, PLR0915 - one loop: calls would double its time
        """Build everything below the root, iteratively."""
        constants, starts, ornate = CONSTANTS, STARTS, self.ornate
        stack: list[tuple[Any, bool, Any]] = []
        current: Any = root
        add_mark = root.places.append
        is_map = True
        key: Any = None
        count = 0
        while True:
            event = next_event()
            cls = type(event)
            if is_map and cls is ScalarEvent:
                key = event.value
                mark = event.start_mark
                place = mark.line << LINE | mark.column
                if (
                    key in current
                    or key < ":"
                    or key in constants
                    or (ornate and (event.anchor or event.tag or key == "<<"))
                ):
                    key = self._odd_key(event, place, current)
                add_mark(place)
                event = next_event()
                cls = type(event)
            elif cls is MappingEndEvent or cls is SequenceEndEvent:
                if ornate:
                    self.anchors.close(current)
                if not stack:
                    return
                if is_map:
                    count += len(current)
                current, is_map, add_mark = stack.pop()
                continue
            elif is_map:
                self._complex_key(event)
            mark = event.start_mark
            place = mark.line << LINE | mark.column
            if cls is ScalarEvent:
                value: Any = event.value
                if value[:1] in starts and event.implicit[0]:
                    if value in constants:
                        value = constants[value]
                    elif is_number(value):
                        value = self._number(value, place)
                if ornate and (event.anchor is not None or event.tag is not None):
                    value = self._decorated(event, place, value)
            elif cls is MappingStartEvent or cls is SequenceStartEvent:
                node: Any = Map() if cls is MappingStartEvent else Seq()
                node.mark = place
                node.places = []
                if is_map:
                    current[key] = node
                else:
                    current.append(node)
                    count += 1
                add_mark(place)
                stack.append((current, is_map, add_mark))
                current, is_map, add_mark = node, cls is MappingStartEvent, node.places.append
                if len(stack) >= MAX_DEPTH or count > MAX_NODES:
                    self._too_large(place, count)
                if ornate and (event.anchor is not None or event.tag is not None):
                    self._decorated(event, place, node)
                continue
            else:
                value = self.anchors.alias(event.anchor, place, MAX_DEPTH - len(stack) - 1, BROKEN)
            add_mark(place)
            if is_map:
                current[key] = value
            else:
                current.append(value)
                count += 1
                if count > MAX_NODES:
                    self._too_large(place, count)

    def distrust_end(self) -> None:
        """Mark the last value as broken: it is what the parser made of the lines it could not read."""
        node: Any = self.root
        while node:
            last = next(reversed(node)) if type(node) is Map else -1
            if not node[last] or type(node[last]) not in (Map, Seq):
                node[last] = BROKEN
                return
            node = node[last]

    def finished(self) -> Map | None:
        """Return what was built, without the pairs whose key was refused; None if there is nothing."""
        doomed: dict[int, tuple[Map, set[Any]]] = {}
        for node, key in self.dropped:
            if key in node:  # not if the file broke off between key and value
                doomed.setdefault(id(node), (node, set()))[1].add(key)
        for node, gone in doomed.values():
            places = node.places[2 * len(node) :]  # of a key without a value
            kept = [mark for (key, _), *pair in node.walk() if key not in gone for mark in pair]
            node.places = kept + places
            for key in gone:
                del node[key]
        return self.root

    def _end(self, parser: Any) -> None:
        parser.get_event()
        after = parser.get_event()
        if type(after) is not StreamEndEvent:
            self.at(
                _mark(after),
                "yaml-subset",
                "a second document begins here",
                "keep one document a file: remove the `---`",
                3,
            )

    def _too_large(self, mark: int, count: int) -> None:
        if count > MAX_NODES:
            self.at(mark, "too-large", f"more than {MAX_NODES:,} values in one file", "split the file")
            self.root = None
        else:
            self.at(
                mark,
                "too-large",
                f"nested deeper than {MAX_DEPTH} levels",
                "flatten it; no part of a knowledge base is that deep",
            )
        raise Stopped

    def _odd_key(self, event: Any, mark: int, current: Map) -> Any:
        """Return the key to file a pair under: the key itself, or an object dropped in the end if it was refused."""
        key = event.value
        if event.anchor is not None or event.tag is not None:
            what, fix = "a key carries a tag or an anchor", "write the key as a plain word"
        elif key == "<<":
            what, fix = "merge keys (`<<`) are not read", "write the keys out, or use `defaults:`"
        elif key in current:
            first = current.places[2 * self._place_of(key, current)]
            self.at(mark, "duplicate-key", f"`{syntax.visible(key)}` stands twice in this mapping, first in line {(first >> LINE) + 1}",
                    "keep one of the two; what the other says would be lost", len(key))  # fmt: skip
            return self._dropped(current)
        elif event.implicit[0] and key == "":
            what, fix = "a key is missing before the colon", "write `key: value`, or quote the colon if it is text"
        elif event.implicit[0] and (key in CONSTANTS or is_number(key)):
            reads = "a number" if key not in CONSTANTS else "nothing" if CONSTANTS[key] is None else "true or false"
            what, fix = (
                f"the key `{syntax.visible(key)}` is {reads} to YAML, and keys are text",
                f'quote it ("{syntax.visible(key)}"), or begin it with a letter',
            )
        else:
            return key
        self.at(mark, "yaml-subset", what, fix, max(1, len(key)))
        return self._dropped(current)

    def _place_of(self, key: str, node: Map) -> int:
        """Return which key of a mapping one is; asked again and again of the same one, it looks only at what is new."""
        if self.counted is not node:
            self.counted, self.numbers = node, {}
        new = len(node) - len(self.numbers)
        for number, name in enumerate(islice(reversed(node), new), 1):
            self.numbers[name] = len(node) - number
        return self.numbers[key]

    def _dropped(self, node: Map) -> object:
        key = object()
        self.dropped.append((node, key))
        return key

    def _complex_key(self, event: Any) -> None:
        if type(event) in (MappingStartEvent, SequenceStartEvent):
            message = "a key must be plain text, not a list or mapping"
        else:
            message = "an alias cannot be a key"
        self.at(_mark(event), "yaml-subset", message, "write the key as a word")
        raise Stopped

    def _decorated(self, event: Any, mark: int, value: Any) -> Any:
        if event.tag is not None:
            self.at(
                mark,
                "yaml-subset",
                f"tags such as `{syntax.visible(event.tag)}` are not read",
                "remove the tag; quote the value if it is text",
            )
        if event.anchor is not None:
            self.anchors.define(event.anchor, value, mark)
        return BROKEN if event.tag is not None else value

    def _number(self, text: str, mark: int) -> Any:
        """Return the number that a plain scalar is, BROKEN if it is one nobody should write."""
        if _INT(text):
            return self._integer(text, mark)
        if text[-1] in "fFnN":
            return self._no_number(text, "is not a number that can be counted with", mark)
        number = float(text)
        if number in (float("inf"), float("-inf")):
            return self._no_number(text, "is too large for a number", mark)
        if not number and text[0] == "-":
            return self._no_number(text, "is a negative zero", mark)
        return number

    def _integer(self, text: str, mark: int) -> Any:
        digits = text.lstrip("+-")
        if digits[0] == "0" and len(digits) > 1:
            message = f"`{syntax.visible(text)}` is a number with a leading zero, which YAML versions read differently"
            bare = syntax.visible(digits.lstrip("0") or "0")
            fix = f'quote it if it is text ("{syntax.visible(text)}"), or write {bare}'
            self.at(mark, "yaml-subset", message, fix, len(text))
            return BROKEN
        if len(digits) > MAX_DIGITS:
            return self._no_number(text, "is too large for a number", mark)
        if text == "-0":
            return self._no_number(text, "is a negative zero", mark)
        return int(text)

    def _no_number(self, text: str, why: str, mark: int) -> Broken:
        self.at(
            mark,
            "wrong-type",
            f"`{syntax.visible(text, 20)}` {why}",
            "write a plain number, or quote it if it is text",
            min(len(text), 40),
        )
        return BROKEN
