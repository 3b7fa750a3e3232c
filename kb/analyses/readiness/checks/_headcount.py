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
    today = day_of(case.at)
    found = []
    for team in sorted(
        {case.base.owner(case.base.components[name]) or "" for name in case.entry} & case.base.teams.keys()
    ):
        counts = [item for item in case.base.teams[team].headcount or () if item.date <= today]
        if counts:
            now = max(counts, key=lambda item: item.date)
            before = max(
                (item for item in counts if item.date >= today - timedelta(days=days)),
                key=lambda item: (item.value, item.date),
                default=now,
            )
            found.append(Heads(team, now, before))
    return min(found, key=lambda item: (item.now.value, item.team), default=None)
