"""The plan of forgetting someone: every file's new text, worked out and tried before anything is written."""

import tempfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kb.errors import KbError
from kb.files.erase.eraser import Change, Eraser
from kb.files.erase.find import Files
from kb.files.erase.together import write_together
from kb.files.load import load
from kb.files.write import write_text
from kb.model.base import Base
from kb.model.people import Person
from kb.model.source import Source


class Plan(NamedTuple):
    """What forgetting someone changes.

    Attributes:
        person: whose id goes.
        pseudonym: the id that takes its place in records; None where there are none.
        changes: the files that change, sorted by path.
        left: places that still hold the id as a word, for a human to judge.
        names: places that still hold their title, an alias or a name they have elsewhere; they may mean something else.
    """

    person: str
    pseudonym: str | None
    changes: tuple[Change, ...]
    left: tuple[Source, ...]
    names: tuple[Source, ...]

    def apply(self, root: Path) -> None:
        """Write the changes: all of them, or none.

        Raises:
            KbError: if one cannot be written; the files are as they were, or the message says which are not.
        """
        write_together(root, self.changes)


def plan(root: Path, base: Base, person: Person, until: date, *, words: bool = False) -> Plan:
    """Work out how to forget someone, and try it on a copy.

    Args:
        root: folder of the knowledge base; its files are free of faults.
        base: what they say.
        person: who is to be forgotten.
        until: last day of the pseudonym that takes their place in records.
        words: replace their id in texts even if it may be a common word there.

    Raises:
        KbError: if the files would not be free of faults afterwards; nothing has been written.
    """
    files = Files(root)
    eraser = Eraser(files, base, person, until, words=words)
    changes = tuple(eraser.changes())
    with tempfile.TemporaryDirectory(prefix="kb-forget-") as name:
        copy = Path(name)
        _copy(files, copy)
        Plan(person.id, eraser.pseudonym, changes, (), ()).apply(copy)
        renewed = _fingerprints(base, _loaded(copy, person.id), Files(copy))
        for path, text in renewed.items():
            write_text(copy / path, text)
        if renewed:
            _loaded(copy, person.id)
        after = Files(copy)
    left, names = tuple(after.mentions(person.id)), tuple(after.names(person))
    return Plan(person.id, eraser.pseudonym, _merged(files, changes, renewed), left, names)


def _copy(files: Files, copy: Path) -> None:
    for path, text in files.texts.items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(text.encode())


def _loaded(copy: Path, person: str) -> Base:
    """Return the base after the change.

    Raises:
        KbError: if its files have faults.
    """
    loaded = load(copy)
    faults = [f"  {item.source}: {item.message}" for item in loaded.findings if item.suppressed is None]
    if faults:
        lines = [f"`{person}` cannot be taken out by kb alone; afterwards there would be:", *faults]
        raise KbError("\n".join([*lines, "change these places by hand first; nothing was written"]))
    return loaded.base


def _fingerprints(old: Base, new: Base, files: Files) -> dict[str, str]:
    """Return records to rewrite because an id in a runbook's steps was replaced, which changes nothing about the steps."""
    texts: dict[str, str] = {}
    for name, runbook in old.runbooks.items():
        before, after = runbook.steps_hash, new.runbooks[name].steps_hash
        if before and after and before != after:
            for run in new.runs_of(name):
                if run.steps_hash == before:
                    texts[run.source.path] = files.texts[run.source.path].replace(before, after)
    return texts


def _merged(files: Files, changes: tuple[Change, ...], renewed: dict[str, str]) -> tuple[Change, ...]:
    merged = {change.new_path: change for change in changes}
    for path, text in renewed.items():
        change = merged.get(path) or Change(path, path, files.texts[path], text)
        merged[path] = change._replace(new=text)
    return tuple(sorted(merged.values()))
