"""The lines around a finding, read again from its file, for the code frame of a report."""

import os
import stat
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kb.documents.document import Excerpt
from kb.files import prose
from kb.files.syntax import MAX_BYTES
from kb.model.finding import Finding
from kb.model.source import Source

if TYPE_CHECKING:
    from pathlib import Path

FRAMES: Final = 20
"""Findings shown with a code frame; the others take one line."""

_LONGEST: Final = 4_000
_MASKED: Final = ("secret", "phone-number")


def excerpts(root: "str | Path", findings: Sequence[Finding], most: int = FRAMES) -> dict[Source, Excerpt]:
    """Return an excerpt for the places of the first findings, where their files can be read.

    Secrets and phone numbers in the lines are masked: a build log has more readers than a repository.
    """
    found: dict[Source, Excerpt] = {}
    files: dict[str, list[str]] = {}
    for finding in findings[:most]:
        source = finding.source
        if source.path not in files:
            files[source.path] = lines(os.path.join(root, source.path))  # noqa: PTH118 - pathlib is slow to import
        text = files[source.path]
        if source not in found and 1 <= source.line <= len(text) and source.column <= _LONGEST:
            found[source] = _excerpt(source, finding.width, text)
    return found


def _excerpt(source: Source, width: int, lines: list[str]) -> Excerpt:
    text = lines[source.line - 1][:_LONGEST]
    first = max(1, source.line - 1)
    shown = tuple((number, _masked(lines[number - 1][:_LONGEST])) for number in range(first, source.line + 1))
    marked = max(1, min(width, len(text) - source.column + 1))
    return Excerpt("", source.line, source.column, marked, shown)


def _masked(line: str) -> str:
    if not prose.suspicious(line.encode("utf-8", "replace")):
        return line
    for fault in prose.faults(line):
        if fault.rule in _MASKED:
            end = fault.offset + fault.width
            line = line[: fault.offset] + "•" * fault.width + line[end:]
    return line


def lines(file: str) -> list[str]:
    """Return the lines of a file; none if it is not a plain file of ours (links are not followed)."""
    try:
        status = os.lstat(file)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            return []
        with open(os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as handle:  # noqa: PTH123
            data = handle.read(MAX_BYTES)
    except OSError:
        return []
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return [line.removesuffix("\r") for line in text.split("\n")]
