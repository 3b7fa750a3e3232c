"""Someone other than the author has brought it off with the runbook, and not on paper.

Why: an author fills every gap of the text from memory. AWS's readiness lens wants runbooks tested and validated, down
to permissions and slips of the pen.

How to fix: give it to someone who did not write it, watch, and write down where they stopped.

Source of thresholds: AWS operational readiness lens (validated again on a schedule); 180 days, as for every level.

Passes:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {runbooks: [restart]}}
    # runbooks/restart.md
    ---
    authors: []
    ---
    ## Steps
    1. Restart it.
    # runbooks/log/a.yml
    {runbook: restart, kind: drill, by: bob, ended: 2026-05-20T10:00Z,
      help: none, outcome: pass}
    # ownership/a.yml
    people: {bob: {}}

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {runbooks: [restart]}}
    # runbooks/restart.md
    ---
    authors: []
    ---
    ## Steps
    1. Restart it.
    # runbooks/log/a.yml
    {runbook: restart, kind: tabletop, by: bob, ended: 2026-05-20T10:00Z,
      help: none, outcome: pass}
    # ownership/a.yml
    people: {bob: {}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Distance, Outcome
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._runbooks import needed, passed, unsigned
from kb.analyses.readiness.grounds import declared, observed
from kb.analyses.readiness.situation import Situation
from kb.analyses.runbooks.proving import steps_first
from kb.model.moment import days_between
from kb.model.runbook import Runbook
from kb.model.saying import ago


class RehearsedByOther(Check):
    """Looks for a passed run by a non-author for each runbook needed.

    Attributes:
        max_days: how old the run may be.
    """

    code = "K4"
    title = "Rehearsed by a non-author"
    due = 14
    max_days: int = 180

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per runbook."""
        books = needed(case)
        if not books:
            known = all(component.runbooks == () for component in case.components)
            outcome = Outcome.NOT_APPLICABLE if known else Outcome.UNKNOWN
            said = "no runbook is named for anything here"
            repair = "write the runbooks of the components"
            yield self.say(case).answer(outcome, said, declared(*case.components), repair)
        for book in books.values():
            yield self._judge(case, book)

    def _judge(self, case: Situation, book: Runbook) -> Answer:
        repair = f"{steps_first(book)}drill {book.id} with someone who did not write it, without help"
        runs = [
            run
            for run in passed(case, book.id, 100_000)
            if run.by not in (book.authors or ()) and run.help != "took_over"
        ]
        if not runs:
            return self.say(case, book.id).fails("no passed run by anyone but its authors", declared(book), repair)
        if unsigned([book]):
            said = "who wrote it is not written: whether a run was by a non-author is unknown"
            return self.say(case, book.id).unknown(said, declared(book), f"write `authors` of {book.id}")
        newest = runs[0]
        young = any(run is newest for run in passed(case, book.id, self.max_days))
        said = f"{newest.kind.value if newest.kind else ''} passed by {newest.by}, {ago(newest.ended, case.at) if newest.ended else ''}"
        age = days_between(newest.ended, case.at) if newest.ended else 0
        distance = Distance(age, self.max_days, "days", at_least=False)
        outcome, rests = Outcome.PASS if young else Outcome.STALE, observed(newest)
        return self.say(case, book.id).answer(outcome, said, rests, repair, distance)
