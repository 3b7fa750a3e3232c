"""YAML text as a tree of places: where each value begins and ends, so that it can be cut out of the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent, MappingStartEvent, NodeEvent, ScalarEvent

from kb.files.parser import Parser


@dataclass(eq=False, slots=True)
class Node:
    """A value in a text.

    Attributes:
        start: offset of its first character.
        end: offset behind its last one; of a block collection, behind its last value.
        line: 0-based line of its start.
        column: 0-based column of its start.
        flow: whether it is written in brackets or braces.
        is_map: whether it is a mapping.
        entries: of a list, its items as (None, item); of a mapping, its pairs; None of a scalar or an alias.
        text: of a scalar, its value.
        parent: the collection it stands in, as key or value.
        key: the key it stands under.
    """

    start: int
    end: int
    line: int
    column: int
    flow: bool = False
    is_map: bool = False
    entries: "list[tuple[Node | None, Node]] | None" = None
    text: str = ""
    parent: "Node | None" = None
    key: "Node | None" = None

    def below(self) -> "Iterator[Node]":
        """Yield every node of the tree, keys and values, this one first."""
        todo = [self]
        while todo:
            node = todo.pop()
            yield node
            for key, value in reversed(node.entries or []):
                todo += [value] if key is None else [value, key]

    def path(self) -> tuple[str, ...]:
        """Return the keys from the root to this node; lists add nothing."""
        found: list[str] = []
        node: Node | None = self
        while node is not None:
            if node.key is not None:
                found.append(node.key.text)
            node = node.parent
        return tuple(reversed(found))


def tree(text: str) -> Node | None:
    """Return the tree of a text that the strict reader found free of faults; None if there is nothing in it."""
    return _Builder(text).root


class _Builder:
    """Builds a tree from PyYAML's events, without recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Node | None = None
        self.stack: list[Node] = []
        self.keys: list[Node | None] = []
        for event in yaml.parse(text, Loader=Parser):
            if isinstance(event, CollectionEndEvent):
                self._close(event)
            elif isinstance(event, NodeEvent):
                self._add(event)

    def _add(self, event: Any) -> None:
        start = event.start_mark
        node = Node(start.index, event.end_mark.index, start.line, start.column)
        if isinstance(event, ScalarEvent):
            node.text = event.value
            node.end = node.start + len(self.text[node.start : node.end].rstrip())
            if node.end == node.start and self.keys and self.keys[-1] is not None:  # nothing is written: it would be
                node.start = node.end = self._behind(self.keys[-1])  # behind the colon, wherever the parser puts it
        if self.root is None:
            self.root = node
        if self.stack:
            self._hang(node)
        if isinstance(event, CollectionStartEvent):
            node.flow, node.entries, node.is_map = bool(event.flow_style), [], isinstance(event, MappingStartEvent)
            self.stack.append(node)
            self.keys.append(None)

    def _behind(self, key: Node) -> int:
        """Return the offset behind the colon of a key; behind the key, if it has none."""
        place = key.end
        while self.text[place : place + 1].isspace():
            place += 1
        return place + 1 if self.text[place : place + 1] == ":" else key.end

    def _hang(self, node: Node) -> None:
        """Put a node into the collection that is open: as key, as the value of the key before it, or as item."""
        parent = node.parent = self.stack[-1]
        entries = parent.entries if parent.entries is not None else []
        if not parent.is_map:
            entries.append((None, node))
        elif self.keys[-1] is None:
            self.keys[-1] = node
        else:
            node.key = self.keys[-1]
            entries.append((node.key, node))
            self.keys[-1] = None

    def _close(self, event: Any) -> None:
        node = self.stack.pop()
        self.keys.pop()
        if node.flow:
            node.end = event.end_mark.index
        else:
            node.end = max((value.end for _, value in node.entries or []), default=node.start)


def yaml_of(path: str, text: str) -> str:
    """Return the YAML of a file: all of it, or the front matter of a runbook, at the same offsets."""
    text = text.removeprefix("\ufeff")
    if path.endswith((".yml", ".toml")):
        return text if path.endswith(".yml") else ""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return ""
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == "---"), 0)
    return "\n".join(["   " + lines[0][3:], *lines[1:end]])
