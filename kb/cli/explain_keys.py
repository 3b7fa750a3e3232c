"""kb explain, of what the files hold: the keys of an event, a person, a capacity, from the key table the reader uses."""

from functools import cache
from typing import Final, NamedTuple

from kb.documents.document import Document, Paragraph, Section, Table, cells, columns
from kb.documents.keys import sections
from kb.files import json_schema
from kb.model.words import COMPONENT_KINDS

_FILES: Final = {"kb.toml": "settings"}
"""A file people ask for by its name, and what its keys are called by."""


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


class Use(NamedTuple):
    """A key where it stands: of which mappings, what it takes there, what it is."""

    of: tuple[str, ...]
    takes: str
    what: str


class Uses(NamedTuple):
    """A key by its name, wherever it stands: `away`, `needs`, `every_days`; or a word that some keys take: `contractor`."""

    id: str
    kind: str
    uses: tuple[Use, ...]


def names() -> list[str]:
    """Return the names of all kinds of mapping, those of files among them."""
    return sorted({*_sections(), *(kind.value for kind in COMPONENT_KINDS)})


def find(name: str) -> tuple[Keys, Section] | None:
    """Return the keys of a kind of mapping, and the section that shows them; None if there is no such kind."""
    slug = "component" if name in {kind.value for kind in COMPONENT_KINDS} else _FILES.get(name, name)
    held = _sections().get(slug)
    if held is None:
        return None
    file, section = held
    rows = [row for block in section.blocks if isinstance(block, Table) for row in block.rows]
    keys = tuple(Key(*(cell.text for cell in row)) for row in rows)
    return Keys(slug, "keys", file, keys), section


def words() -> list[str]:
    """Return the names of all keys, for what was probably meant."""
    held = (find(mapping) for mapping in _sections())
    return sorted({key.key.removesuffix(" (needed)") for found in held if found for key in found[0].keys})


def uses(name: str) -> Uses | None:
    """Return where a key of this name stands, or, if there is none, one that takes this word: `contractor`, `retired`; else None.

    Mappings in which a key is the same stand together.
    """
    keys: dict[tuple[str, str, str], list[str]] = {}
    takers: dict[tuple[str, str, str], list[str]] = {}
    for mapping in _sections():
        held = find(mapping)
        for key in held[0].keys if held else ():
            word = key.key.removesuffix(" (needed)")
            if word.lower().replace("_", "-") == name:
                keys.setdefault((word, key.takes, key.what), []).append(mapping)
            for taken in key.takes.split(", ") if ", " in key.takes else ():
                if taken.replace("_", "-") == name:
                    takers.setdefault((taken, key.takes, key.what), []).append(f"{mapping}: {word}")
    found = keys or takers
    made = tuple(Use(tuple(of), takes, what) for (_, takes, what), of in found.items())
    return Uses(next(iter(found))[0], "key" if keys else "word", made) if made else None


def described_uses(key: Uses) -> Document:
    """Describe a key: of what it is one, what it takes, what it is."""
    heads = columns("Of~", "Takes~", "What it is~")
    rows = tuple(cells(", ".join(use.of), use.takes, use.what) for use in key.uses)
    of = key.uses[0].of[0].partition(": ")[0]
    more = Paragraph(f"All keys beside it: kb explain {of}.")
    what = "key" if key.kind == "key" else "word that a key takes"
    return Document(f"{key.id}: a {what}", "In the files of a knowledge base", (Table(heads, rows), more))


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
