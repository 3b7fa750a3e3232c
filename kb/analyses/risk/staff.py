"""Among how many people some leave at random: headcounts of teams where the files give them, else the people listed.

The teams counted are those that own something in the scope and those whose people hold something in it; whoever holds
something and is in no team counts as one. A headcount is the latest observation at or before the date. Where it is
above the people listed, the others are taken to operate nothing, and the report says so.
"""

from collections import Counter
from datetime import date
from typing import NamedTuple

from kb.analyses.risk.scope import Scope
from kb.model.moment import day_of
from kb.model.people import Team
from kb.model.service import Headcount
from kb.model.source import Source
from kb.model.words import PersonKind


class TeamStaff(NamedTuple):
    """How many people one team counts for.

    Attributes:
        team: its id; None for those who are in no team.
        used: the number used: the headcount if there is one, at least the people listed.
        listed: active people of the files, externals apart.
        headcount: latest observation at or before the date; None if there is none.
        date: when it was observed.
        approx: whether it is approximate.
        source: where it is written.
    """

    team: str | None
    used: int
    listed: int
    headcount: int | None
    date: date | None
    approx: bool
    source: Source | None


class Staff(NamedTuple):
    """The people among whom some leave.

    Attributes:
        people: N.
        listed: how many of them the files list.
        unlisted: how many are known as a headcount only; they are taken to operate nothing.
        teams: what N is the sum of.
        nested: teams counted beside a team above them; if its headcount includes them, N is too high.
        away: how many of those listed are away at the date: they hold nothing then, and can leave all the same.
    """

    people: int
    listed: int
    unlisted: int
    teams: tuple[TeamStaff, ...]
    nested: tuple[str, ...]
    away: int


def staff(scope: Scope) -> Staff:
    """Count the people of a scope's teams."""
    base = scope.base
    holders = {person: base.people[person].team for person in scope.number}
    names = {row.owner for row in scope.rows} | set(holders.values())
    teams = {name for name in names if name is not None and name in base.teams}
    active, present = _members(scope, teams)
    counted = [_team(base.teams[name], active[name], scope) for name in sorted(teams)]
    alone = sum(1 for team in holders.values() if team not in teams)
    if alone:
        counted.append(TeamStaff(None, alone, alone, None, None, False, None))
    people, listed = sum(item.used for item in counted), sum(item.listed for item in counted)
    nested = tuple(sorted(name for name in teams if _above(scope, name) & teams))
    away = active.total() - present
    return Staff(people, listed, people - listed, tuple(counted), nested, away)


def _members(scope: Scope, teams: set[str]) -> tuple[Counter[str], int]:
    """Count the active people of teams, externals and those taken away apart, in one pass; and those of them not away."""
    base, gone = scope.base, set(scope.assessment.without)
    active = [
        (person.team, person.id)
        for person in base.people.values()
        if person.team is not None
        and person.team in teams
        and person.id not in gone
        and person.kind is not PersonKind.EXTERNAL
        and base.is_active(person, scope.at)
    ]
    available = scope.assessment.coverage.available
    return Counter(team for team, _ in active), sum(1 for _, name in active if name in available)


def _team(team: Team, listed: int, scope: Scope) -> TeamStaff:
    found = _latest(team, scope)
    if found is None:
        return TeamStaff(team.id, listed, listed, None, None, False, None)
    gone = sum(1 for name in scope.assessment.without if scope.base.people[name].team == team.id)
    used = max(found.value - gone, listed)
    return TeamStaff(team.id, used, listed, found.value, found.date, found.approx, found.source)


def _latest(team: Team, scope: Scope) -> Headcount | None:
    """Return the latest headcount at or before the date; of several on one day the largest."""
    past = [item for item in team.headcount or () if item.date <= day_of(scope.at)]
    return max(past, key=lambda item: (item.date, item.value), default=None)


def _above(scope: Scope, name: str) -> set[str]:
    """Return the teams above a team."""
    found: set[str] = set()
    parent = scope.base.teams[name].parent
    while parent is not None and parent not in found and parent in scope.base.teams:
        found.add(parent)
        parent = scope.base.teams[parent].parent
    return found
