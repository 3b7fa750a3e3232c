"""Who may take part in a run."""

from datetime import datetime

from kb.model.base import Base


def absent(base: Base, person: str, at: datetime) -> str | None:
    """Return why someone cannot take part in a run at an instant, as a clause; None if they can."""
    found = base.people.get(person)
    if found is None:
        return f"there is no person `{person}`"
    if base.is_active(found, at):
        return None
    gone = found.until is not None and found.until < at.date()
    when = f"left on {found.until}" if gone else f"is present from {found.from_}"
    return f"{person} is not active on {at.date()}: {when} ({found.source})"


def not_second(base: Base, person: str, runner: str, at: datetime) -> str | None:
    """Return why someone cannot be the second person of a step; None if they can."""
    if person == runner:
        return "the second person must be another than the runner"
    return absent(base, person, at)
