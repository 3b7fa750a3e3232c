"""Trying a change on a copy of a knowledge base, and writing it: all of it, or nothing."""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kb.errors import KbError
from kb.files import scaffold, tree
from kb.files.context import Context
from kb.files.erase.eraser import Change
from kb.files.erase.together import write_together
from kb.files.load import Loaded, load
from kb.model.finding import Finding


def tried(root: Path, changes: Sequence[Change], made: Mapping[str, str]) -> None:
    """Load a copy of a knowledge base with a change in it.

    Raises:
        KbError: listing the faults, if there are some that were not there before.
    """
    before = {(finding.rule, finding.message) for finding in load(root).findings}
    found = [item for item in supposed(root, changes, made).findings if (item.rule, item.message) not in before]
    if found:
        raise KbError("\n".join(["nothing was changed, because afterwards there would be:", *_listed(found)]))


def supposed(root: Path, changes: Sequence[Change], made: Mapping[str, str]) -> Loaded:
    """Load a knowledge base as it would be with a change in it, from a copy; nothing is written to it."""
    with tempfile.TemporaryDirectory(prefix="kb-import-") as name:
        copy = Path(name)
        _copy(root, copy)
        for path, text in [*((change.path, change.new) for change in changes), *made.items()]:
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_bytes(text.encode())
        return load(copy)


def _listed(found: Iterable[Finding]) -> list[str]:
    lines = [
        f"  {item.source}:{item.source.column}: {item.message} [{item.rule}]" for item in found if not item.suppressed
    ]
    return [*lines[:20], f"  ... and {len(lines) - 20} more"] if len(lines) > 20 else lines


def _copy(root: Path, copy: Path) -> None:
    entries = [(entry.path, entry.file) for entry in tree.entries(root, Context("kb.toml"))]
    entries += [(name, os.fspath(root / name)) for name in ("kb.toml", "pyproject.toml")]
    for path, file in entries:
        with contextlib.suppress(OSError):
            data = Path(file).read_bytes()
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_bytes(data)


def written(root: Path, changes: Sequence[Change], made: Mapping[str, str]) -> None:
    """Write a change: all of it, or nothing.

    Raises:
        KbError: if a file cannot be written, or is no longer what it was; then all are as they were.
    """
    scaffold.write_all(root, dict(made))
    try:
        write_together(root, changes)
    except BaseException:
        for path in made:
            with contextlib.suppress(OSError):
                (root / path).unlink()
        raise
