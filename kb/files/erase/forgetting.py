"""Forgetting someone: every file's new text, worked out and tried before anything is written."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kb.files.editing.changes import Change
from kb.files.editing.trial import supposed, tried
from kb.files.erase.eraser import Eraser
from kb.files.erase.find import Files
from kb.model.base import Base
from kb.model.people import Person
from kb.model.source import Source


class Forgetting(NamedTuple):
    """What forgetting someone changes.

    Attributes:
        person: whose id goes.
        pseudonym: the id that takes its place in records; None where there are none.
        changes: the files that change, sorted by path.
        left: places that still hold the id as a word, for a human to judge.
        names: places that still hold their title, an alias or a name they have elsewhere; they may mean something else.
        read: every file as it was read, path and text: what is worked out holds for these only.
    """

    person: str
    pseudonym: str | None
    changes: tuple[Change, ...]
    left: tuple[Source, ...]
    names: tuple[Source, ...]
    read: Mapping[str, str]


def forgetting(root: Path, base: Base, person: Person, until: date, *, words: bool = False) -> Forgetting:
    """Work out how to forget someone, and try it.

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
    otherwise = f"`{person.id}` cannot be taken out by kb alone"
    after = Files(supposed(root, changes))
    renewed = _fingerprints(base, tried(root, changes, otherwise).base, after)
    if renewed:
        changes = _merged(files, changes, renewed)
        tried(root, changes, otherwise)
        after = Files(supposed(root, changes))
    return Forgetting(
        person.id, eraser.pseudonym, changes, tuple(after.mentions(person.id)), tuple(after.names(person)), files.texts
    )


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
