"""The fast path of the strict reader: the plain part of YAML that most files consist of, line by line.

PyYAML's event stream (:mod:`kb.files.strict`) says what a file means. This reader builds the same nodes with the same
marks for block mappings and lists, plain and quoted words of one line, lists and mappings in brackets on one line, and folded
or literal blocks; at anything else it gives up, and the whole file is read by the event stream. It
reports no fault: where there could be one, it gives up. ``tests/files/test_plain.py`` holds the two against each other.

It reads a large base in half the time of the events alone, and saves a small one the import of PyYAML.
"""

import re
from itertools import islice
from typing import Any, Final

from kb.files import brackets
from kb.files.brackets import INDICATORS, KNOWN_WORDS, Unsure, scalar, word
from kb.files.nodes import LINE, STARTS, Map, Seq

MAX_LENGTH: Final = 900_000
"""Characters of a text that is read here: it cannot hold more values than the strict reader would take."""
MAX_DEPTH: Final = 40
"""Levels that are read here; the strict reader says where its bound lies."""


_HEADERS: Final = {">": (" ", "\n"), ">-": (" ", ""), "|": ("\n", "\n"), "|-": ("\n", "")}
"""What joins the lines of a block, and what ends it."""


_ragged: Final = re.compile(" \n").search
"""A space at the end of a line; for two characters a pattern takes half the time of `in`."""


def read(text: str) -> Map | None:
    """Return the nodes of a text; None where only the event stream can say what they are."""
    try:
        return Lines(text).build() or None
    except Unsure:
        return None


class Lines:
    """The lines of a text without spaces at their end; ``ragged`` if they had some.

    Raises:
        Unsure: where there is a tab, or more than is read here.
    """

    def __init__(self, text: str) -> None:
        if "\t" in text or len(text) > MAX_LENGTH:
            raise Unsure
        if "\r" in text:
            text = text.replace("\r\n", "\n")
        self.lines = text.split("\n")
        self.ragged = _ragged(text) is not None or text[-1:] == " "
        if self.ragged:
            self.lines = [line.rstrip(" ") for line in self.lines]

    def build(self, begin: int = 0, end: int | None = None, level: int = 0) -> Map:  # noqa: C901, PLR0912, PLR0915 - one loop: calls would double its time
        """Build the mapping in some of the lines, iteratively; its keys stand in column ``level``."""
        lines, indicators, starts, known = self.lines, INDICATORS, STARTS, KNOWN_WORDS
        root = Map()
        node: Any = root
        node.mark, node.places = 0, []
        stack: list[tuple[Any, int, bool]] = []  # what is open around `node`, its column, whether it is a mapping
        is_map, waiting = True, False  # waiting: for the value of a key that stands alone in its line
        key, empty = "", 0
        for number in range(begin, len(lines) if end is None else end):
            line = lines[number]
            body = line.lstrip(" ")
            indent = len(line) - len(body)
            mark = number << LINE | indent
            if indent == level and is_map and not waiting:  # one more pair of a mapping, most often: first, for speed
                key, _, value = body.partition(": ")
                if value and key in known and key not in node:
                    first, place = value[0], mark + len(key) + 2
                    if first in "[{":
                        node[key] = brackets.read(value, place)
                        node.places += (mark, place)
                        continue
                    if first not in indicators and ":" not in value and "#" not in value:
                        node[key] = scalar(value) if first in starts else value
                        node.places += (mark, place)
                        continue
            if not body or body[0] == "#":
                continue
            if waiting:
                waiting, dashed = False, body[:2] == "- "
                if indent > level or (dashed and indent == level):
                    stack.append((node, level, is_map))
                    node, level, is_map = _opened(node, key, mark, dashed), indent, not dashed
                    if len(stack) > MAX_DEPTH:
                        raise Unsure
                else:
                    node[key] = None
                    node.places.append(empty)
            while indent < level:
                if not stack:
                    raise Unsure
                node, level, is_map = stack.pop()
            if indent != level:
                raise Unsure
            if not is_map:
                if body[:2] == "- ":
                    rest = body[2:].lstrip(" ")
                    indent += len(body) - len(rest)
                    mark = number << LINE | indent
                    if rest[0] in indicators or (": " not in rest and rest[-1] != ":"):
                        node.places.append(mark)
                        node.append(self.value(rest, mark, number, level))
                        continue
                    stack.append((node, level, is_map))
                    child = Map()
                    child.mark, child.places = mark, []
                    node.append(child)
                    node.places.append(mark)
                    node, level, is_map, body = child, indent, True, rest
                elif stack[-1][1] == level:  # a list that is not indented ends where the mapping around it goes on
                    node, level, is_map = stack.pop()
                else:
                    raise Unsure
            key, colon, value = body.partition(": ")
            if not colon:
                if key[-1] != ":":
                    raise Unsure
                key = key[:-1]
            if key in node or word(key) is None:
                raise Unsure
            marks = node.places
            marks.append(mark)
            if not value:
                waiting, empty = True, mark + len(key) + 1
                continue
            mark += len(key) + 2
            first = value[0]
            if first in indicators or ":" in value or "#" in value:
                if first == " ":
                    mark += len(value)
                    value = value.lstrip(" ")
                    mark -= len(value)
                if value[0] == "#":
                    waiting, empty = True, marks[-1] + len(key) + 1
                    continue
                node[key] = self.value(value, mark, number, level)
            elif first in starts:
                node[key] = scalar(value)
            else:
                node[key] = value
            marks.append(mark)
        if waiting:
            node[key] = None
            node.places.append(empty)
        root.mark = root.places[0] if root else 0
        return root

    def value(self, text: str, mark: int, number: int, level: int) -> Any:
        """Return the value that begins at a mark and takes the rest of its line, or a block below it."""
        return self.block(text, number, level) if text[0] in "|>" else brackets.value(text, mark)

    def block(self, header: str, number: int, level: int) -> str:
        """Return the text of a block, and blank its lines out."""
        if header not in _HEADERS or self.ragged:
            raise Unsure
        lines, kept, inner = self.lines, list[str](), 0
        for at in range(number + 1, len(lines)):
            line = lines[at]
            body = line.lstrip(" ")
            indent = len(line) - len(body)
            if not body or indent <= level:
                break
            inner = inner or indent
            if indent != inner:
                raise Unsure
            kept.append(body)
            lines[at] = ""
        after = next((line for line in islice(lines, number + 1 + len(kept), None) if line), "")
        if not kept or number + 1 + len(kept) == len(lines) or len(after) - len(after.lstrip(" ")) > level:
            raise Unsure  # the last line has no end, or the block goes on behind an empty line
        join, end = _HEADERS[header]
        return join.join(kept) + end


def _opened(node: Any, key: str, mark: int, dashed: bool) -> Any:
    child: Any = Seq() if dashed else Map()
    child.mark, child.places = mark, []
    node[key] = child
    node.places.append(mark)
    return child
