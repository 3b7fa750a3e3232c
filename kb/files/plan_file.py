"""A plan that was saved as JSON, read back as far as its progress needs it. It may lie anywhere and may have been edited."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from kb.analyses.plan.progress import Saved, SavedPlan
from kb.errors import UsageError
from kb.model.moment import parse_day, parse_instant

MAX_BYTES: Final = 20_000_000
_VERSION: Final = 1
_REPORTS: Final = ("plan-report", "handover-report")
_HOW: Final = "save one with kb plan --format json -o FILE"


def read(path: Path) -> SavedPlan:
    """Return a saved plan.

    Raises:
        UsageError: if there is no such file, or it is no plan; with all that is wrong in it.
    """
    found = report_of(path, "plan-report", "a plan", _HOW)
    reader = Reader()
    plan = reader.plan(found)
    reader.refuse(path, "a plan", _HOW)
    return plan


def report_of(path: Path, report: str, what: str, how: str) -> dict[str, Any]:
    """Return a report that was saved as JSON.

    Args:
        path: the file.
        report: which report it must hold.
        what: what that is, with its article.
        how: how to save one.

    Raises:
        UsageError: if there is no such file, or it holds something else.
    """
    found = _json(path, how)
    if not isinstance(found, dict) or found.get("report") != report:
        held = f", but holds a {found['report']}" if isinstance(found, dict) and found.get("report") in _REPORTS else ""
        raise UsageError(f"{path} is not {what} of kb{held}: {how}")
    if found.get("format_version") != _VERSION:
        raise UsageError(f"{path} has format_version {found.get('format_version')!r}, and this kb reads {_VERSION}")
    return found


def _json(path: Path, how: str) -> Any:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from None
    if len(data) > MAX_BYTES:
        raise UsageError(f"{path} has more than the {MAX_BYTES:,} bytes that are read")
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}:{error.lineno}:{error.colno}: not JSON ({error.msg}): {how}") from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise UsageError(f"{path} is not JSON in UTF-8: {how}") from None


class Reader:
    """Takes values out of objects; what is wrong is noted, and something of the right type goes on."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def refuse(self, path: Path, what: str, how: str) -> None:
        """Refuse a file in which anything was wrong.

        Raises:
            UsageError: with all that was.
        """
        if self.faults:
            lines = "".join(f"\n  {fault}" for fault in self.faults[:20])
            raise UsageError(f"{path} is {what} with faults; {how}, or mend it:{lines}")

    def plan(self, found: dict[str, Any]) -> SavedPlan:
        """Return what an object says as a plan."""
        return SavedPlan(
            self.instant(found, "at", "the plan"),
            self.day(found, "by", "the plan"),
            self.text(found, "scope", "the plan"),
            self.items(found),
        )

    def text(self, entry: dict[str, Any], key: str, where: str) -> str:
        """Return a text that is not empty."""
        value = entry.get(key)
        if not isinstance(value, str) or not value:
            self.faults.append(f"{where}: `{key}` must be a text")
            return ""
        return value

    def day(self, entry: dict[str, Any], key: str, where: str) -> date:
        """Return a day."""
        text = self.text(entry, key, where)
        try:
            return parse_day(text)
        except ValueError as error:
            if text:
                self.faults.append(f"{where}: `{key}`: {error}")
            return date.min

    def instant(self, entry: dict[str, Any], key: str, where: str) -> datetime:
        """Return an instant."""
        text = self.text(entry, key, where)
        try:
            return parse_instant(text)
        except ValueError as error:
            if text:
                self.faults.append(f"{where}: `{key}`: {error}")
            return datetime.min.replace(tzinfo=UTC)

    def items(self, plan: dict[str, Any]) -> tuple[Saved, ...]:
        """Return the items of a plan."""
        found = plan.get("items")
        if not isinstance(found, list):
            self.faults.append("the plan: `items` must be a list")
            return ()
        return tuple(self._item(entry, f"item {number}") for number, entry in enumerate(found, 1))

    def _item(self, entry: Any, where: str) -> Saved:
        if not isinstance(entry, dict):
            self.faults.append(f"{where}: must be an object")
            entry = {}
        components = entry.get("components")
        if not isinstance(components, list) or not all(isinstance(name, str) for name in components):
            self.faults.append(f"{where}: `components` must be a list of texts")
            components = []
        return Saved(
            self.text(entry, "id", where),
            self.text(entry, "learner", where),
            tuple(components),
            self.text(entry, "runbook", where),
            self.day(entry, "first", where),
            self.day(entry, "due", where),
        )
