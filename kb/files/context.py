"""What reading one file knows and gathers: its path, its faults, and the ids it refers to."""

from typing import Any

from kb.files import prose
from kb.model.finding import Finding, Severity
from kb.model.provenance import NO_PROVENANCE, Provenance
from kb.model.source import Source
from kb.model.words import Kind

Kinds = tuple[Kind, ...]


class Context:
    """The state of reading one file.

    Attributes:
        path: the file, relative to the root.
        findings: every fault met so far.
        provenance: basis and sources of the nearest mapping around the value being read.
        entity: id of the entity being read; the subject of its faults.
        refs: per set of allowed kinds, that set, then ids referred to and their marks, alternating.
        careful: whether texts must be searched for secrets, HTML and hidden characters.
    """

    def __init__(self, path: str, *, careful: bool = True) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.provenance: Provenance = NO_PROVENANCE
        self.entity = path
        self.refs: dict[str, list[Any]] = {}
        self.careful = careful

    def source(self, mark: Any) -> Source:
        """Return the place of a mark."""
        return Source(self.path, mark.line + 1, mark.column + 1)

    def fault(self, rule: str, mark: Any, message: str, fix: str, width: int = 1) -> None:
        """Note a fault at a mark."""
        self.add(rule, self.source(mark), message, fix, width)

    def add(self, rule: str, source: Source, message: str, fix: str, width: int = 1) -> None:
        """Note a fault at a place."""
        self.findings.append(Finding(rule, Severity.ERROR, self.entity, message, source, fix, (), max(1, width)))

    def add_at(self, rule: str, line: int, column: int, width: int, message: str, fix: str) -> None:
        """Note a fault at a 1-based line and column; the form the strict reader reports in."""
        self.add(rule, Source(self.path, line, column), message, fix, width)

    def refs_to(self, key: str, kinds: Kinds) -> list[Any]:
        """Return the list that references to some kinds are gathered in; its first two items are the kinds and None."""
        return self.refs.setdefault(key, [kinds, None])

    def check_text(self, text: str, mark: Any) -> None:
        """Note what must not stand in a text."""
        for fault in prose.faults(text):
            self.fault(fault.rule, mark, fault.message, fault.fix, min(fault.width, 80))


def nearest(word: str, words: Any) -> str:
    """Return `` (did you mean `x`?)`` for the nearest of some words, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - only on the way to a fault

    close = get_close_matches(word, sorted(words), n=1, cutoff=0.6)
    return f"; did you mean `{close[0]}`?" if close else ""
