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
_HOW: Final = "save one with kb plan --format json -o FILE"


def read(path: Path) -> SavedPlan:
    """Return a saved plan.

    Raises:
        UsageError: if there is no such file, or it is no plan; with all that is wrong in it.
    """
    found = _json(path)
    if not isinstance(found, dict) or found.get("report") != "plan-report":
        raise UsageError(f"{path} is not a plan of kb: {_HOW}")
    if found.get("format_version") != _VERSION:
        raise UsageError(f"{path} has format_version {found.get('format_version')!r}, and this kb reads {_VERSION}")
    reader = _Reader()
    plan = SavedPlan(
        reader.instant(found, "at", "the plan"),
        reader.day(found, "by", "the plan"),
        reader.text(found, "scope", "the plan"),
        reader.items(found),
    )
    if reader.faults:
        lines = "".join(f"\n  {fault}" for fault in reader.faults[:20])
        raise UsageError(f"{path} is a plan with faults; {_HOW}, or mend it:{lines}")
    return plan


def _json(path: Path) -> Any:
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
        raise UsageError(f"{path}:{error.lineno}:{error.colno}: not JSON ({error.msg}): {_HOW}") from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise UsageError(f"{path} is not JSON in UTF-8: {_HOW}") from None


class _Reader:
    """Takes values out of objects; what is wrong is noted, and something of the right type goes on."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def text(self, entry: dict[str, Any], key: str, where: str) -> str:
        value = entry.get(key)
        if not isinstance(value, str) or not value:
            self.faults.append(f"{where}: `{key}` must be a text")
            return ""
        return value

    def day(self, entry: dict[str, Any], key: str, where: str) -> date:
        text = self.text(entry, key, where)
        try:
            return parse_day(text)
        except ValueError as error:
            if text:
                self.faults.append(f"{where}: `{key}`: {error}")
            return date.min

    def instant(self, entry: dict[str, Any], key: str, where: str) -> datetime:
        text = self.text(entry, key, where)
        try:
            return parse_instant(text)
        except ValueError as error:
            if text:
                self.faults.append(f"{where}: `{key}`: {error}")
            return datetime.min.replace(tzinfo=UTC)

    def items(self, plan: dict[str, Any]) -> tuple[Saved, ...]:
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
