"""The answer to *who*: from (base, coverage at an instant) to a report."""

from datetime import datetime
from typing import Final

from kb.analyses.coverage import Coverage, Operator
from kb.analyses.freshness import Badge, freshness
from kb.analyses.who.call import absence, absent, rotations_on_call, ways
from kb.analyses.who.report import Book, Candidate, Standing, WhoReport
from kb.model.base import Base
from kb.model.words import Level, PersonKind

_BADGES: Final = tuple(Badge)
_BELOW: Final = {Level.ASSIST: Standing.ASSISTS, Level.AWARE: Standing.AWARE}


def answer(base: Base, component: str, at: datetime) -> WhoReport:
    """Return who can operate a component at an instant."""
    coverage = Coverage(base, at)
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
        candidates=_candidates(base, coverage, component, owner),
        on_call=rotations_on_call(base, component, at),
        runbooks=_books(base, component, at),
        source=found.source,
        knowledge=base.knowledge_sources.get(component),
        absent_lead=next(iter(absent(base, (lead,) if lead else (), at)), None),
    )


def _candidates(base: Base, coverage: Coverage, component: str, owner: str | None) -> tuple[Candidate, ...]:
    knowing = [_candidate(base, operator, coverage.at) for operator in coverage.operators(component)]
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


def _candidate(base: Base, operator: Operator, at: datetime) -> Candidate:
    person = base.people[operator.person]
    standing, note = _BELOW.get(operator.level, Standing.OPERATES), ""
    if not operator.available:
        standing, note = Standing.ABSENT, absence(base, person, at)
    elif operator.external:
        standing = Standing.EXTERNAL if operator.level >= Level.OPERATE else standing
        note = f"external, reached within {person.reach}" if person.reach else "external"
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


def _books(base: Base, component: str, at: datetime) -> tuple[Book, ...]:
    books = []
    for name in base.runbooks_of(component):
        runbook = base.runbooks[name]
        fresh = freshness(base, runbook, at)
        run = fresh.run
        sources = (runbook.source,) if run is None else (runbook.source, run.source)
        last, by = (run.ended, run.by) if run else (None, None)
        books.append(Book(name, base.title(name), runbook.kind, fresh.badge.value, last, by, sources))
    return tuple(sorted(books, key=lambda book: (_BADGES.index(Badge(book.badge)), book.runbook)))
