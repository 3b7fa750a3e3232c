"""Small organisations for the tests of the full report."""

from collections.abc import Mapping
from types import SimpleNamespace

import pytest

from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.full import Asked, FullRiskReport, full_report
from kb.analyses.risk.report import RiskReport
from kb.analyses.risk.scope import Scope
from kb.model.base import Base
from kb.model.moment import noon, parse_day
from kb.model.people import Knows, Person, Team
from kb.model.provenance import NO_ABOUT, NO_PROVENANCE
from kb.model.service import Component, Edge, Edges, Headcount, Vendor
from kb.model.source import Source
from kb.model.words import Evidence, Kind, Level, PersonKind, Relation

AT = noon(parse_day("2026-09-14"))
HERE = Source("a.yml", 1, 1)


def made(kind, /, **fields):
    empty = dict.fromkeys(kind._fields) | {"about": NO_ABOUT, "provenance": NO_PROVENANCE, "source": HERE}
    return kind(**{name: value for name, value in (empty | fields).items() if name in kind._fields})


def edge(to: str, multiplier: float | None = None, relation: Relation = Relation.NEEDS) -> Edge:
    return Edge(to, relation, None, None, multiplier, None, NO_PROVENANCE, HERE)


def component(name: str, needs=(), **fields) -> Component:
    edges = tuple(item if isinstance(item, Edge) else edge(item) for item in needs)
    hard, soft = Edges(e for e in edges if e.relation.hard), Edges(e for e in edges if not e.relation.hard)
    return made(Component, **{"id": name, "kind": Kind.SERVICE, "needs": hard, "uses": soft} | fields)


def person(name: str, **fields) -> Person:
    return made(Person, **{"id": name, "kind": PersonKind.EMPLOYEE} | fields)


def knows(name: str, who: str, *, proven: bool = False, last: str = "2026-09-01") -> Knows:
    if proven:
        return Knows(name, who, Level.OPERATE, Evidence.DRILL, parse_day(last), "notes 7", NO_PROVENANCE, HERE)
    return Knows(name, who, Level.OPERATE, Evidence.CLAIMED, None, None, NO_PROVENANCE, HERE)


def team(name: str, *headcounts: tuple[str, int], parent: str | None = None, timezone: str | None = None) -> Team:
    found = tuple(Headcount(parse_day(day), value, False, NO_PROVENANCE, HERE) for day, value in headcounts)
    return made(Team, id=name, headcount=found, parent=parent, timezone=timezone)


def base(
    holders: Mapping[str, str | None], components=(), people=None, teams=(), vendors=(), tier: int | None = 1
) -> Base:
    """Return a base: who holds what as words, ``"ann bob!"`` with ``!`` for proven; None = unknown, "" = nobody."""
    given = {item.id: item for item in components}
    names = sorted(holders.keys() | given.keys())
    held = {
        name: {
            word.rstrip("!"): knows(name, word.rstrip("!"), proven=word.endswith("!")) for word in sorted(said.split())
        }
        for name, said in holders.items()
        if said is not None
    }
    everybody = {who: None for entry in held.values() for who in entry} | dict(people or {})
    return Base(
        components={name: given.get(name, component(name, tier=tier)) for name in names},
        people={who: person(who, team=everybody[who]) for who in sorted(everybody)},
        teams={item.id: item for item in sorted(teams)},
        vendors={name: made(Vendor, id=name) for name in vendors},
        knowledge=held,
    )


def scope_of(found: Base, *names: str) -> Scope:
    assessment = Assessment(found, AT)
    return Scope(assessment, assessment.report("all", names or None))


def ordinary(found: Base, *names: str) -> tuple[Assessment, RiskReport]:
    assessment = Assessment(found, AT)
    return assessment, assessment.report("all", names or None)


def full(found: Base, *names: str, **asked) -> FullRiskReport:
    assessment, report = ordinary(found, *names)
    return full_report(assessment, report, Asked(**asked))


@pytest.fixture(scope="session")
def kit() -> SimpleNamespace:
    """The functions of this file: sibling modules cannot be imported from tests."""
    return SimpleNamespace(
        base=base, full=full, scope=scope_of, ordinary=ordinary, component=component, edge=edge, team=team, at=AT
    )
