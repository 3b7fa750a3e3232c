"""The runbooks of what the event stands on were run lately, by someone who did not write them, as they stand now.

Why: the details of a playbook go out of date at the rate at which production changes (Site Reliability Workbook,
chapter 8), and nobody notices until the night they are needed. A date anyone can bump is no evidence; a run is.

How to fix: `kb runbook start ID --kind drill` with someone who is not its author, after the last change of what it is for.

Source of thresholds: 180 days, as documents of Google's are marked for review (`review_interval: '6 months'`,
TensorFlow Hub); 90 days for a marquee event, our policy.

Passes:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {runbooks: [restart], changes: []}}
    # runbooks/restart.md
    ---
    authors: []
    ---
    ## Steps
    1. Restart it.
    # runbooks/log/a.yml
    {runbook: restart, kind: drill, by: bob, ended: 2026-05-20T10:00Z,
      help: none, outcome: pass, steps_hash: "8e5a0c3a790b"}
    # ownership/a.yml
    people: {bob: {}}

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {runbooks: [restart], changes: []}}
    # runbooks/restart.md
    ---
    authors: []
    ---
    ## Steps
    1. Restart it.
"""

from collections.abc import Iterator

from kb.analyses.freshness import Badge
from kb.analyses.readiness.answer import Answer, Distance, Outcome, Scale
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._changes import last_change
from kb.analyses.readiness.checks._runbooks import needed, state, unlisted, unsigned
from kb.analyses.readiness.grounds import declared, observed
from kb.analyses.readiness.situation import Situation
from kb.analyses.runbooks.proving import steps_first
from kb.model.moment import day_of
from kb.model.runbook import Run, Runbook
from kb.model.saying import count


class RunbookFresh(Check):
    """Looks at age of the last run, changed steps and changed components of each runbook needed.

    Attributes:
        max_days: how old the run may be.
        marquee_days: how old it may be for a marquee event.
    """

    code = "K3"
    title = "Runbooks fresh"
    scale = Scale.ROUTINE
    due = 14
    max_days: int = 180
    marquee_days: int = 90

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per runbook; for a routine event it only warns."""
        books = needed(case)
        bare = unlisted(case, case.scope)
        for name in bare:
            rests, repair = declared(case.base.components[name]), f"write a runbook for {name}, or `runbooks: []`"
            yield self._soft(case, self.say(case, name).unknown("its runbooks are not written", rests, repair))
        for book in books.values():
            yield self._soft(case, self._judge(case, book))
        if not books and not bare:
            yield self.say(case).passes("it is written that no runbook is needed", declared(*case.components))

    def _soft(self, case: Situation, answer: Answer) -> Answer:
        if case.scale is Scale.ROUTINE and answer.outcome.blocks:
            return answer._replace(outcome=Outcome.WARN)
        return answer

    def _judge(self, case: Situation, book: Runbook) -> Answer:
        say = self.say(case, book.id)
        found = state(case, book.id)
        repair = f"{steps_first(book)}drill {book.id} with someone who did not write it"
        if found.run is None:
            return say.fails("never run by anyone but its authors", declared(book), repair)
        rests = observed(found.run, book)
        limit = self.marquee_days if case.scale is Scale.MARQUEE else self.max_days
        limit = min(limit, book.review.every_days) if book.review and book.review.every_days else limit
        age = found.age_days or 0
        said, distance = f"last run {count(age, 'day')} ago", Distance(age, limit, "days", at_least=False)
        if found.badge is Badge.CHANGED:
            return say.stale(f"{said}, its steps changed since", rests, repair, distance)
        changed = _changed(case, book, found.run)
        if changed:
            return say.stale(f"{said}, {changed} changed since", rests, repair, distance)
        if age > limit:
            return say.stale(said, rests, repair, distance)
        silent = _silent(case, book)
        if silent or unsigned([book]):
            why = f"{said}; " + ("who wrote it is not written" if unsigned([book]) else f"when {silent} changed is not")
            mend = (
                f"write `authors` of {book.id}" if unsigned([book]) else f"list the `changes` of {silent}, or write []"
            )
            return say.unknown(why, rests, mend, distance)
        return say.passes(said, rests, distance)


def _silent(case: Situation, book: Runbook) -> str | None:
    """Return a component the runbook is for of which it is not written when it changed."""
    for name in case.base.components_of(book.id):
        component = case.base.components[name]
        change = last_change(case, component)
        if name in case.closure and (component.changes is None or (change is not None and change.date is None)):
            return name
    return None


def _changed(case: Situation, book: Runbook, run: Run) -> str | None:
    for name in case.base.components_of(book.id):
        change = last_change(case, case.base.components[name])
        if (
            name in case.closure
            and change is not None
            and change.date is not None
            and run.ended is not None
            and change.date > day_of(run.ended)
        ):
            return name
    return None
