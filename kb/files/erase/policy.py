"""What becomes of each place that names a person who is forgotten, and which words are safe to replace."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final

from kb.files import keys
from kb.model.base import Base


class Fate(Enum):
    """What becomes of a reference."""

    REMOVE = "remove"
    REMOVE_WHOLE = "remove the item it stands in"
    RENAME = "put the new id in its place"


def fate(file: str, path: tuple[str, ...]) -> Fate:
    """Return what becomes of a reference in a file, given the keys that lead to it.

    Records of what was done keep their evidence: runs, authorship, sign-offs, waivers, polls, who confirmed or forecast
    something. Duties and knowledge go.
    """
    folder, _, rest = file.partition("/")
    if folder == "runbooks" or (folder == "events" and "/" in rest) or path[-1:] == ("by",):
        return Fate.RENAME
    return Fate.REMOVE_WHOLE if path[-1:] == ("person",) else Fate.REMOVE


def is_telling(person: str) -> bool:
    """Whether an id can hardly be a word of a sentence: it has a digit or a hyphen."""
    return re.search(r"[0-9-]", person) is not None


def has_another_use(person: str, base: Base) -> bool:
    """Whether an id is also a key or a word of the files' language, or the id of a step or failure mode.

    Then a text that holds it may mean that, and only a human can tell.
    """
    steps = (step.id for run in base.runs for step in run.steps or ())
    modes = (mode.id for item in base.components.values() for edge in item.edges for mode in edge.modes or ())
    return person in {*steps, *modes} or person in _VOCABULARY


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from node["properties"] if key == "properties" else ()
            yield from [item for item in value if isinstance(item, str)] if key == "enum" else _words(value)
    elif isinstance(node, list):
        for item in node:
            yield from _words(item)


def _vocabulary() -> frozenset[str]:
    records = [record for sections in keys.SECTIONS.values() for _, record in sections.values()]
    records += [keys.KNOWS, keys.RUN, keys.EVENT, keys.RUNBOOK_RECORD, *keys.PAPERS.values()]
    found = {word for record in records for word in _words(record.schema())}
    return frozenset(
        found
        | {"none", "true", "false", "null", "knowledge", "defaults", *keys.PAPERS}
        | {name for sections in keys.SECTIONS.values() for name in sections}
    )


_VOCABULARY: Final = _vocabulary()
