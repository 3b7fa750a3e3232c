"""kb explain, of what the files hold: the keys of an event, a person, a capacity, from the key table the reader uses."""

from functools import cache
from typing import NamedTuple

from kb.documents.document import Document, Section, Table
from kb.documents.keys import sections
from kb.files import json_schema
from kb.model.words import COMPONENT_KINDS


class Key(NamedTuple):
    """A key: what it takes, what it is, and, behind its name, whether it is needed."""

    key: str
    takes: str
    what: str


class Keys(NamedTuple):
    """The keys of one kind of mapping.

    Attributes:
        id: what `kb explain` prints them for: `event`, `person`, `load-test`.
        kind: keys; a manual page has another kind.
        file: in which files it stands.
        keys: all of them.
    """

    id: str
    kind: str
    file: str
    keys: tuple[Key, ...]


def names() -> list[str]:
    """Return the names of all kinds of mapping, those of files among them."""
    return sorted({*_sections(), *(kind.value for kind in COMPONENT_KINDS)})


def find(name: str) -> tuple[Keys, Section] | None:
    """Return the keys of a kind of mapping, and the section that shows them; None if there is no such kind."""
    slug = "component" if name in {kind.value for kind in COMPONENT_KINDS} else name
    held = _sections().get(slug)
    if held is None:
        return None
    file, section = held
    rows = [row for block in section.blocks if isinstance(block, Table) for row in block.rows]
    keys = tuple(Key(*(cell.text for cell in row)) for row in rows)
    return Keys(slug, "keys", file, keys), section


def describe(keys: Keys, section: Section) -> Document:
    """Describe the keys of a kind of mapping: what each takes, and what it is."""
    return Document(f"{keys.id}: its keys", f"In {keys.file}", section.blocks)


@cache
def _sections() -> dict[str, tuple[str, Section]]:
    """Return per name the file it stands in, the first where there are several, and its section."""
    found: dict[str, tuple[str, Section]] = {}
    for kind, file in json_schema.KINDS.items():
        for name, section in sections(json_schema.schema(kind)).items():
            found.setdefault(name.replace(" ", "-"), (file, section))
    return found
