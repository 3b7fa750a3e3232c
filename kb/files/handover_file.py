"""A handover that was saved as JSON, read back as far as its progress needs it. It may lie anywhere and may have been edited."""

from datetime import date
from pathlib import Path
from typing import Any, Final

from kb.analyses.handover.progress import SavedHandover, SavedTask
from kb.files.plan_file import Reader, report_of

_HOW: Final = "save one with kb handover PERSON --format json -o FILE"
_WHERE: Final = "the handover"


def read(path: Path) -> SavedHandover:
    """Return a saved handover.

    Raises:
        UsageError: if there is no such file, or it is no handover; with all that is wrong in it.
    """
    found = report_of(path, "handover-report", "a handover", _HOW)
    reader = Reader()
    by = reader.day(found, "by", _WHERE)
    plan = found.get("plan")
    if not isinstance(plan, dict):
        reader.faults.append(f"{_WHERE}: `plan` must be an object")
        plan = {"items": []}
    saved = SavedHandover(
        plan=reader.plan(plan),
        scope=reader.text(found, "scope", _WHERE),
        by=by,
        last=tuple(_giver(reader, entry, where) for entry, where in _entries(reader, found, "givers")),
        tasks=(
            *(_task(reader, entry, where, by) for entry, where in _entries(reader, found, "runbooks")),
            *(_task(reader, entry, where, None) for entry, where in _entries(reader, found, "duties")),
        ),
    )
    reader.refuse(path, "a handover", _HOW)
    return saved


def _entries(reader: Reader, found: dict[str, Any], key: str) -> list[tuple[dict[str, Any], str]]:
    """Return the objects of a list, each with what to call it."""
    entries = found.get(key)
    if not isinstance(entries, list):
        reader.faults.append(f"{_WHERE}: `{key}` must be a list")
        return []
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            reader.faults.append(f"`{key}` {number}: must be an object")
    return [(entry, f"`{key}` {number}") for number, entry in enumerate(entries, 1) if isinstance(entry, dict)]


def _giver(reader: Reader, entry: dict[str, Any], where: str) -> tuple[str, date]:
    return reader.text(entry, "person", where), reader.day(entry, "last", where)


def _task(reader: Reader, entry: dict[str, Any], where: str, by: date | None) -> SavedTask:
    """Return work on a runbook, which is due on the last day of all, or a duty, which has a day of its own."""
    runbook = None if by is None else reader.text(entry, "runbook", where)
    return SavedTask(
        id=reader.text(entry, "id", where),
        subject=runbook or reader.text(entry, "subject", where),
        todo=reader.text(entry, "todo", where),
        day=by or reader.day(entry, "day", where),
        runbook=runbook,
    )
