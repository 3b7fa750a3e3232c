"""Who may take part in a run."""

from datetime import datetime

from kb.analyses.presence import Presence, presence
from kb.model.base import Base


def absent(base: Base, person: str, at: datetime) -> str | None:
    """Return why someone cannot take part in a run at an instant, as a clause; None if they can."""
    found = base.people.get(person)
    if found is None:
        return f"there is no person `{person}`"
    state = presence(base, found, at)
    if state in (Presence.HERE, Presence.AWAY):
        return None
    when = f"left on {found.until}" if state is Presence.LEFT else f"is present from {found.from_}"
    return f"{person} is not active on {at.date()}: {when} ({found.source})"


def not_second(base: Base, person: str, runner: str, at: datetime) -> str | None:
    """Return why someone cannot be the second person of a step; None if they can."""
    if person == runner:
        return "the second person must be another than the runner"
    return absent(base, person, at)
