"""What reading one file knows and gathers: its path, its faults, and the ids it refers to."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from kb.files import prose, syntax
from kb.files.brackets import Unsure
from kb.files.nodes import COLUMN, LINE
from kb.model.finding import Finding, Severity
from kb.model.pattern import pattern
from kb.model.provenance import NO_PROVENANCE, Provenance
from kb.model.source import Source
from kb.model.words import Kind

Kinds = tuple[Kind, ...]
Refs = tuple[Kinds, list[str], list[int | None]]
"""The kinds that are meant, ids, and their marks; None stands for two places behind the end of the id before, as in brackets."""

MAX_FAULTS: Final = 1_000
"""Faults noted of one file. Nobody reads more, and looking for near words a million times takes an hour."""

MAX_LOOKED_THROUGH: Final = 20_000_000
"""Characters of one file looked through for the places of its faults; a tenth of a second. After that, places are rough."""
MAX_LINE: Final = 200
"""Characters of a line that are quoted from."""

_PLAIN: Final = pattern(r"[^\s,\[\]{}#*]+")


class Near:
    """Looks for the known word that an unknown one was meant to be, as long as its time lasts.

    Comparing takes time in the product of two lengths; what a whole load may spend on it is bounded, since a file of
    ten thousand misspelt ids would else take an hour.
    """

    def __init__(self, work: int = 12_000_000) -> None:
        self.work = work

    def est(self, word: str, words: Any) -> str:
        """Return ``; did you mean `x`?`` for the nearest of some words, or nothing."""
        from kb.model.nearest import LONGEST, hint  # noqa: PLC0415 - only on the way to a fault

        if self.work <= 0 or not word or len(word) > LONGEST:
            return ""
        self.work -= len(word) * sum(map(len, words)) + 100
        return hint(word, words) if self.work > 0 else ""


class Context:
    """The state of reading one file.

    Attributes:
        path: the file, relative to the root.
        data: its bytes, to quote from.
        findings: every fault met so far.
        provenance: basis and sources of the nearest mapping around the value being read.
        entity: id of the entity being read; the subject of its faults.
        direct: whether lines are read without nodes (:mod:`kb.files.direct`), where a fault is a reason to read them with.
        near: finds what an unknown word was meant to be; shared by all files of a load.
        looked: characters looked through for places so far.
        refs: per set of allowed kinds, that set, the ids referred to, and their marks.
    """

    def __init__(self, path: str, data: bytes = b"", near: Near | None = None) -> None:
        self.near = near or Near()
        self.looked = 0
        self.path = path
        self.data = data
        self.findings: list[Finding] = []
        self.provenance: Provenance = NO_PROVENANCE
        self.entity = path
        self.direct = False
        self.refs: dict[str, Refs] = {}

    @cached_property
    def suspects(self) -> prose.Suspects:
        """What texts must be searched for, of secrets, phone numbers and HTML; files without texts are never asked."""
        return prose.suspects(self.data)

    @cached_property
    def careful(self) -> bool:
        """Whether texts must be looked at at all."""
        return any(self.suspects) or not self.data.isascii()

    @cached_property
    def _lines(self) -> list[str]:
        return self.data.decode("utf-8-sig", "replace").split("\n")

    def rest(self, mark: Any) -> str:
        """Return what stands in the file from a mark to the end of its line, or the beginning of that."""
        line, column = mark >> LINE, mark & COLUMN
        return self._lines[line][column : column + MAX_LINE] if line < len(self._lines) else ""

    def plain(self, mark: Any) -> str:
        """Return the plain scalar at a mark as it is written: ``1.10``, where its value is 1.1."""
        found = _PLAIN.match(self.rest(mark))
        return found.group() if found else ""

    def source(self, mark: Any) -> Source:
        """Return the place of a mark."""
        return tuple.__new__(Source, (self.path, (mark >> LINE) + 1, (mark & COLUMN) + 1))

    def fault(self, rule: str, mark: Any, message: str, fix: str, width: int = 1) -> None:
        """Note a fault at a mark."""
        self.add(rule, self.source(mark), message, fix, width)

    def add(self, rule: str, source: Source, message: str, fix: str, width: int = 1) -> None:
        """Note a fault at a place.

        Raises:
            Stopped: when there are more than anyone will read; that is noted too.
            Unsure: while lines are read without nodes.
        """
        if self.direct:
            raise Unsure
        if len(self.findings) >= MAX_FAULTS:
            rule, message, fix = (
                "too-large",
                f"more than {MAX_FAULTS:,} faults in this file; the rest is not shown",
                "mend those shown and look again",
            )
            self.findings.append(Finding(rule, Severity.ERROR, self.path, message, Source(self.path, 1, 1), fix))
            raise syntax.Stopped
        self.findings.append(Finding(rule, Severity.ERROR, self.entity, message, source, fix, (), max(1, width)))

    def add_at(self, rule: str, line: int, column: int, width: int, message: str, fix: str) -> None:
        """Note a fault at a 1-based line and column; the form the strict reader reports in."""
        self.add(rule, Source(self.path, line, column), message, fix, width)

    def refs_to(self, key: str, kinds: Kinds) -> Refs:
        """Return what references to some kinds are gathered in."""
        return self.refs.setdefault(key, (kinds, [], []))

    def check_text(self, text: str, mark: Any) -> None:
        """Note what must not stand in a text."""
        for fault in prose.faults(text, self.suspects):
            found = text[fault.offset : fault.offset + fault.width]
            self.add(fault.rule, self.place_of(found, mark), fault.message, fault.fix, min(fault.width, 80))

    def check_key(self, key: str, mark: Any) -> None:
        """Note what must not stand in a key that is free."""
        self.check_text(key, mark)
        if key.isascii():
            return
        from unicodedata import normalize  # noqa: PLC0415 - few keys have other letters

        if normalize("NFC", key) != key:
            self.fault(
                "confusable",
                mark,
                f"`{syntax.visible(key)}` is spelt with combining characters and looks like another key",
                "type the key anew",
                len(key),
            )

    def place_of(self, found: str, mark: Any) -> Source:
        """Return where a piece of a text stands: in the lines of a block, else where the text begins."""
        first = mark >> LINE
        for number in range(first, min(first + 50, len(self._lines))):
            if self.looked > MAX_LOOKED_THROUGH:
                break
            self.looked += len(self._lines[number])
            column = self._lines[number].find(found, mark & COLUMN if number == first else 0)
            if column >= 0:
                return Source(self.path, number + 1, column + 1)
        return self.source(mark)


def marked(names: list[str], marks: list[int | None]) -> Iterator[tuple[str, int]]:
    """Yield ids that were referred to, and the mark of each."""
    behind = 0
    for name, mark in zip(names, marks, strict=True):
        place = behind if mark is None else mark
        behind = place + len(name) + 2
        yield name, place
