"""The record of a finished run: written once, as a whole, and such that the strict reader has no fault to find."""

import contextlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kb.errors import KbError
from kb.files import nodes, runbooks, write
from kb.files.context import Context
from kb.files.gather import Gathered
from kb.files.rehearsals.texts import fit
from kb.model.finding import Finding
from kb.model.runbook import Run, StepResult

LOG: Final = "runbooks/log"
OPEN: Final = ".open"
_PLAIN: Final = re.compile(r"[a-z][a-z0-9_-]*").fullmatch


class ExistsError(KbError):
    """There is a record of that name already."""


def run_text(run: Run) -> str:
    """Return the YAML of a run, in the order and form of those written by hand."""
    return "\n".join(_lines(run)) + "\n"


def _lines(run: Run) -> Iterator[str]:
    yield f"runbook: {_id(run.runbook)}"
    if run.steps_hash is not None:
        yield f"steps_hash: {quoted(run.steps_hash)}"
    yield f"kind: {run.kind.value}" if run.kind else "kind: drill"
    yield f"by: {_id(run.by)}"
    if run.observer is not None:
        yield f"observer: {_id(run.observer)}"
    for key, instant in (("started", run.started), ("ended", run.ended)):
        if instant is not None:
            yield f"{key}: {_instant(instant)}"
    yield f"help: {run.help}"
    yield from _listed("steps", [_step(step) for step in run.steps or ()])
    yield f"outcome: {run.outcome}"
    yield from _listed("followups", [quoted(said) for text in run.followups or () if (said := fit(text).text)])
    if run.components is not None:
        yield f"components: [{', '.join(_id(name) for name in run.components)}]"


def _listed(key: str, items: list[str]) -> list[str]:
    return [f"{key}:", *(f"  - {item}" for item in items)] if items else [f"{key}: []"]


def _step(step: StepResult) -> str:
    fields = [("id", _id(step.id))] if step.id is not None else []
    fields.append(("result", str(step.result)))
    if step.seconds is not None:
        fields.append(("seconds", str(int(step.seconds))))
    if step.hash is not None:
        fields.append(("hash", quoted(step.hash)))
    if step.confirmed is not None:
        fields.append(("confirmed", _id(step.confirmed)))
    if note := fit(step.note or "").text:
        fields.append(("note", quoted(note)))
    return "{" + ", ".join(f"{key}: {value}" for key, value in fields) + "}"


def _instant(instant: datetime) -> str:
    return f"{instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _id(name: str | None) -> str:
    """Return an id as YAML: plain where it can only be read as text."""
    if name is None:
        return "none"
    return name if _PLAIN(name) and name not in nodes.CONSTANTS else quoted(name)


def quoted(text: str) -> str:
    """Return a text as a double-quoted YAML scalar on one line: JSON strings are such scalars.

    Characters beyond ASCII stand for themselves, since YAML knows no surrogate pairs.
    """
    return json.dumps(text, ensure_ascii=False)


def read_run(text: str, path: str) -> tuple[Run | None, tuple[Finding, ...]]:
    """Read a record with the strict reader, before it is written; ids are not looked up."""
    ctx, gathered = Context(path), Gathered()
    root = nodes.read(text.encode(), ctx.add_at)
    if root is not None:
        runbooks.read_run(root, ctx, gathered)
    return (gathered.runs[0] if gathered.runs else None), tuple(ctx.findings)


def log_folder(root: Path) -> Path:
    """Return the folder of records, with the one for runs under way in it; made where missing.

    Raises:
        KbError: if it cannot be made, or is a link, which no reader follows.
    """
    folder = root / LOG / OPEN
    for each in (root / "runbooks", root / LOG, folder):
        if each.is_symlink():
            raise KbError(f"{each} is a symbolic link; links are not followed: put the folder itself there")
    with write.said(folder, "made"):
        folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():  # what is under way is nobody else's business yet
        with contextlib.suppress(FileExistsError):
            write.publish(ignore, b"*\n", folder)
    return root / LOG


def write_record(folder: Path, name: str, text: str) -> Path:
    """Write a new record into the folder of records.

    Raises:
        ExistsError: if there is one of that name, or a run of that name under way.
        KbError: if it cannot be written.
    """
    path = folder / f"{name}.yml"
    if (folder / OPEN / f"{name}.jsonl").exists():
        raise ExistsError(f"a run that began at that instant is under way: {OPEN}/{name}.jsonl")
    publish_record(path, text)
    return path


def publish_record(path: Path, text: str) -> None:
    """Write a record under its name, which must be free; errors as in :func:`write_record`."""
    try:
        write.publish(path, text.encode(), path.parent / OPEN)
    except FileExistsError:
        raise ExistsError(f"there is a record of this run already: {path.name}") from None
