"""Writing the papers of an event: one small file for each sign-off, waiver, poll or offline copy, under a name nobody else has.

A paper is written whole under a hidden name and then given its own by a hard link, which fails if the name is taken: a
reader meets the whole paper or none, a crash leaves at most a hidden file no reader looks at, and of two writers at the same
instant both keep their paper, the second under the next free name.
"""

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kb.errors import KbError
from kb.files import events, nodes, write
from kb.files.context import Context
from kb.files.emit import flow, scalar
from kb.files.gather import Gathered
from kb.model.words import Nothing

Value = str | Sequence[str] | Mapping[str, str] | Mapping[str, Sequence[str]] | Nothing | None
_NAMES: Final = 1_000
"""Names tried for papers of one person on one check in one second."""


class Paper:
    """One paper, ready to be written: its kind (sign, waive, poll or bundle), its event, its keys, and the instant it is dated.

    A key is a text, a list of texts, or a mapping from ids to either; one that is None is left out.
    """

    def __init__(self, kind: str, event: str, about: str, keys: Mapping[str, Value], at: datetime) -> None:
        self.kind = kind
        self.event = event
        self.at = at
        stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        self.stem = f"{stamp}-{kind}-{_slug(about)}-{keys['by']}"
        self.text = "\n".join([f"{kind}:", *(line for key, value in keys.items() for line in _lines(key, value)), ""])

    @property
    def path(self) -> str:
        """Where it goes, if the name is free."""
        return f"events/{self.event}/{self.stem}.yml"

    def faults(self) -> tuple[str, ...]:
        """Return what the strict reader would say of it, one sentence each; empty if it is clean."""
        data = self.text.encode()
        ctx = Context(self.path, data)
        root = nodes.read(data, ctx.add_at)
        if root is not None:
            events.read_paper(root, self.event, ctx, Gathered())
        return tuple(finding.message for finding in ctx.findings)


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower())) or "x"


def _lines(key: str, value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield f"  {key}: {scalar(value)}"
    elif isinstance(value, Nothing):
        yield f"  {key}: none"
    elif isinstance(value, Mapping):
        yield f"  {key}:"
        yield from (f"    {name}: {flow(item)}" for name, item in sorted(value.items()))
    elif value is not None:
        yield f"  {key}: {flow(value)}"


def write_paper(root: Path, paper: Paper) -> str:
    """Write a paper below a root and return its path, relative to it; an existing file is never touched.

    Raises:
        KbError: if the strict reader would refuse it, or it cannot be written; then nothing is.
    """
    faults = paper.faults()
    if faults:
        raise KbError(f"nothing was written: {'; '.join(faults)}")
    folder = root / "events" / paper.event
    try:
        folder.mkdir(exist_ok=True)
        return f"events/{paper.event}/{_place(folder, paper)}"
    except OSError as error:
        raise KbError(f"{folder} cannot be written to: {error.strerror or error}") from None


def _place(folder: Path, paper: Paper) -> str:
    temporary = write.staged(folder / f"{paper.stem}.yml", paper.text.encode())
    try:
        for number in range(1, _NAMES):
            name = f"{paper.stem}{'' if number == 1 else f'-{number}'}.yml"
            with contextlib.suppress(FileExistsError):
                write.claim(temporary, folder / name)
                return name
        raise KbError(f"{_NAMES} papers of this name exist already: wait a second")
    finally:
        write.drop(temporary)
