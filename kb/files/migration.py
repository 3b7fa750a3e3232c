"""Lifting a knowledge base to the newest schema: every file's new text, tried before anything is written."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from kb import plugs
from kb.errors import KbError
from kb.files import migrations, settings, tree
from kb.files.context import Context
from kb.files.editing.changes import Change
from kb.files.editing.trial import tried
from kb.files.erase.find import Files
from kb.files.load import load
from kb.files.migrations import Step
from kb.model.finding import listed
from kb.model.settings import SCHEMA

_SETTINGS: Final = "kb.toml"
_SCHEMA: Final = re.compile(r"^[ \t]*schema[ \t]*=[ \t]*[0-9]+", re.MULTILINE)
_BREAKING: Final = frozenset(
    {
        "yaml-syntax", "yaml-subset", "toml-syntax", "unreadable", "hidden-character", "too-large", "duplicate-key",
        "newer-schema",
    }
)  # fmt: skip
"""Faults that leave open what a file says: no text is rewritten on a guess."""


class Migration(NamedTuple):
    """What lifting changes.

    Attributes:
        before: the schema the files are of.
        after: the newest one.
        changes: the files that change; ``kb.toml`` last, so that a run that was cut off is begun again.
        by_hand: whether ``schema`` has to be written in pyproject.toml, which is not ours to write.
    """

    before: int
    after: int
    changes: tuple[Change, ...]
    by_hand: bool


def steps() -> Mapping[int, Step]:
    """Return every step by the schema it leads to."""
    return {int(name.removeprefix("to-")): kind() for name, kind in plugs.plugs(migrations, Step).items()}  # type: ignore[type-abstract]


def plan(root: Path) -> Migration:
    """Work out how to lift a knowledge base to the newest schema, and try it.

    Raises:
        KbError: if a file cannot be read for certain, is of a newer schema, or would have faults afterwards; every
            fault is listed, and nothing has been written.
    """
    breaking = [item for item in load(root).findings if item.rule in _BREAKING]
    if breaking:
        said = "nothing was changed: the files cannot be lifted before these faults are mended:"
        raise KbError("\n".join([said, *listed(breaking)]))
    found = settings.read(tree.Disk(root), Context(_SETTINGS))
    texts = Files(root).texts
    new = _lifted(texts, found.schema)
    changes = [Change(path, path, texts[path], text) for path, text in sorted(new.items()) if text != texts[path]]
    by_hand = found.source.path != _SETTINGS
    if not by_hand and (changes or _SETTINGS in texts):
        old = texts.get(_SETTINGS)
        stamped = _stamped(new.get(_SETTINGS, ""), SCHEMA)
        changes = [change for change in changes if change.path != _SETTINGS]
        changes += [Change(_SETTINGS, _SETTINGS, old, stamped)] if stamped != old else []
    made = Migration(found.schema, SCHEMA, tuple(changes), by_hand and bool(changes))
    if changes:
        tried(root, changes, "the files cannot be lifted by kb alone")
    return made


def _lifted(texts: Mapping[str, str], schema: int) -> dict[str, str]:
    new = {path: text for path, text in texts.items() if path != "pyproject.toml"}
    for number, step in sorted(steps().items()):
        if number > schema:
            new = {path: step.rewrite(path, text) for path, text in new.items()}
    return new


def _stamped(text: str, schema: int) -> str:
    """Return settings that say their schema: in the place where they did, else above the first thing they say."""
    line = f"schema = {schema}"
    top = re.search(r"^[ \t]*\[", text, re.MULTILINE)
    said = _SCHEMA.search(text, 0, top.start() if top else len(text))
    if said is not None:
        return text[: said.start()] + line + text[said.end() :]
    end = "\r\n" if "\r\n" in text else "\n"
    first = re.search(r"^[ \t]*[^#\s]", text.removeprefix("\ufeff"), re.MULTILINE)
    if first is None:
        return f"{text}{end if text and not text.endswith(end) else ''}{line}{end}"
    at = first.start() + text.startswith("\ufeff")
    return f"{text[:at]}{line}{end}{text[at:]}"
