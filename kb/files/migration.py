"""Lifting a knowledge base to the newest schema: every file's new text, tried on a copy before anything is written."""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from kb import plugs
from kb.errors import KbError
from kb.files import migrations, settings, tree
from kb.files.context import Context
from kb.files.erase.eraser import Change
from kb.files.erase.find import Files
from kb.files.erase.together import write_together
from kb.files.load import load
from kb.files.migrations import Step
from kb.files.write import write_text
from kb.model.finding import Finding
from kb.model.settings import SCHEMA

_SETTINGS: Final = "kb.toml"
_SCHEMA: Final = re.compile(r"^[ \t]*schema[ \t]*=[ \t]*[0-9]+", re.MULTILINE)
_BREAKING: Final = frozenset(
    {"yaml-syntax", "yaml-subset", "toml-syntax", "unreadable", "hidden-character", "too-large", "duplicate-key"}
)
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

    def apply(self, root: Path) -> None:
        """Write the changes: all of them, or none.

        Raises:
            KbError: if one cannot be written; the files are as they were, or the message says which are not.
        """
        file = root / _SETTINGS
        made = any(change.path == _SETTINGS for change in self.changes) and not file.exists()
        if made:
            write_text(file, "")  # says nothing yet, and makes the new one a change like any other
        try:
            write_together(root, self.changes)
        except KbError:
            if made:
                file.unlink(missing_ok=True)
            raise


def steps() -> Mapping[int, Step]:
    """Return every step by the schema it leads to."""
    return {int(name.removeprefix("to-")): kind() for name, kind in plugs.plugs(migrations, Step).items()}  # type: ignore[type-abstract]


def plan(root: Path) -> Migration:
    """Work out how to lift a knowledge base to the newest schema, and try it on a copy.

    Raises:
        KbError: if a file cannot be read for certain, is of a newer schema, or would have faults afterwards; every
            fault is listed, and nothing has been written.
    """
    _refuse("the files cannot be lifted before these faults are mended", _faults(root, certain=True))
    found = settings.read(tree.Disk(root), Context(_SETTINGS))
    texts = Files(root).texts
    new = _lifted(texts, found.schema)
    changes = [Change(path, path, texts[path], text) for path, text in sorted(new.items()) if text != texts[path]]
    by_hand = found.source.path != _SETTINGS
    if not by_hand and (changes or _SETTINGS in texts):
        old = texts.get(_SETTINGS, "")
        stamped = _stamped(new.get(_SETTINGS, ""), SCHEMA)
        changes = [change for change in changes if change.path != _SETTINGS]
        changes += [Change(_SETTINGS, _SETTINGS, old, stamped)] if stamped != old else []
    made = Migration(found.schema, SCHEMA, tuple(changes), by_hand and bool(changes))
    if changes:
        _try(texts, made)
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


def _try(texts: Mapping[str, str], made: Migration) -> None:
    with tempfile.TemporaryDirectory(prefix="kb-migrate-") as name:
        copy = Path(name)
        for path, text in texts.items():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_bytes(text.encode())
        made.apply(copy)
        _refuse("the files cannot be lifted by kb alone; afterwards there would be", _faults(copy, certain=False))


def _faults(root: Path, *, certain: bool) -> list[Finding]:
    kinds = _BREAKING | {"newer-schema"}
    return [item for item in load(root).findings if item.suppressed is None and (not certain or item.rule in kinds)]


def _refuse(why: str, faults: list[Finding]) -> None:
    if faults:
        lines = [f"  {item.source}:{item.source.column}: {item.message} [{item.rule}]" for item in faults[:20]]
        more = [f"  ... and {len(faults) - 20} more"] if len(faults) > 20 else []
        raise KbError("\n".join([f"{why} (nothing was written):", *lines, *more]))
