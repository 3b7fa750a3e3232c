"""A team that owns something but has no active member.

Why: a reorganisation dissolves a team and its name stays on everything it owned. Each of these components looks
owned, and nobody will come.

How to fix: give what the team owns to another team (`owner:`), or list who is in the team now (`team:` at the
person).

Members of the teams below it (`parent:`) count, externals do not. A team whose people are not listed but whose
`headcount` on the date is above zero is not reported.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 2, owner: pay-team}
    # ownership/teams.yml
    teams:
      pay-team: {}
    people:
      ann: {team: pay-team}

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 2, owner: pay-team}
    # ownership/teams.yml
    teams:
      pay-team: {}
    people:
      ann: {team: pay-team, until: 2026-03-31}
"""

from collections import Counter
from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.people import Team
from kb.model.saying import count
from kb.model.words import PersonKind


class TeamActive(Rule):
    """Finds owners without anybody in them."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a team."""
        owned = Counter(view.base.owner(component) for component in view.components)
        staffed = _staffed(view)
        for team in view.base.teams.values():
            if owned[team.id] and team.id not in staffed and not _headcount(team, view):
                things = count(owned[team.id], "component")
                message = f"`{team.id}` owns {things} but has no active member"
                fix = "give what it owns to another team, or list who is in it now"
                yield self.finding(team.id, team.source, message, fix)


def _staffed(view: View) -> set[str]:
    """Return the teams with somebody in them or in a team below them."""
    found: set[str] = set()
    for person in view.base.people.values():
        team = person.team
        if team is None or person.kind is PersonKind.EXTERNAL or not view.base.is_active(person, view.at):
            continue
        while team is not None and team not in found:
            found.add(team)
            above = view.base.teams.get(team)
            team = above.parent if above else None
    return found


def _headcount(team: Team, view: View) -> int:
    """Return the headcount at the date: the latest one given until then, 0 if none is."""
    given = [item for item in team.headcount or () if item.date <= view.day]
    return max(given, key=lambda item: item.date).value if given else 0
