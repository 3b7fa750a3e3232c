"""One load test went through all of it together, lately, on what runs now.

Why: Netflix lost a live event in April 2023 to a fault that internal tests had not shown: it came out when several
systems met under the load of millions. Parts that pass alone still fail together, and for a marquee event only a joint
test shows that.

How to fix: run one test whose `scope` names every component of the closure, after the last significant change of any of them.

Source of thresholds: Shopify ran five scale tests from April to October 2025; AWS repeats its readiness reviews before
critical periods; 90 and 30 days are our policy.

Passes:
    # events/show.yml
    entry: [room]
    scale: marquee
    # architecture/a.yml
    services: {room: {changes: [{date: 2026-05-01, significant: true}],
      capacity: {tested: {value: 9, date: 2026-05-20, scope: [room]}}}}

Fails:
    # events/show.yml
    entry: [room]
    scale: marquee
    # architecture/a.yml
    services: {room: {changes: [{date: 2026-05-21, significant: true}],
      capacity: {tested: {value: 9, date: 2026-05-20, scope: [room]}}}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Scale
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._changes import last_change
from kb.analyses.readiness.demand import capacity_of, tested_at
from kb.analyses.readiness.grounds import declared, observed
from kb.analyses.readiness.situation import Situation
from kb.model.moment import days_between
from kb.model.saying import ago, listed
from kb.model.service import Component, Tested
from kb.model.words import Nothing


class TestJoint(Check):
    """Looks at age, changes since and scope of the load tests.

    Attributes:
        max_days: how old a test may be.
        marquee_days: how old the joint test of a marquee event may be.
    """

    __test__ = False  # not a test of pytest's

    code = "C4"
    title = "Test recent, joint, same build"
    due = 14
    max_days: int = 90
    marquee_days: int = 30

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per component, and for a marquee event one on the joint test."""
        limit = self.marquee_days if case.scale is Scale.MARQUEE else self.max_days
        for component in case.components:
            yield self._since(case, component, limit)
        if case.scale is Scale.MARQUEE:
            yield self._joint(case)

    def _since(self, case: Situation, component: Component, limit: int) -> Answer:
        say = self.say(case, component.id)
        tested, capacity = tested_at(component, case.at), capacity_of(component)
        repair = f"test {component.id} again, as it runs now"
        if tested is None or tested.date is None:
            none = capacity is not None and isinstance(capacity.tested, Nothing)
            why = "never tested" if none else "no dated load test is written"
            return say.answer(Outcome.FAIL if none else Outcome.UNKNOWN, why, declared(capacity or component), repair)
        change, age = last_change(case, component), days_between(tested.date, case.at)
        rests = observed(tested, *([change] if change else []))
        said, distance = f"tested {ago(tested.date, case.at)}", Distance(age, limit, "days", at_least=False)
        if component.changes is None:
            return say.unknown(
                f"{said}; its changes are not written", rests, "list its significant `changes`, or write []", distance
            )
        if change is not None and change.date is None:
            words = f"{said}; a change has no day ({change.ref or 'no reference'})"
            return say.unknown(words, rests, "write when it changed", distance)
        if change is not None and change.date is not None and change.date > tested.date:
            return say.fails(f"{said}, changed {ago(change.date, case.at)}", rests, repair, distance)
        return say.answer(Outcome.PASS if age <= limit else Outcome.STALE, said, rests, repair, distance)

    def _joint(self, case: Situation) -> Answer:
        tests = [
            tested for name in case.closure if (tested := tested_at(case.base.components[name], case.at)) is not None
        ]
        best = max(
            tests,
            key=lambda tested: (len(set(tested.scope or ()) & set(case.closure)), tested.date, tested.source),
            default=None,
        )
        if best is None or best.scope is None:
            why = "no test says what it went through"
            return self.say(case).unknown(why, declared(case.event, *tests), "run one joint test and write its `scope`")
        missing = sorted(set(case.closure) - set(best.scope))
        total = len(case.closure)
        said = f"one test went through {total - len(missing)} of {total} components" + (
            f", not {listed(missing)}" if missing else ""
        )
        moved = [] if missing else _moved(case, best)
        said += f", {ago(best.date, case.at) if best.date else ''}; {listed(moved)} changed since" if moved else ""
        repair = f"test {listed(missing or moved)} together with the rest"
        distance = Distance(total - len(missing or moved), total, "components")
        outcome = Outcome.FAIL if missing or moved else Outcome.PASS
        return self.say(case).answer(outcome, said, observed(best), repair, distance)


def _moved(case: Situation, joint: Tested) -> list[str]:
    """Return what has changed since a joint test, each part tested alone or not."""
    changes = {name: last_change(case, case.base.components[name]) for name in case.closure}
    return [
        name
        for name, change in changes.items()
        if change is not None and change.date is not None and joint.date is not None and change.date > joint.date
    ]
