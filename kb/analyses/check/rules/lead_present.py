"""A team whose lead has left.

Why: decisions, approvals and escalations still go to somebody who is gone, and nobody else knows that they are meant.

How to fix: name the new lead under `lead:`; remove the line while there is none. The person stays in the file, with
`until`: what they could operate is part of the history.

Passes:
    # ownership/teams.yml
    teams:
      pay-team: {lead: ann}
    people:
      ann: {team: pay-team, until: 2026-06-01}

Fails:
    # ownership/teams.yml
    teams:
      pay-team: {lead: ann}
    people:
      ann: {team: pay-team, until: 2026-05-31}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class LeadPresent(Rule):
    """Finds leads past their last day."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a team."""
        for team in view.base.teams.values():
            person = view.left(team.lead)
            if person is not None:
                message = f"the lead of `{team.id}`, `{person.id}`, left on {person.until}"
                source, width = view.place(team.source, team.id, "lead", person.id)
                fix = "name the new lead, or remove `lead:` while there is none"
                yield self.finding(team.id, source, message, fix, evidence=(person.source,), width=width)
