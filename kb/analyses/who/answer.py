"""The answer to *who*: from (base, coverage at an instant) to a report."""

from datetime import datetime
from typing import Final

from kb.analyses.coverage import Coverage, Operator
from kb.analyses.last_days import LastDays
from kb.analyses.who.books import books
from kb.analyses.who.call import absence, absent, rotations_on_call, ways, who_is_on_call
from kb.analyses.who.outside import outside, under
from kb.analyses.who.report import Asked, Candidate, Standing, WhoReport
from kb.analyses.who.several import Held, WhoListReport
from kb.model.base import Base
from kb.model.words import Level, PersonKind

_BELOW: Final = {Level.ASSIST: Standing.ASSISTS, Level.AWARE: Standing.AWARE}


def answer(base: Base, component: str, at: datetime) -> WhoReport:
    """Return who can operate a component at an instant."""
    coverage = Coverage(base, at)
    last_days = LastDays(base, coverage)
    found, cover = base.components[component], coverage.cover(component)
    owner = base.owner(found)
    team = base.teams.get(owner or "")
    lead = team.lead if team else None
    return WhoReport(
        at=at,
        component=component,
        title=base.title(component),
        risk_class=cover.risk_class,
        coverage=cover.coverage,
        proven=cover.proven,
        externals=cover.externals,
        owner=owner,
        lead=lead if lead in coverage.available else None,
        contact=ways(team.contact if team else None),
        candidates=_candidates(base, coverage, component, owner, last_days),
        on_call=rotations_on_call(base, component, at),
        runbooks=books(base, base.runbooks_of(component), at),
        source=found.source,
        knowledge=base.knowledge_sources.get(component),
        absent_lead=next(iter(absent(base, (lead,) if lead else (), at)), None),
        until=last_days.of(component),
        vendors=under(base, component, at),
        retired=component in base.retired,
    )


def answers(base: Base, found: tuple[Asked, ...], at: datetime) -> WhoReport | WhoListReport:
    """Return the answer for what a name stands for: in full where that is one component, else a line each."""
    components = tuple(sorted({name for one in found for name in one.components}))
    if len(found) == 1 and len(components) == 1 and found[0].kind != "vendor":
        said = None if found[0].id == components[0] and found[0].how == "id" else found[0]
        return answer(base, components[0], at)._replace(asked=said)
    coverage = Coverage(base, at)
    rotations = {name for one in found for name in _rotations(base, one)}
    return WhoListReport(
        at=at,
        asked=found,
        on_call=tuple(who_is_on_call(base, base.rotations[name], at) for name in sorted(rotations)),
        components=tuple(_held(base, coverage, name) for name in components),
        vendors=outside(base, sorted({one.id for one in found if one.kind == "vendor" and one.id})),
    )


def _rotations(base: Base, one: Asked) -> tuple[str, ...]:
    if one.id is not None and one.id in base.rotations:
        return (one.id,)
    return tuple(name for component in one.components for name in base.rotations_of(component))


def _held(base: Base, coverage: Coverage, component: str) -> Held:
    cover, found = coverage.cover(component), base.components[component]
    return Held(
        component=component,
        title=base.title(component),
        risk_class=cover.risk_class,
        coverage=cover.coverage,
        proven=cover.proven,
        owner=base.owner(found),
        runbooks=base.runbooks_of(component),
        source=found.source,
    )


def _candidates(
    base: Base, coverage: Coverage, component: str, owner: str | None, last_days: LastDays
) -> tuple[Candidate, ...]:
    knowing = [_candidate(base, operator, coverage.at, last_days) for operator in coverage.operators(component)]
    named = {candidate.person for candidate in knowing}
    colleagues = [
        Candidate(person.id, base.title(person.id), Standing.TEAM, None, False, None, None, "", (person.source,))
        for person in base.people.values()
        if owner is not None
        and person.team == owner
        and person.id not in named
        and person.id in coverage.available
        and person.kind is not PersonKind.EXTERNAL
    ]
    return tuple(sorted(knowing + colleagues, key=_place))


def _place(candidate: Candidate) -> tuple[int, bool, int, str]:
    level = Level[candidate.level.upper()] if candidate.level else 0
    return list(Standing).index(candidate.standing), not candidate.proven, -level, candidate.person


def _candidate(base: Base, operator: Operator, at: datetime, last_days: LastDays) -> Candidate:
    person = base.people[operator.person]
    standing, note = _BELOW.get(operator.level, Standing.OPERATES), ""
    if not operator.available:
        standing, note = Standing.ABSENT, absence(base, person, at)
    elif operator.external:
        standing = Standing.EXTERNAL if operator.level >= Level.OPERATE else standing
        note = f"external, reached within {person.reach}" if person.reach else "external"
    end = last_days.ends.get(person.id)
    note = ", ".join(filter(None, (note, f"last day {end}" if end is not None else "")))
    return Candidate(
        person=person.id,
        title=base.title(person.id),
        standing=standing,
        level=operator.level.word,
        proven=operator.proven,
        evidence=operator.evidence.value,
        last=operator.last,
        note=note,
        sources=operator.sources,
    )
