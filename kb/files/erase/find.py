"""Where the files name a person: as a reference the reader followed, or as a word in a text or comment."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kb.files import settings, tree
from kb.files.context import Context, marked
from kb.files.gather import Gathered
from kb.files.load import read_entry
from kb.files.nodes import COLUMN, LINE
from kb.files.syntax import MAX_BYTES
from kb.model.people import Person
from kb.model.source import Source

_SETTINGS: Final = ("kb.toml", "pyproject.toml")


class Files:
    """The files of a knowledge base as text, and the references in them.

    Args:
        root: where it lies; the files must be free of faults.
    """

    def __init__(self, root: Path | tree.Store) -> None:
        store = root if isinstance(root, tree.Store) else tree.Disk(root)
        self.texts: dict[str, str] = {}
        """The text of each file, its line ends and byte order mark as they are."""
        gathered = Gathered()
        for entry in tree.entries(store, Context("kb.toml")):
            read_entry(entry, gathered)
            self.texts[entry.path] = store.read(entry.file, MAX_BYTES).decode("utf-8")
        for name in _SETTINGS:
            data = settings.read_bytes(store, name, Context(name))
            if data is not None:
                with contextlib.suppress(UnicodeDecodeError):  # then it is not read either
                    self.texts[name] = data.decode("utf-8")
                break
        self._refs = gathered.refs

    def references(self, person: str) -> dict[str, set[tuple[int, int]]]:
        """Return per file the 0-based (line, column) of every reference to a person."""
        found: dict[str, set[tuple[int, int]]] = {}
        for path, _, names, marks in self._refs:
            for name, mark in marked(names, marks):
                if name == person:
                    found.setdefault(path, set()).add((mark >> LINE, mark & COLUMN))
        return found

    def mentions(self, person: str) -> Iterator[Source]:
        """Yield every place in the texts where a person's id stands as a word or ends the name of a record."""
        yield from self._places(mention(person))

    def names(self, person: Person) -> Iterator[Source]:
        """Yield every place that holds a person's title, one of their aliases or a name they have elsewhere."""
        names = {person.about.title or "", *person.about.aliases, *(person.handles or {}).values()}
        wanted = sorted(
            (name for name in names if len(name) > 2 and name != person.id), key=lambda name: (-len(name), name)
        )
        if wanted:
            yield from self._places(re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)", re.IGNORECASE))

    def _places(self, pattern: re.Pattern[str]) -> Iterator[Source]:
        for path, text in sorted(self.texts.items()):
            for number, line in enumerate(text.split("\n"), 1):
                for match in pattern.finditer(line):
                    yield Source(path, number, match.start() + 1)


_BEFORE: Final = r"(?<![A-Za-z0-9_-])"
_AFTER: Final = r"(?![A-Za-z0-9_-])"
_RECORD: Final = r"[0-9]{8}T[0-9]{6}Z-[a-z0-9-]*?-"
"""How the name of a record begins; the id of the one who made it ends it."""


def word(person: str) -> re.Pattern[str]:
    """Return a pattern that finds an id as a word of its own."""
    return re.compile(f"{_BEFORE}{re.escape(person)}{_AFTER}")


def record_name(person: str) -> re.Pattern[str]:
    """Return a pattern that finds names of records that end in an id; group 1 is what stands before it."""
    return re.compile(f"({_BEFORE}{_RECORD}){re.escape(person)}{_AFTER}")


def mention(person: str) -> re.Pattern[str]:
    """Return a pattern that finds both."""
    return re.compile(f"(?:{_BEFORE}|{_BEFORE}{_RECORD}){re.escape(person)}{_AFTER}")
