"""Where in its file a value stands that the model keeps without its place: read again, and only where it is asked for.

The model keeps the place of each entry and of each shift, edge, alert and run, not of each name in a list: a base of a hundred
thousand components holds a million of those, and one finding in a hundred points at one.
"""

import os
from typing import TYPE_CHECKING, Any, Final

from kb.files import nodes, plain
from kb.files.brackets import Unsure
from kb.files.excerpts import lines
from kb.files.nodes import COLUMN, LINE, Map, Seq
from kb.model.source import Source

if TYPE_CHECKING:
    from pathlib import Path

MOST: Final = 1_000
"""Places looked for in one run; a report that finds more people gone needs another kind of repair first."""


class Places:
    """Finds values in the files below a folder: ``Places(root)(source, name, *path)``."""

    def __init__(self, root: "str | Path") -> None:
        self._root = root
        self._files: dict[str, list[str]] = {}
        self._entries: dict[str, dict[tuple[int, str], Any]] = {}
        self._asked = 0

    def __call__(self, source: Source, name: str, *path: str) -> tuple[Source, int] | None:
        """Return where a value stands and how wide it is; None where it cannot be found.

        Args:
            source: where the entry begins that holds it: at its key, or, of an entry without one, at its first key.
            name: the key of the entry; empty for one without (an event, a shift).
            path: the keys that lead to the value, and last the value itself, which is a scalar: ``"escalation", "ann"``.
        """
        self._asked += 1
        if self._asked > MOST:
            return None
        text = self._files.get(source.path)
        if text is None:
            text = self._files[source.path] = lines(os.path.join(self._root, source.path))  # noqa: PTH118 - as there
        mark = _mark_of(_alone(text, source, name), path)
        if mark is not None:
            mark += source.line - 1 << LINE
        else:
            if source.path not in self._entries:
                self._entries[source.path] = _entries(nodes.read("\n".join(text).encode(), lambda *_: None))
            mark = _mark_of(self._entries[source.path].get((source.line - 1 << LINE | source.column - 1, name)), path)
        if mark is None:
            return None
        line, column = mark >> LINE, mark & COLUMN
        return Source(source.path, line + 1, column + 1), _width(text[line][column:], path[-1])


def _alone(text: list[str], source: Source, name: str) -> Any:
    """Return the node of an entry, its lines read without the rest of its file, so that marks begin there; None for what is not plain."""
    first, column = source.line - 1, source.column - 1
    if not name or first >= len(text) or text[first][: column + len(name) + 1] != f"{' ' * column}{name}:":
        return None
    end = first + 1
    while end < len(text) and (text[end][: column + 1].isspace() or not text[end].strip()):
        end += 1
    try:
        return plain.Lines("\n".join(text[first:end])).build(level=column).get(name)
    except Unsure:
        return None


def _entries(root: Any) -> dict[tuple[int, str], Any]:
    """Return the nodes of a file by where they begin: at their key, which is told too, or without one."""
    found: dict[tuple[int, str], Any] = {}
    todo = [root]
    while todo:
        node = todo.pop()
        if type(node) is Map:
            found.setdefault((node.mark, ""), node)
            for (key, value), key_mark, _ in node.walk():
                found[key_mark, key] = value
                todo.append(value)
        elif type(node) is Seq:
            todo += node
    return found


def _mark_of(node: Any, path: tuple[str, ...]) -> int | None:
    """Return the mark of the key, the item or the value that the last of a path names."""
    *keys, last = path
    inside: list[tuple[Any, int]] = []
    for step in keys:
        inside = [(value, mark) for (key, value), _, mark in node.walk() if key == step] if type(node) is Map else []
        if not inside:
            return None
        node = inside[0][0]
    if type(node) is Map:
        inside = [(key, mark) for (key, _), mark, _ in node.walk()]
    elif type(node) is Seq:
        inside = list(zip(node, node.places, strict=True))
    return next((mark for value, mark in inside if value == last), None)


def _width(text: str, value: str) -> int:
    """Return how wide a value is where it stands, with its quotes."""
    quoted = text[:1] in {'"', "'"}
    return text.find(text[0], 1) + 1 if quoted else len(value)
