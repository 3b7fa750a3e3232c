"""What importers read from foreign files: facts in the words of a knowledge base, and what became of them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from kb.model.source import Source
from kb.model.words import Relation

Value: TypeAlias = "str | int | float | bool | Sequence[Value] | Mapping[str, Value]"
"""Plain data, as it would stand in a file."""

ARCHITECTURE: Final = (
    "systems", "services", "platforms", "datastores", "queues", "clients", "jobs", "vendors", "sources",
)  # fmt: skip
OWNERSHIP: Final = ("teams", "people", "knowledge", "oncall")
FOLDER: Final = {**dict.fromkeys(ARCHITECTURE, "architecture"), **dict.fromkeys(OWNERSHIP, "ownership")}
"""The folder a section stands in."""
EDGES: Final = frozenset(relation.value for relation in Relation)
"""The keys of edges."""
LIFECYCLES: Final = frozenset({"experimental", "production", "deprecated", "retired"})


class Fact(NamedTuple):
    """One thing a foreign file says.

    Attributes:
        section: the section its subject belongs to, such as ``services``; for knowledge ``knowledge``.
        id: the subject; of knowledge, the component.
        key: the key the fact is about; of knowledge, the person; empty if it says only that the subject exists.
        value: the value; where the key holds a list, ONE item of it; where it holds a mapping, one or more of its pairs.
        source: the place it was read from, told from the root of its repository, else from the folder that was named.
    """

    section: str
    id: str
    key: str
    value: Any  # a Value: the schema of reports cannot spell a type that holds itself
    source: Source


class Note(NamedTuple):
    """An odd thing in a foreign file: the place, one sentence that says what is odd, and one on what to do about it."""

    source: Source
    message: str
    fix: str


class Contradicted(NamedTuple):
    """A fact that says something else than the files do; the files win.

    Attributes:
        fact: what was read.
        there: what the files say, as text.
        source: where they say it.
    """

    fact: Fact
    there: str
    source: Source


class Dropped(NamedTuple):
    """A fact that cannot stand in a knowledge base, and why: a clause such as "there is no team `x`"."""

    fact: Fact
    why: str


class ImportReport(NamedTuple):
    """What one import read, what it would add, and what it leaves to a human.

    Attributes:
        importer: its id.
        what: what was read, in a few words.
        read: how many of each kind of thing were there ("services", "entries", ...).
        skipped: how many things were not taken, by the reason, a clause such as "no name".
        notes: the odd things in the foreign files.
        added: the facts that are new.
        same: how many facts stand in the files already.
        kept: facts the files contradict.
        dropped: facts that cannot be taken.
        files: the files that change or are new, sorted by path.
        covers: sentences on what the reading can know at all, such as the days an export covers.
        met: per person who gets a handle and was there by that id, where: whether they are the same, the id alone says.
    """

    importer: str
    what: str
    read: Mapping[str, int]
    skipped: Mapping[str, int]
    notes: tuple[Note, ...]
    added: tuple[Fact, ...]
    same: int
    kept: tuple[Contradicted, ...]
    dropped: tuple[Dropped, ...]
    files: tuple[str, ...]
    covers: tuple[str, ...] = ()
    met: Mapping[str, Source] = {}


class Draft(NamedTuple):
    """A first knowledge base, drafted by several importers.

    Attributes:
        imports: what each read and added, in the order they ran.
        failed: importers that added nothing, and why.
        open: what nothing said, in words, and of how many things it is unknown.
    """

    imports: tuple[ImportReport, ...]
    failed: Mapping[str, str]
    open: Mapping[str, int]
