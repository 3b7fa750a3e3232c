"""What changed lately can be taken back, fast, and that was timed.

Why: some 70 % of outages at Google were due to a change (SRE book, chapter 1), and the fastest repair is to undo it, if
that was ever tried.

How to fix: drill the rollback runbook of each component changed in the last 30 days; have it done within 15 minutes; sign it.

Source of thresholds: Mercari's production readiness checklist (rollback by one command); 15 minutes and 30 days are our policy.

Passes:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {changes: []}}

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {changes: [{date: 2026-05-20, significant: true}]}}
"""

from collections.abc import Iterator
from datetime import timedelta

from kb.analyses.readiness.answer import Answer, Distance, Outcome
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.checks._changes import last_change
from kb.analyses.readiness.checks._runbooks import needed, passed
from kb.analyses.readiness.grounds import dated, declared, observed
from kb.analyses.readiness.situation import Situation
from kb.analyses.runbooks.proving import steps_first
from kb.model.moment import days_between
from kb.model.saying import ago
from kb.model.service import Change, Component

_MINUTE = timedelta(minutes=1)


class Rollback(SignedCheck):
    """Looks for a timed rollback and a sign-off of each component changed lately.

    Attributes:
        changed_days: changes of the last so many days count.
        minutes: how long the last rollback may have taken.
    """

    code = "R1"
    title = "Rollback"
    due = 14
    changed_days: int = 30
    minutes: float = 15

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per component changed lately, or of which that is unknown."""
        quiet = True
        for component in case.components:
            change = last_change(case, component)
            if component.changes is None or (change is not None and change.date is None):
                quiet = False
                said = "when it changed is not written"
                repair = f"list the `changes` of {component.id} with their days, or write []"
                yield self.say(case, component.id).unknown(said, declared(change or component), repair)
            elif (
                change is not None
                and change.date is not None
                and days_between(change.date, case.at) <= self.changed_days
            ):
                quiet = False
                yield self._timed(case, component, change)
                ask, since = "what was taken back, in how many minutes", (change.date, "the change")
                yield from self.signed(case, component.id, ask, since=since)
        if quiet:
            yield self.say(case).passes(
                f"nothing changed within {self.changed_days} days",
                dated(*[change for item in case.components for change in item.changes or ()]),
            )

    def _timed(self, case: Situation, component: Component, change: Change) -> Answer:
        say = self.say(case, component.id)
        books = [name for name, book in needed(case, (component.id,)).items() if book.kind == "rollback"]
        first = steps_first(*(case.base.runbooks[name] for name in books))
        changed = f"changed {ago(change.date, case.at)}" if change.date else "changed"
        repair = f"{first}drill the rollback of {component.id} and keep it under {self.minutes:g} minutes"
        if not books:
            return say.unknown(f"{changed}; no rollback runbook is written", declared(change), repair)
        runs = sorted(
            (run for book in books for run in passed(case, book, 100_000) if run.ended),
            key=lambda run: run.ended.timestamp() if run.ended else 0,
        )
        if not runs:
            return say.fails(
                f"{changed}; {books[0]} was never run and timed", declared(change, case.base.runbooks[books[0]]), repair
            )
        last = runs[-1]
        if last.started is None or last.started == last.ended:
            rests = dated(last, change)
            return say.unknown(f"{changed}; the last rollback was not timed", rests, repair)
        took = round((last.ended - last.started) / _MINUTE, 1) if last.ended else 0.0
        outcome = Outcome.PASS if took <= self.minutes else Outcome.FAIL
        said = f"{changed}; last rollback took {took:g} min"
        distance = Distance(took, self.minutes, "minutes", at_least=False)
        return say.answer(outcome, said, observed(last, change), repair, distance)
