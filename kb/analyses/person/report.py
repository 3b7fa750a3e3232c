"""What `kb person show` answers."""

from typing import NamedTuple

from kb.model.source import Source


class Use(NamedTuple):
    """A place that names a person.

    Attributes:
        group: what kind of thing names them: knowledge, rotation, run, event, …
        subject: id of that thing, or the file of a record.
        relation: the key under which they are named, such as ``shifts.person``; empty where the thing is about them.
        says: what it says of them, shortened.
        exact: whether it is a reference; else their id is a word in a text.
    """

    group: str
    subject: str
    relation: str
    says: str
    exact: bool
    source: Source


class PersonReport(NamedTuple):
    """Everything stored on a person.

    Attributes:
        fields: their own entry, key by key, as read.
        source: where that stands.
        uses: every place that names them, by kind of thing.
        mentions: lines that hold their id in comments and texts outside what kb reads, and names of records.
    """

    person: str
    title: str
    fields: tuple[tuple[str, str], ...]
    source: Source
    uses: tuple[Use, ...]
    mentions: tuple[Source, ...]
