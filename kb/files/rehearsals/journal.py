"""The journal of a run under way: one line of JSON per event, each on the disk before it counts.

A journal appears under its name with its first line in it, and goes when the record stands beside it. In between
it only grows. So at any instant a killed run has left a journal to resume, or its record, or for a moment both:
then the record, which is the same text however often it is made, wins.

Longer than the usual 150 lines: how a journal is written and how it is read back have to be read together.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from kb.analyses.rehearsal.events import Event
from kb.analyses.rehearsal.machine import Refused, apply, replay
from kb.analyses.rehearsal.plan import Plan
from kb.analyses.rehearsal.record import record
from kb.analyses.rehearsal.state import State
from kb.errors import KbError
from kb.files import write
from kb.files.rehearsals import coding
from kb.files.rehearsals.lock import lock
from kb.files.rehearsals.records import OPEN, ExistsError, publish_record, run_text


class DamagedError(KbError):
    """A journal that does not read as one, before its last line."""


class Read(NamedTuple):
    """What a journal holds.

    Attributes:
        state: the state its events lead to.
        events: those events.
        size: bytes up to the end of the last whole line.
        torn: bytes after it, of a line that was being written when the process died.
    """

    state: State
    events: tuple[Event, ...]
    size: int
    torn: int


def read(data: bytes, name: str) -> Read:
    """Read a journal. A last line that is not whole is left out; it was never acknowledged to anyone.

    Raises:
        DamagedError: if an earlier line, or the first, cannot be read.
    """
    *lines, rest = data.split(b"\n")
    events: list[Event] = []
    plan, size = None, 0
    for number, line in enumerate(lines):
        try:
            if plan is None:
                plan = coding.read_plan(line)
            else:
                events.append(coding.read_event(number, line))
        except ValueError as error:
            if plan is None or number < len(lines) - 1 or rest:
                raise _damaged(name, number + 1, error) from None
            break
        size += len(line) + 1
    if plan is None:
        raise _damaged(name, 1, ValueError("it is not whole"))
    try:
        return Read(replay(plan, events), tuple(events), size, len(data) - size)
    except Refused as error:
        raise DamagedError(
            f"{name}: its lines contradict each other ({error}); mend it by hand, or use --discard"
        ) from None


def _damaged(name: str, line: int, error: ValueError) -> DamagedError:
    return DamagedError(
        f"{name}:{line}: the line cannot be read ({error}); remove it and all below to resume from there, or use --discard"
    )


class Journal:
    """An open journal, held by this process alone.

    Attributes:
        path: its file.
        state: where the run stands; every event that led here is on the write.
        torn: bytes of an unfinished line that were cut off when it was opened.
    """

    def __init__(self, path: Path, handle: int, found: Read) -> None:
        self.path, self.state, self.torn = path, found.state, found.torn
        self._handle, self._size, self._count = handle, found.size, len(found.events)

    @classmethod
    def create(cls, folder: Path, plan: Plan) -> "Journal":
        """Begin the journal of a run in the folder of records.

        Raises:
            ExistsError: if a run that began at the same instant is under way, or finished.
            KbError: if it cannot be written.
        """
        path = folder / OPEN / f"{plan.name}.jsonl"
        if (folder / f"{plan.name}.yml").exists():
            raise ExistsError(f"there is a record of this run already: {plan.name}.yml")
        try:
            write.publish(path, coding.plan_line(plan), path.parent)
        except FileExistsError:
            raise ExistsError(f"this run is under way already: {path.name}") from None
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> "Journal":
        """Open a journal to go on with it; the rest of a torn line is cut off.

        Raises:
            LockedError: if another process holds it.
            DamagedError: if it cannot be read.
            KbError: if it cannot be opened, or its run was finished meanwhile.
        """
        with write.said(path, "opened"):
            handle = os.open(path, os.O_RDWR | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
            try:
                found = _held(handle, path)
            except BaseException:
                os.close(handle)
                raise
        return cls(path, handle, found)

    def take(self, event: Event) -> State:
        """Let an event happen: checked, written, on the disk; then the state is the new one.

        Raises:
            Refused: if it cannot happen; nothing is written.
            KbError: if it cannot be written; the run stands where it stood.
        """
        state = apply(self.state, event)
        line = coding.event_line(self._count + 1, event)
        with write.said(self.path):
            try:
                write.write_all(self._handle, line)
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(self._handle, self._size)
                raise
        self.state = state
        self._count += 1
        self._size += len(line)
        return state

    def finish(self) -> Path:
        """Turn the journal of a finished run into its record, and return that.

        Raises:
            KbError: if the record cannot be written, or another stands in its place; the journal stays.
        """
        path = self.path.parent.parent / f"{self.state.plan.name}.yml"
        text = run_text(record(self.state))
        try:
            publish_record(path, text)
        except ExistsError:
            if path.read_bytes() != text.encode():
                raise KbError(f"{path} and {self.path} tell of the same run and differ: keep one of the two") from None
        self.discard()
        return path

    def discard(self) -> None:
        """Remove the journal; it is held until it is gone, where an open file can be removed."""
        if sys.platform == "win32":
            self.close()
        with write.said(self.path, "removed"):
            self.path.unlink(missing_ok=True)
        write.sync_folder(self.path.parent)
        self.close()

    def close(self) -> None:
        """Let go of the journal."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _held(handle: int, path: Path) -> Read:
    """Take and read an open journal; the rest of a torn line is cut off."""
    lock(handle, path)
    if os.fstat(handle).st_nlink == 0:
        raise KbError(f"the run in {path.name} was finished meanwhile")
    found = read(path.read_bytes(), path.name)
    if found.torn:
        os.ftruncate(handle, found.size)
        os.fsync(handle)
    return found


def open_runs(folder: Path, runbook: str, by: str) -> tuple[Path, ...]:
    """Return the journals of a person's runs of a runbook under way, oldest first; those that cannot be read among them."""
    return tuple(path for path in sorted((folder / OPEN).glob("*.jsonl")) if _belongs(path, runbook, by))


def _belongs(path: Path, runbook: str, by: str) -> bool:
    plan = next(_plans(path), None)
    return path.stem.endswith(f"-{runbook}-{by}") if plan is None else (plan.runbook, plan.by) == (runbook, by)


def _plans(path: Path) -> Iterator[Plan]:
    with contextlib.suppress(OSError, ValueError), path.open("rb") as file:
        yield coding.read_plan(file.readline())
