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
from kb.files.brackets import Unsure, scalar
from kb.files.nodes import CONSTANTS, LINE, STARTS, Map, Seq, is_number

MAX_LENGTH: Final = 900_000
"""Characters of a text that is read here: it cannot hold more values than the strict reader would take."""
MAX_DEPTH: Final = 40
"""Levels that are read here; the strict reader says where its bound lies."""


_INDICATORS: Final = frozenset(" -?:,[]{}#&*!|>'\"%@`")
"""What a plain scalar is not begun with here; some may begin one in YAML."""
_is_key: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]{0,200}").fullmatch
_KNOWN: Final[set[str]] = set()
"""Keys found to be plain words so far: the same ones stand in file after file."""
MAX_KNOWN: Final = 200_000
_QUOTED: Final = re.compile(r"""(?:"([^"\\]*)"|'([^']*)')(?: +#.*)?""")

_HEADERS: Final = {">": (" ", "\n"), ">-": (" ", ""), "|": ("\n", "\n"), "|-": ("\n", "")}
"""What joins the lines of a block, and what ends it."""


def read(text: str) -> Map | None:
    """Return the nodes of a text; None where only the event stream can say what they are."""
    if "\t" in text or len(text) > MAX_LENGTH:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    ragged = " \n" in text or text[-1:] == " "
    if ragged:
        lines = [line.rstrip(" ") for line in lines]
    try:
        return _Lines(lines, ragged=ragged).build() or None
    except Unsure:
        return None


class _Lines:
    """The lines of a text without spaces at their end; ``ragged`` if they had some."""

    def __init__(self, lines: list[str], *, ragged: bool) -> None:
        self.lines = lines
        self.ragged = ragged

    def build(self) -> Map:  # noqa: C901, PLR0912, PLR0915 - one loop: calls would double its time
        """Build everything, iteratively."""
        indicators, starts, known = _INDICATORS, STARTS, _KNOWN
        if len(known) > MAX_KNOWN:
            known.clear()
        root = Map()
        node: Any = root
        node.mark, node.places = 0, []
        stack: list[tuple[Any, int, bool]] = []  # what is open around `node`, its column, whether it is a mapping
        level, is_map, waiting = 0, True, False  # waiting: for the value of a key that stands alone in its line
        key, empty = "", 0
        for number, line in enumerate(self.lines):
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
            if key not in known:
                if not _is_key(key) or key in CONSTANTS or (key[0] <= "9" and is_number(key)):
                    raise Unsure
                known.add(key)
            if key in node:
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
        first = text[0]
        if first in "[{":
            return brackets.read(text, mark)
        if first in "\"'":
            found = _QUOTED.fullmatch(text)
            if found is None:
                raise Unsure
            return found[1] if found[2] is None else found[2]
        if first in "|>":
            return self.block(text, number, level)
        text = text.partition(" #")[0].rstrip(" ")
        if first in _INDICATORS or ": " in text or text[-1] == ":":
            raise Unsure
        return scalar(text)

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
