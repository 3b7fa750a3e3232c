"""What a knowledge base lacks once somebody has been taken out of it."""

from datetime import datetime
from typing import Final, NamedTuple

from kb.analyses.coverage import Coverage
from kb.analyses.person.stored import stored
from kb.model.base import Base

_DUTIES: Final = ("team", "event", "rotation", "component", "system", "vendor")
"""Groups of things that lose a duty; records of what was done keep theirs under another id."""


class Consequences(NamedTuple):
    """What taking somebody out changes.

    Attributes:
        last: components that nobody else who is available can operate.
        nobody: components whose entry names nobody else, so that *nobody* is what remains written.
        duties: duties that are without them afterwards: the thing, its id, and the key.
    """

    last: tuple[str, ...]
    nobody: tuple[str, ...]
    duties: tuple[tuple[str, str, str], ...]


def consequences(base: Base, person: str, at: datetime) -> Consequences:
    """Return what a base lacks once someone has been taken out of it, at an instant."""
    now, then = Coverage(base, at), Coverage(base, at, frozenset((person,)))
    last = (name for name in base.components if now.cover(name).coverage and not then.cover(name).coverage)
    duties = (
        (use.group, use.subject, use.relation.removesuffix(".person").replace("_", " "))
        for use in stored(base, person).uses
        if use.exact and use.group in _DUTIES and use.relation.rpartition(".")[2] != "by"
    )
    nobody = (name for name, knowers in base.knowledge.items() if knowers.keys() == {person})
    return Consequences(tuple(sorted(last)), tuple(sorted(nobody)), tuple(sorted(set(duties))))
