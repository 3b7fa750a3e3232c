"""What a plan is made from: needs, those who could learn, those who could teach, and the hours they have."""

from collections.abc import Mapping
from datetime import date

from kb.model.noun import NamedTuple
from kb.model.settings import PlanSettings
from kb.model.words import Level

SHARE = 60
"""The least number that 1 to 6 divide: the parts a component's weight is counted in."""


class Candidate(NamedTuple):
    """Someone who could learn a component.

    Attributes:
        person: id.
        level: what they can do with it now; *operate* means by claim or by proof that will have run out; None = nothing is known.
        distance: 0 to 3: how far they stand from it, of the team that owns it and assisting a neighbour or not.
        reasons: why they could, as capabilities ("assists here", "operates its neighbour ledger").
        teachers: who can teach them, best placed first; empty where nobody has to or can.
    """

    person: str
    level: Level | None
    distance: int
    reasons: tuple[str, ...]
    teachers: tuple[str, ...]


class Need(NamedTuple):
    """A component that lacks operators on the last day of a plan.

    Attributes:
        component: id.
        tier: its tier; None = unknown.
        weight: weight of its tier.
        held: operators that count on the last day if nothing is done.
        missing: how many more it needs; at least 1.
        candidates: who could learn it, sorted by id.
        taught: whether there is anybody who can teach it; if not, it has to be rediscovered.
        runbook: the runbook whose run proves it; a name that is free where none exists yet.
        written: whether that runbook exists, with steps that can be run.
        vendors: vendors it stands on, who may help to rediscover it.
        below: components of other needs it stands on that one of the candidates could learn as well; they come first.
    """

    component: str
    tier: int | None
    weight: int
    held: int
    missing: int
    candidates: tuple[Candidate, ...]
    taught: bool
    runbook: str
    written: bool
    vendors: tuple[str, ...] = ()
    below: frozenset[str] = frozenset()

    def gain(self, number: int) -> int:
        """Return what the operator added as so-manieth is worth: the weight of the tier, shared by those who then hold it."""
        return self.weight * SHARE // (self.held + number)

    def gains(self) -> tuple[int, ...]:
        """Return what each operator that can be added is worth."""
        return tuple(self.gain(number) for number in range(1, min(self.missing, len(self.candidates)) + 1))


class Week(NamedTuple):
    """The part of a calendar week (Monday to Sunday) that belongs to a plan; both days inclusive."""

    first: date
    last: date


class Hours(NamedTuple):
    """Whole hours somebody has for learning and for teaching, one number per week of the plan each."""

    learn: tuple[int, ...]
    teach: tuple[int, ...]


class Problem(NamedTuple):
    """A question to :func:`kb.analyses.plan.solve.solve`.

    Attributes:
        weeks: the weeks of the plan, in order.
        needs: what is missing, in the order in which it should be learned: what others stand on comes first.
        hours: per person who could learn or teach, the hours they have.
        settings: hours of the steps, and limits.
    """

    weeks: tuple[Week, ...]
    needs: tuple[Need, ...]
    hours: Mapping[str, Hours]
    settings: PlanSettings
