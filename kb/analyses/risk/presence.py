"""Who is there and who is gone: what all duties count by."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from kb.analyses.risk.consequence import Loss
from kb.model.base import Base
from kb.model.source import Source


class Duty(NamedTuple):
    """Something people hold: how much of it before and after, and what losing it would be.

    ``components`` are those it concerns; the other fields are as in :class:`~kb.analyses.risk.consequence.Consequence`.
    """

    loss: Loss
    kind: str
    subject: str
    components: tuple[str, ...]
    before: int
    after: int
    detail: str
    source: Source


class Presence:
    """The people of a base at an instant, with some taken away.

    Args:
        base: the knowledge base.
        at: the instant.
        gone: ids of the people taken away, present or not.
    """

    def __init__(self, base: Base, at: datetime, gone: frozenset[str]) -> None:
        self.base = base
        self.at = at
        self.gone = gone

    def there(self, person: str | None, at: datetime | None = None) -> bool:
        """Whether somebody would be available, at the instant or another, if nobody were taken away."""
        found = self.base.people.get(person or "")
        return found is not None and self.base.is_available(found, at or self.at)

    def counts(self, people: Iterable[str | None], at: datetime | None = None) -> tuple[int, int]:
        """Return how many of some people are available before and after, at the instant or another."""
        here = {person for person in people if self.there(person, at)}
        return len(here), len(here - self.gone)

    def members(self, team: str) -> tuple[int, int]:
        """Return how many active people a team has before and after, externals apart."""
        active = self.base.members(team, self.at)
        return len(active), len(set(active) - self.gone)
