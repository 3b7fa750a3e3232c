"""What headcounts alone prove: how many people the team of the entry has at most, and how many it lost."""

from datetime import timedelta
from typing import Final, NamedTuple

from kb.analyses.readiness.situation import Situation
from kb.model.moment import day_of
from kb.model.service import Headcount

DOUBT: Final = 1.25
"""An approximate headcount may be this many times too low (our policy)."""


class Heads(NamedTuple):
    """The headcount of the team that owns the entry: now, and the largest of the year before."""

    team: str
    now: Headcount
    before: Headcount

    @property
    def most(self) -> float:
        """How many people there may be, an approximate count doubted upwards."""
        return self.now.value * (DOUBT if self.now.approx else 1)

    @property
    def lost(self) -> float:
        """The share of people lost over the year."""
        return 1 - self.now.value / self.before.value if self.before.value else 0.0

    @property
    def words(self) -> str:
        """The headcount in words."""
        return f"{'about ' if self.now.approx else ''}{self.now.value} people in {self.team}"

    @property
    def items(self) -> tuple[Headcount, ...]:
        """The lines it rests on."""
        return (self.before, self.now) if self.before != self.now else (self.now,)


def heads(case: Situation, days: int = 365) -> Heads | None:
    """Return the smallest headcount among the teams that own the entry; None where none is written."""
    found = []
    for team in sorted(_owners(case) & case.base.teams.keys()):
        counts, window = _counts(case, team, days)
        if counts:
            now = max(counts, key=lambda item: item.date)
            found.append(Heads(team, now, max(window, key=lambda item: (item.value, item.date))))
    return min(found, key=lambda item: (item.now.value, item.team), default=None)


def unheard(case: Situation, days: int) -> list[str]:
    """Return the teams of the entry whose headcounts cannot be compared over some days, and entries without a team."""
    bare = [name for name in case.entry if case.base.owner(case.base.components[name]) not in case.base.teams]
    return [*bare, *(team for team in sorted(_owners(case)) if len(_counts(case, team, days)[1]) < 2)]


def _owners(case: Situation) -> set[str]:
    return {case.base.owner(case.base.components[name]) or "" for name in case.entry} & case.base.teams.keys()


def _counts(case: Situation, team: str, days: int) -> tuple[list[Headcount], list[Headcount]]:
    """Return the headcounts of a team up to now, and those that say how many it had within some days.

    A count holds until the next one: the newest before these days begins them.
    """
    today = day_of(case.at)
    begins = today - timedelta(days=days)
    counts = sorted(
        (item for item in case.base.teams[team].headcount or () if item.date <= today), key=lambda item: item.date
    )
    earlier = [item for item in counts if item.date < begins]
    return counts, [*earlier[-1:], *(item for item in counts if item.date >= begins)]
