"""Cutting values out of YAML text so that what is left stays valid, and stays as it was written."""

from typing import NamedTuple

from kb.files.editing.spans import Node


class Edit(NamedTuple):
    """Characters to replace: from ``start`` up to ``end`` by ``text``."""

    start: int
    end: int
    text: str


class Cutter:
    """Collects what is to go from one text, then makes the edits.

    Args:
        text: the text the tree was made from, or one with the same offsets.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._doomed: dict[int, Node] = {}
        self._parents: dict[int, Node] = {}
        self._edits: list[Edit] = []

    def cut(self, value: Node) -> None:
        """Remove an item of a list, or a value together with its key."""
        if value.parent is not None:
            self._doomed[id(value)] = value
            self._parents[id(value.parent)] = value.parent

    def replace(self, start: int, end: int, text: str) -> None:
        """Replace some characters."""
        self._edits.append(Edit(start, end, text))

    def result(self) -> str:
        """Return the text with everything done; edits inside what is cut out are void."""
        edits = list(self._edits)
        for parent in self._parents.values():
            edits += self._emptied(parent) if self._all_doomed(parent) else self._partly(parent)
        text = self.text
        limit = len(text) + 1
        for edit in sorted(_outermost(edits), reverse=True):
            if edit.end <= limit:
                text = text[: edit.start] + edit.text + text[edit.end :]
                limit = edit.start
        return text

    def _all_doomed(self, parent: Node) -> bool:
        return all(id(value) in self._doomed for _, value in parent.entries or [])

    def _emptied(self, parent: Node) -> list[Edit]:
        """Write an emptied collection as ``[]`` or ``{}``: that nobody is left is an answer, a missing value is not."""
        empty = "{}" if parent.is_map else "[]"
        key = parent.key
        if parent.flow or key is None or parent.line == key.line:
            return [Edit(parent.start, parent.end if parent.flow else line_end(self.text, parent.end), empty)]
        colon = self.text.index(":", key.end)
        start, end = self._lines(parent.start, parent.end)
        return [Edit(colon + 1, colon + 1, f" {empty}"), Edit(start, end, "")]

    def _partly(self, parent: Node) -> list[Edit]:
        edits: list[Edit] = []
        entries = parent.entries or []
        kept: Node | None = None
        run: list[tuple[int, int]] = []
        for key, value in entries:
            start = (key or value).start
            if id(value) in self._doomed:
                run.append((start, value.end))
                continue
            if run:
                edits += self._run(parent, kept, run, start)
            kept, run = value, []
        return edits + (self._run(parent, kept, run, None) if run else [])

    def _run(self, parent: Node, before: Node | None, run: list[tuple[int, int]], after: int | None) -> list[Edit]:
        """Return the edits that remove neighbours of a collection, given what stands before and behind them."""
        start, end = run[0][0], run[-1][1]
        if not parent.flow:
            return self._block_run(parent, run, after)
        alone = self._begins_line(start)
        if after is not None:
            return (
                [Edit(*self._lines(start, end), "")] if alone and self._begins_line(after) else [Edit(start, after, "")]
            )
        if alone and self._line_end(end) < parent.end - 1:
            return [Edit(*self._lines(start, end), "")]
        return [Edit(before.end if before else start, end, "")]

    def _block_run(self, parent: Node, run: list[tuple[int, int]], after: int | None) -> list[Edit]:
        edits = []
        for start, end in run:
            first = self._dash(start, parent.column) if not parent.is_map else start
            if self._begins_line(first):
                edits.append(Edit(*self._lines(first, end), ""))
            elif after is not None:  # the first key stands behind a dash: the next one moves up to it
                edits.append(Edit(start, after, ""))
                break
        return edits

    def _dash(self, start: int, column: int) -> int:
        """Return the offset of the dash before an item that starts somewhere."""
        line = self.text.rfind("\n", 0, start) + 1
        while line > 0 and self.text[line + column : line + column + 1] != "-":
            line = self.text.rfind("\n", 0, line - 1) + 1
        return line + column

    def _begins_line(self, offset: int) -> bool:
        return not self.text[self.text.rfind("\n", 0, offset) + 1 : offset].strip()

    def _line_end(self, offset: int) -> int:
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found

    def _lines(self, start: int, end: int) -> tuple[int, int]:
        """Return the whole lines that hold some characters, the last line break included."""
        return self.text.rfind("\n", 0, start) + 1, min(self._line_end(end) + 1, len(self.text))


def line_end(text: str, offset: int) -> int:
    """Return the offset behind the last character of the line at an offset, its line break (LF or CRLF) excluded."""
    found = text.find("\n", offset)
    end = len(text) if found < 0 else found
    return end - 1 if text[offset:end].endswith("\r") else end


def _outermost(edits: list[Edit]) -> list[Edit]:
    """Drop edits that lie within another one."""
    found: list[Edit] = []
    for edit in sorted(set(edits), key=lambda item: (item.start, -item.end)):
        if not found or edit.start >= found[-1].end:
            found.append(edit)
    return found
