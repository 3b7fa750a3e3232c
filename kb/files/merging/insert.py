"""Adding to YAML text: keys, items and whole entries; everything that stands there stays as it was written.

What is added says where it comes from, in a comment on its line. Between brackets it gets a line of its own for that:

    pay: {title: Pay,
        tier: 0 # suggested: foreign.yml:1
      }

Where a comment stands behind the brackets, it is about the line as it stands (a suppression holds for its line only), so it
must stay in it: there what is added goes into the line, and the comment says what of it was added.

Longer than the usual 150 lines: adding to blocks and between brackets share what was added where.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from kb.files.editing.cuts import line_end
from kb.files.editing.spans import Node, tree
from kb.files.emit import flow, scalar
from kb.model.fact import Value

_COMMENT: Final = 300
_LINES, _MARKS, _BEFORE = 2, 1, 0
"""What comes first of what is put in one place: what belongs into a line, what its comment says, the lines below it."""
_INDENT: Final = re.compile(r" *(?:- +)*")
_SUGGESTED: Final = "suggested: "
WIDTH: Final = 120
"""Characters of a line beyond which a list goes on lines of its own."""


class Item(NamedTuple):
    """A value to add, and the comment that says where it comes from (without ``#``; may be empty)."""

    value: Value
    comment: str = ""


class Text:
    """A YAML text that grows.

    Args:
        text: free of faults; may be empty.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = tree(text)
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self._added: list[tuple[int, int, str]] = []
        self._inside: dict[int, tuple[Node, list[_Piece]]] = {}
        self._sections: dict[str, list[str]] = {}
        self._children: dict[int, dict[str, Node]] = {}

    def child(self, node: Node | None, key: str) -> Node | None:
        """Return the value under a key of a mapping of this text; None if there is none."""
        if node is None or not node.is_map:
            return None
        if id(node) not in self._children:
            pairs = [(name.text, value) for name, value in node.entries or [] if name is not None]
            self._children[id(node)] = dict(reversed(pairs))  # of two of the same name the first
        return self._children[id(node)].get(key)

    def add_key(self, entry: Node, key: str, items: Sequence[Item], *, many: bool) -> bool:
        """Add a key to a mapping; False if the mapping is an alias or the like, which cannot take one.

        Args:
            entry: the mapping, or the empty value where one may stand.
            key: must not be there yet.
            items: its value; several only if ``many``.
            many: whether the value is a list.
        """
        if entry.entries is not None and entry.is_map and entry.flow:
            self._into_flow(entry, f"{scalar(key)}: {_one(items, many=many)}", key, _joined(items))
        elif entry.entries and entry.is_map:
            first = entry.entries[0][0] or entry
            self._below(entry, _key(key, items, first.column, many=many))
        elif entry.entries is None and not entry.text and entry.key is not None and entry.start == entry.end:
            self._below(entry.key, _key(key, items, entry.key.column + 2, many=many), node_end=entry.key.end)
        else:
            return False
        return True

    def add_item(self, values: Node, item: Item) -> bool:
        """Add an item to a list; False if it is none."""
        if values.entries is None or values.is_map:
            return False
        if values.flow:
            self._into_flow(values, flow(item.value), _label(item.value), item.comment)
        else:
            column = self._dash_column(values)
            self._below(values, [f"{' ' * column}- {flow(item.value)}{_said(item.comment)}"])
        return True

    def add_entry(self, section: str, name: str, keys: Mapping[str, tuple[Sequence[Item], bool]], comment: str) -> bool:
        """Add an entry to a section, which is made if it is missing.

        Args:
            section: name of the section.
            name: id of the entry; must not be there yet.
            keys: its keys in order: the items, and whether they are a list.
            comment: where the entry as such comes from.
        """
        there = self.child(self.root, section)
        if there is not None and there.entries and there.is_map and not there.flow:
            first = there.entries[0][0] or there
            self._below(there, _entry(name, keys, comment, first.column))
        elif there is not None and there.entries is not None and there.is_map:
            pairs = ", ".join(f"{scalar(key)}: {_one(items, many=many)}" for key, (items, many) in keys.items())
            said = _joined([Item("", comment), *(item for items, _ in keys.values() for item in items)])
            self._into_flow(there, f"{scalar(name)}: {{{pairs}}}", name, said)
        elif there is not None and there.entries is None and not there.text and there.key is not None:
            self._below(there.key, _entry(name, keys, comment, there.key.column + 2), node_end=there.key.end)
        elif there is None and (self.root is None or (self.root.is_map and not self.root.flow)):
            self._sections.setdefault(section, []).extend(_entry(name, keys, comment, 2))
        else:
            return False
        return True

    def result(self) -> str:
        """Return the text with everything added, in the order it was added at each place."""
        for node, added in self._inside.values():
            self._flow(node, added)
        self._inside.clear()
        pieces, done = [], 0
        for place, _, text in sorted(self._added, key=lambda piece: piece[:2]):
            pieces += [self.text[done:place], text]
            done = place
        text = "".join([*pieces, self.text[done:]])
        for section, lines in self._sections.items():
            if text and not text.endswith("\n"):
                text += self.newline
            text += self.newline.join([f"{section}:", *lines, ""])
        return text

    def _below(self, node: Node, lines: Sequence[str], node_end: int | None = None) -> None:
        """Put lines behind the last line of a node."""
        place = line_end(self.text, node.end if node_end is None else node_end)
        self._add(place, _LINES, "".join(self.newline + line for line in lines))

    def _add(self, place: int, rank: int, text: str) -> None:
        self._added.append((place, rank, text))

    def _into_flow(self, node: Node, text: str, label: str, comment: str) -> None:
        """Note a value that comes between brackets."""
        self._inside.setdefault(id(node), (node, []))[1].append(_Piece(text, label, comment))

    def _flow(self, node: Node, added: "Sequence[_Piece]") -> None:
        """Put values before a closing bracket, behind the last value (and its comma, if one stands there)."""
        last = node.entries[-1][1] if node.entries else None
        place, comma = (node.start + 1, "") if last is None else self._behind(node, last)
        end = line_end(self.text, place)
        closed = node.end <= end
        remark = self._remark(place, end)
        if closed and remark < end:
            self._add(place, _BEFORE, f"{comma} " * bool(last) + ", ".join(piece.text for piece in added))
            self._add(end, _MARKS, f" # {clean_comment(_marks(added))}")
            return
        pad, closing = self._pads(node, place)
        several = [*[","] * (len(added) - 1), ""]
        lines = [f"{pad}{piece.text}{sep}{_said(piece.comment)}" for piece, sep in zip(added, several, strict=True)]
        below = "".join(self.newline + line for line in lines)
        if closed:
            self._add(place, _BEFORE, f"{comma}{below}{self.newline}{closing}")
        else:
            self._add(place, _BEFORE, comma)
            self._add(end, _LINES, below)

    def _behind(self, node: Node, last: Node) -> tuple[int, str]:
        """Return the place behind the last value and the comma it lacks; behind its comma, if one stands there."""
        rest = self.text[last.end : node.end - 1]
        before = rest.split("#")[0]
        comma = before.find(",")
        return (last.end + comma + 1, "") if comma >= 0 else (last.end, ",")

    def _remark(self, place: int, end: int) -> int:
        """Return where the comment begins in what is left of a line; its end, if there is none."""
        while (place := self.text.find("#", place, end)) >= 0:
            if self.text[place - 1].isspace() and not any(one <= place < other for one, other in self._quoted):
                return place
            place += 1
        return end

    @cached_property
    def _quoted(self) -> list[tuple[int, int]]:
        """Where texts stand that hold a ``#``, which begins no comment there."""
        nodes = self.root.below() if self.root is not None else ()
        return [(node.start, node.end) for node in nodes if node.entries is None and "#" in node.text]

    def _pads(self, node: Node, place: int) -> tuple[str, str]:
        """Return what stands before a value on a line of its own, and before the bracket that then closes."""
        entry = (node.entries[-1][0] or node.entries[-1][1]) if node.entries else node
        start = self.text.rfind("\n", 0, entry.start) + 1
        if node.entries and not self.text[start : entry.start].strip():
            return " " * entry.column, " " * entry.column
        match = _INDENT.match(self.text, self.text.rfind("\n", 0, place) + 1)
        indent = " " * (match.end() - match.start() if match else 0)
        return f"{indent}    ", f"{indent}  "

    def _dash_column(self, values: Node) -> int:
        first = (values.entries or [])[0][1]
        line = self.text.rfind("\n", 0, first.start) + 1
        dash = self.text.rfind("-", line, first.start)
        return dash - line if dash >= 0 else max(0, values.column)


class _Piece(NamedTuple):
    """A value to put between brackets: its text, what it is called beside others, and where it comes from."""

    text: str
    label: str
    comment: str


def _label(value: Value) -> str:
    """Return what an item of a list is called: the first it says."""
    return _label(next(iter(value.values()), "")) if isinstance(value, Mapping) else str(value)


def _joined(items: Sequence[Item]) -> str:
    return "; ".join(dict.fromkeys(item.comment for item in items if item.comment))


def _marks(added: Sequence[_Piece]) -> str:
    """Return a comment that says of each value of a line where it comes from."""
    said = (f"{piece.label} ({piece.comment.removeprefix(_SUGGESTED)})" for piece in added)
    return f"{_SUGGESTED}{', '.join(said)}"


def clean_comment(comment: str) -> str:
    """Return a comment on one line, without a character that could end it or that no file may hold."""
    return "".join(letter if letter.isprintable() else "?" for letter in comment)[:_COMMENT]


def _said(comment: str) -> str:
    return f" # {clean_comment(comment)}" if comment else ""


def _one(items: Sequence[Item], *, many: bool) -> str:
    return flow([item.value for item in items]) if many else flow(items[0].value)


def _key(key: str, items: Sequence[Item], column: int, *, many: bool) -> list[str]:
    """Return the lines of a key: on one line while it fits, else an item a line."""
    pad = " " * column
    comment = _joined(items)
    line = f"{pad}{scalar(key)}: {_one(items, many=many)}"
    if not many or (len(items) == 1) or len(line) + len(comment) + 3 <= WIDTH:
        return [line + _said(comment)]
    return [f"{pad}{scalar(key)}:", *(f"{pad}  - {flow(item.value)}{_said(item.comment)}" for item in items)]


def _entry(name: str, keys: Mapping[str, tuple[Sequence[Item], bool]], comment: str, column: int) -> list[str]:
    pad = " " * column
    if not keys:
        return [f"{pad}{scalar(name)}: {{}}{_said(comment)}"]
    lines = [f"{pad}{scalar(name)}:{_said(comment)}"]
    for key, (items, many) in keys.items():
        lines += _key(key, items, column + 2, many=many)
    return lines
