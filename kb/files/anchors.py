"""Anchors and aliases of one file: defined once, never inside themselves, and bounded in what they add up to.

An alias costs nothing to build, since nodes are shared, but whoever walks the nodes walks them each time they are
met. So every alias is charged with the values it stands for, and with the depth it adds.
"""

from typing import Any, Final

from kb.files.nodes import COLUMN, LINE
from kb.files.syntax import Fault, Stopped, visible

MAX_ALIASES: Final = 1_000
MAX_EXPANDED: Final = 100_000


class Anchors:
    """The anchors of one file.

    Args:
        fault: where faults go.
    """

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.lines: dict[str, int] = {}
        self.values: dict[str, Any] = {}
        self.open: dict[int, str] = {}
        self.sizes: dict[int, tuple[int, int]] = {}
        self.aliases = 0
        self.expanded = 0

    def define(self, name: str, value: Any, mark: int) -> None:
        """Note an anchor; one on a list or mapping stays open until :meth:`close`."""
        if name in self.lines:
            self._at(
                mark,
                "yaml-subset",
                f"the anchor `&{visible(name)}` is defined twice, first in line {self.lines[name]}",
                "give one of the two another name",
                len(name) + 1,
            )
            self.values.pop(name, None)
        self.lines[name] = (mark >> LINE) + 1
        if isinstance(value, dict | list):
            self.open[id(value)] = name
        else:
            self.values[name] = value

    def close(self, node: Any) -> None:
        """Note that a list or mapping is complete: from here on it may be referred to."""
        name = self.open.pop(id(node), None)
        if name is not None:
            self.values[name] = node
            self.sizes[id(node)] = self._measure(node)

    def alias(self, name: str, mark: int, room: int, broken: Any) -> Any:
        """Return the value an alias stands for, ``broken`` if there is none.

        Args:
            name: that of the anchor.
            mark: where the alias stands.
            room: how many levels may still be nested here.
            broken: what stands for a fault.

        Raises:
            Stopped: when the aliases of the file add up to too much; reported.
        """
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            self._stop(mark, f"more than {MAX_ALIASES:,} aliases in one file")
        if name not in self.values:
            if name in self.open.values():
                self._at(
                    mark,
                    "yaml-subset",
                    f"`*{visible(name)}` lies inside the value it stands for",
                    "an alias cannot contain itself: write the value out",
                    len(name) + 1,
                )
            else:
                self._at(
                    mark,
                    "yaml-syntax",
                    f"`*{visible(name)}` stands for nothing in this file",
                    f'quote it ("*{visible(name)}") if it is text',
                    len(name) + 1,
                )
            return broken
        value = self.values[name]
        size, height = self.sizes.get(id(value), (1, 0))
        self.expanded += size
        if self.expanded > MAX_EXPANDED:
            self._stop(mark, f"the aliases of this file stand for more than {MAX_EXPANDED:,} values")
        if height > room:
            self._stop(mark, "the aliases of this file nest too deep")
        return value

    def _measure(self, node: Any) -> tuple[int, int]:
        """Return how many values a node stands for, shared ones each time they are met, and how deep it is."""
        size, height, todo = 0, 0, [(node, 1)]
        while todo:
            item, level = todo.pop()
            known = self.sizes.get(id(item))
            if known is not None:
                size, height = size + known[0], max(height, level - 1 + known[1])
                continue
            size, height = size + 1, max(height, level)
            for value in item.values() if isinstance(item, dict) else item:
                if isinstance(value, dict | list):
                    todo.append((value, level + 1))
                else:
                    size += 1
        return size, height

    def _stop(self, mark: int, message: str) -> None:
        self._at(mark, "too-large", message, "write the values out")
        raise Stopped

    def _at(self, mark: int, kind: str, message: str, fix: str, width: int = 1) -> None:
        self.fault(kind, (mark >> LINE) + 1, (mark & COLUMN) + 1, width, message, fix)
