"""The roles an event gives to people, and what was perhaps meant by a name nobody asks about."""

from collections.abc import Iterable

from kb.model.event import Event


def meant(event: Event, wanted: Iterable[str]) -> str:
    """Say which written role is perhaps a misspelt one of those wanted and not written; empty if none is.

    Roles are free words: an event may have a juggler. Only one that is nearly a missing one is doubted.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only on the way to an open answer

    written = event.roles or {}
    found = []
    for role in wanted:
        close = get_close_matches(role, sorted(written), n=1, cutoff=0.8) if role not in written else []
        found += [f"`{name}` is written: did you mean `{role}`?" for name in close]
    return " ".join(found)
