"""A run by somebody who was not there on its day, or whose runner watched themselves.

Why: the record of a run is the strongest evidence there is, and a line anybody can type. One by a person who had left a month
before is a slip of the date or of the name, or their own dates are wrong; until one is mended, nobody has been shown to be
able to do anything. Somebody who watches themselves is not watched.

How to fix: correct `by:`, `observer:` or the dates of the record, or `from:` or `until:` of the person. If nobody else watched,
leave `observer:` out.

Such a run by somebody who was not there proves nothing and verifies nothing; `kb runbook log` does not write one.

Passes:
    # ownership/people.yml
    people:
      ann: {until: 2026-05-31}
      bob: {}
    # runbooks/pay-down.md
    ## Steps
    Switch to the spare.
    # runbooks/log/one.yml
    {runbook: pay-down, kind: drill, by: ann, observer: bob, ended: 2026-05-11T10:00Z, help: none, outcome: pass}

Fails:
    # ownership/people.yml
    people:
      ann: {until: 2026-04-30}
      bob: {}
    # runbooks/pay-down.md
    ## Steps
    Switch to the spare.
    # runbooks/log/one.yml
    {runbook: pay-down, kind: drill, by: ann, observer: bob, ended: 2026-05-11T10:00Z, help: none, outcome: pass}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.analyses.evidence import was_there
from kb.model.finding import Finding
from kb.model.people import Person
from kb.model.runbook import Run


class RunPeople(Rule):
    """Compares the people of a run with their dates."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each person of a run who was not there, and one where a runner watched themselves."""
        for run in view.base.runs:
            roles = {run.by: "by", run.observer: "observer"}  # one who is both is named once, as the observer
            for name, role in roles.items():
                person = view.base.people.get(name or "")
                if person is not None and not was_there(view.base, name, run):
                    did = "run by" if run.by == name else "watched by"
                    yield self._absent(view, run, role, person, did)
            if run.by is not None and run.by == run.observer:
                source, width = view.place(run.source, "", "observer")
                message = (
                    f"a run of `{run.runbook}` by `{run.by}` was watched by nobody else: `observer` names them, too"
                )
                fix = "name who watched, or leave `observer:` out"
                yield self.finding(run.runbook or run.by, source, message, fix, width=width)

    def _absent(self, view: View, run: Run, role: str, person: Person, did: str) -> Finding:
        source, width = view.place(run.source, "", role)
        day = view.base.day_of(person, run.started or run.ended or view.at)
        gone = person.until is not None and person.until < day
        dates = f"left on {person.until}" if gone else f"came on {person.from_}"
        counts = ": it counts for nothing" if run.by == person.id else ""
        message = f"a run of `{run.runbook}` on {day} was {did} `{person.id}`, who {dates}{counts}"
        fix = f"correct the record, or the dates of `{person.id}`"
        return self.finding(run.runbook or person.id, source, message, fix, evidence=(person.source,), width=width)
