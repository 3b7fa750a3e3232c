"""Events and plans as lines of JSON, and back."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from kb.analyses.rehearsal import events
from kb.analyses.rehearsal.events import Event, Help, Outcome, Result, Then
from kb.analyses.rehearsal.plan import Plan
from kb.model.runbook import Step
from kb.model.source import Source
from kb.model.words import Evidence

VERSION: Final = 1
_NAMES: Final[dict[str, type[Any]]] = {
    "answered": events.Answered,
    "back": events.Back,
    "helped": events.Helped,
    "noted": events.Noted,
    "paused": events.Paused,
    "resumed": events.Resumed,
    "stopped": events.Stopped,
    "finished": events.Finished,
}
_WORDS: Final = {kind: name for name, kind in _NAMES.items()}
_ENUMS: Final[dict[str, Callable[[str], Any]]] = {"result": Result, "help": Help, "outcome": Outcome, "then": Then}


def plan_line(plan: Plan) -> bytes:
    """Return the first line of a journal."""
    fields = plan._asdict() | {
        "kind": plan.kind.value,
        "started": plan.started.astimezone(UTC).isoformat(),
        "steps": [step._asdict() | {"source": list(step.source)} for step in plan.steps],
    }
    return _line({"journal": VERSION, "plan": fields})


def event_line(number: int, event: Event) -> bytes:
    """Return the line of an event, the ``number``-th of its journal."""
    fields = {key: value for key, value in event._asdict().items() if value is not None}
    for key in _ENUMS.keys() & fields.keys():
        fields[key] = fields[key].value
    return _line({"n": number, "event": _WORDS[type(event)]} | fields)


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value).encode("ascii") + b"\n"


def read_plan(line: bytes) -> Plan:
    """Read the first line of a journal.

    Raises:
        ValueError: if it is not one, or is of another version.
    """
    value = _read(line)
    try:
        if value["journal"] != VERSION:
            raise ValueError(f"it is of version {value['journal']}, not {VERSION}")
        fields = value["plan"]
        return Plan(**fields | {
            "kind": Evidence(fields["kind"]),
            "started": datetime.fromisoformat(fields["started"]),
            "steps": tuple(_step(step) for step in fields["steps"]),
            "components": None if (names := fields.get("components")) is None else tuple(names),
        })  # fmt: skip
    except (KeyError, TypeError, AttributeError):
        raise ValueError("it is not the beginning of a journal") from None


def _step(fields: dict[str, Any]) -> Step:
    return Step(
        **fields | {"do": tuple(fields["do"]), "if_not": tuple(fields["if_not"]), "source": Source(*fields["source"])}
    )


def read_event(number: int, line: bytes) -> Event:
    """Read the line of the ``number``-th event.

    Raises:
        ValueError: if it is not one.
    """
    value = _read(line)
    try:
        if value.pop("n") != number:
            raise ValueError("its number does not follow that of the line before")
        kind = _NAMES[value.pop("event")]
        for key in _ENUMS.keys() & value.keys():
            value[key] = _ENUMS[key](value[key])
        if "steps_hash" in kind._fields:
            value.setdefault("steps_hash", None)
        event: Event = kind(**value)
    except (KeyError, TypeError):
        raise ValueError("it is not an event") from None
    return event


def _read(line: bytes) -> dict[str, Any]:
    value = json.loads(line)
    if not isinstance(value, dict):
        raise ValueError("it is not an object")  # noqa: TRY004 - one kind of error for all that stands in a line
    return value
