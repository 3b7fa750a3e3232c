"""Adding to YAML text: keys, items and whole entries; everything that stands there stays as it was written."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from kb.files.editing.cuts import line_end
from kb.files.editing.spans import Node, tree
from kb.files.emit import flow, scalar
from kb.model.fact import Value

_COMMENT: Final = 300
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
        self._added: dict[int, list[str]] = {}
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
            self._into_flow(entry, f"{scalar(key)}: {_one(items, many=many)}")
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
            self._into_flow(values, flow(item.value))
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
            self._into_flow(there, f"{scalar(name)}: {{{pairs}}}")
        elif there is not None and there.entries is None and not there.text and there.key is not None:
            self._below(there.key, _entry(name, keys, comment, there.key.column + 2), node_end=there.key.end)
        elif there is None and (self.root is None or (self.root.is_map and not self.root.flow)):
            self._sections.setdefault(section, []).extend(_entry(name, keys, comment, 2))
        else:
            return False
        return True

    def result(self) -> str:
        """Return the text with everything added, in the order it was added at each place."""
        pieces, done = [], 0
        for place, added in sorted(self._added.items()):
            pieces += [self.text[done:place], *added]
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
        self._added.setdefault(place, []).append("".join(self.newline + line for line in lines))

    def _into_flow(self, node: Node, text: str) -> None:
        """Put a value before the closing bracket, behind the last value (and its comma, if one stands there)."""
        entries = node.entries or []
        if not entries:
            place, comma = node.start + 1, bool(self._added.get(node.start + 1))
        else:
            place = entries[-1][1].end
            rest = self.text[place : node.end - 1]
            trailing = rest.find(",") if not rest.split("#")[0].strip(" \r\n\t,") else -1
            if trailing >= 0 and "#" not in rest[:trailing]:
                place += trailing + 1
                comma = bool(self._added.get(place))
                text = text if comma else f" {text}"
            else:
                comma = True
        self._added.setdefault(place, []).append(f", {text}" if comma else text)

    def _dash_column(self, values: Node) -> int:
        first = (values.entries or [])[0][1]
        line = self.text.rfind("\n", 0, first.start) + 1
        dash = self.text.rfind("-", line, first.start)
        return dash - line if dash >= 0 else max(0, values.column)


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
    comment = "; ".join(dict.fromkeys(item.comment for item in items if item.comment))
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
