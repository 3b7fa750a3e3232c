"""A runbook that names somebody who has left, or is about to.

Why: runbooks outlive those they name. A name that is wrong is found when it is called, and costs the minutes until
somebody knows whom else to call.

How to fix: name the rotation or the team instead; they outlive people. Who wrote a runbook may stay in `authors:`, and how things came to be may be told, names
included, under *Background*.

About to leave means within 14 days, our default (`days`).

Known as RB103, too.

Passes:
    # ownership/people.yml
    people:
      p-1: {until: 2026-03-31}
    # runbooks/pay-down.md
    ---
    authors: [p-1]
    ---
    ## Escalate
    Page `pay-primary`.

Fails:
    # ownership/people.yml
    people:
      p-1: {until: 2026-03-31}
    # runbooks/pay-down.md
    ## Escalate
    Ask p-1.
"""

from collections.abc import Iterator
from datetime import timedelta

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.people import Person


class RunbookPeople(Rule):
    """Looks for names in the text.

    Attributes:
        days: how many days ahead a departure counts.
    """

    days: int = 14

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each person and runbook."""
        soon = view.day + timedelta(days=self.days)
        for runbook in view.base.runbooks.values():
            for named in view.moved.named_in(runbook):
                if named.person.until is None or named.person.until > soon:
                    continue
                message = f"the runbook `{runbook.id}` names `{named.person.id}`, who {_leaves(named.person, view)}"
                fix = "name the rotation or the team that answers instead"
                yield self.finding(runbook.id, named.source, message, fix, evidence=(named.person.source,), width=1)


def _leaves(person: Person, view: View) -> str:
    return f"left on {person.until}" if view.left(person.id) else f"leaves on {person.until}"
