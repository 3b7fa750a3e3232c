"""``--progress FILE``: looking again at a plan or a handover that was saved."""

from collections.abc import Mapping
from datetime import datetime

from kb.cli import options
from kb.cli.session import Session
from kb.errors import UsageError
from kb.model.asked import At


def refuse(what: str, given: Mapping[str, object], format_name: str) -> None:
    """Refuse options that make a new one. ``what`` is a plan or a handover.

    Raises:
        UsageError: naming the first that was given, or the format if it is for new ones.
    """
    options.refuse(given, f"{{}} makes a new {what}: leave it out, --progress looks at a saved one")
    if format_name == "ics":
        raise UsageError("--progress is drawn as text, json, markdown or csv")


def followed_at(session: Session, at: str | None, what: str, begins: datetime) -> At:
    """Return the date asked about, which may not lie before it begins.

    Raises:
        UsageError: if it does.
    """
    when = session.at(at)
    if when.instant < begins:
        raise UsageError(f"the {what} begins on {begins:%Y-%m-%d}, after the date asked about: choose a later --at")
    return when
