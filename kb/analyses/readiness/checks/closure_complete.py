"""Of everything the event stands on it is written who owns it, what it stands on, what it carries, how it calls and how it is mended.

Why: the Twitter Spaces of May 2023 were spread over many services that no account names, poorly joined to the core of
the site. What is not in the map is not in the plan.

How to fix: write `owner`, `tier`, `capacity`, `alerts`, `runbooks` and what it stands on (`needs`, `built_on`, `runs_on`); `[]` and `none` are answers, a missing key is not.

Source of thresholds: AWS operational readiness lens (inventory of dependencies); nothing unknown, our policy.

Passes:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {owner: live, tier: 0, needs: [],
      built_on: [], runs_on: [], capacity: {unit: concurrent, designed: 9},
      alerts: [], runbooks: []}}
    # ownership/a.yml
    teams: {live: {}}

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {owner: live}}
    # ownership/a.yml
    teams: {live: {}}
"""

from collections.abc import Iterator
from typing import Final

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Scale
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._edges import unwritten
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.situation import Situation
from kb.model.saying import listed
from kb.model.service import Capacity, Component
from kb.model.words import Nothing

_OF_IT: Final = ("provenance", "source")


class ClosureComplete(Check):
    """Counts what is not written about each component in scope.

    Attributes:
        unknown: how many fields of a component may be unknown.
    """

    code = "G1"
    title = "Closure complete"
    scale = Scale.ROUTINE
    due = 21
    unknown: int = 0

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per component in scope."""
        for component in case.components:
            missing = _missing(case, component)
            rests = declared(component)
            outcome = Outcome.UNKNOWN if len(missing) > self.unknown else Outcome.PASS
            said = f"not written: {listed(missing, 8)}" if missing else "all fields are written"
            repair = f"write {listed(missing, 8)}; [] and none are answers"
            distance = Distance(len(missing), self.unknown, "unknown fields", at_least=False)
            yield self.say(case, component.id).answer(outcome, said, rests, repair, distance)


def _empty(capacity: Capacity | Nothing) -> bool:
    """Whether a capacity is written that says nothing."""
    if isinstance(capacity, Nothing):
        return False
    return all(value is None for key, value in zip(capacity._fields, capacity, strict=True) if key not in _OF_IT)


def _missing(case: Situation, component: Component) -> list[str]:
    base = case.base
    known = {
        "owner": base.owner(component) is not None,
        "tier": base.tier(component) is not None,
        "capacity": component.capacity is not None and not _empty(component.capacity),
        "alerts": component.alerts is not None,
        "runbooks": component.runbooks is not None or bool(base.runbooks_of(component.id)),
    }
    return [name for name, written in known.items() if not written] + unwritten(component)
