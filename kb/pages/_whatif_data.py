"""What the what-if page calculates from: who holds what, as numbers, for an audience.

What can be taken away is a *unit*: a person where people may be named, else a team of at least `MIN_GROUP` people; whoever is in a smaller
team, or in none, stays. A component is held by so many of a unit, so many of them proven. The graph comes condensed, children
before parents, so that bus factors are one pass; where fallbacks are rehearsed, see `kb.graph.absences`. Classes, weights and N are those of
`kb risk`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from kb.analyses.audience.redaction import INTERNAL, MIN_GROUP
from kb.analyses.risk.scope import Scope
from kb.analyses.risk.staff import staff
from kb.graph.alternatives import Alternative
from kb.graph.closures import condense
from kb.model.saying import count
from kb.model.words import Level, PersonKind, RiskClass
from kb.pages import _uris
from kb.pages._input import SiteInput

FORMAT: Final = 1
HERE: Final = "what-if.md"


class Option(NamedTuple):
    """Something an asker can take away.

    Attributes:
        kind: person, team or employer.
        term: as ``kb risk --without`` takes it; for teams without names, empty.
        title: what is shown.
        note: what is said beside it.
        units: the units it stands for.
    """

    kind: str
    term: str
    title: str
    note: str
    units: tuple[int, ...]


def data(site: SiteInput) -> dict[str, Any]:
    """Return everything the page calculates from, as plain data."""
    assessment, base = site.assessment, site.base
    options, unit = _people(site) if site.profile == INTERNAL else _teams(site)
    graph = assessment.graph
    ids = graph.ids
    systems = sorted({item.system for item in base.components.values() if item.system is not None})
    place = {name: number for number, name in enumerate(systems)}
    rows = [site.rows[name] for name in ids]
    people = staff(Scope(assessment, site.risk))
    return {
        "format": FORMAT,
        "at": site.line,
        "named": site.profile == INTERNAL,
        "options": [list(option) for option in options],
        "systems": [base.title(name) for name in systems],
        "ids": list(ids),
        "titles": [base.title(name) for name in ids],
        "tiers": [row.tier for row in rows],
        "weights": [base.settings.weight(row.tier) for row in rows],
        "blast": [row.blast_radius for row in rows],
        "system": [-1 if row.system is None else place[row.system] for row in rows],
        "retired": [node for node, name in enumerate(ids) if name in base.retired],
        "unknown": [node for node, row in enumerate(rows) if row.risk_class is RiskClass.UNKNOWN],
        "holders": [_held(site, name, unit) for name in ids],
        **graph_data(graph.hard, graph.either),
        "staff": people.people if people.people >= MIN_GROUP or site.profile == INTERNAL else 0,
        "people": site.risk.people if site.profile == INTERNAL else None,
        "pages": pages(site, HERE, site.base.components),
    }


def graph_data(hard: Sequence[Sequence[int]], either: Sequence[Alternative]) -> dict[str, Any]:
    """Return a graph with its circles drawn together: nodes and children of each part, children before parents; and rehearsed fallbacks."""
    condensed = condense(hard)
    parts = [[list(nodes), list(condensed.children[number])] for number, nodes in enumerate(condensed.members)]
    return {"parts": parts, **({"either": [list(edge) for edge in either]} if either else {})}


def pages(site: SiteInput, here: str, names: Iterable[str]) -> list[Any]:
    """Return how the address of a component's page is made: what stands before and after its id, and exceptions."""
    mark = "an-id"
    before, _, after = site.url(here, _uris.component(mark)).partition(mark)
    return [before, after, {name: site.url(here, _uris.component(name)) for name in names if name == "index"}]


def _held(site: SiteInput, name: str, unit: Mapping[str, int]) -> list[list[int]]:
    """Return who can operate a component: [unit, people, proven, externals] each; unit -1 cannot be taken away."""
    inside: Counter[int] = Counter()
    proven: Counter[int] = Counter()
    outside: Counter[int] = Counter()
    for operator in site.assessment.coverage.operators(name):
        number = unit.get(operator.person, -1)
        if operator.counts:
            inside[number] += 1
            proven[number] += operator.proven
        elif operator.external and operator.available and operator.level >= Level.OPERATE:
            outside[number] += 1
    return [[number, inside[number], proven[number], outside[number]] for number in sorted({*inside, *outside})]


def _people(site: SiteInput) -> tuple[list[Option], dict[str, int]]:
    base, here = site.base, site.assessment.coverage.available
    unit = {name: number for number, name in enumerate(sorted(here))}
    options = [
        Option("team", f"team:{name}", base.title(name), count(len(members), "person", "people"), members)
        for name, members in _members(site, unit)
    ]
    for employer in sorted({person.employer for person in base.people.values() if person.employer}):
        members = tuple(unit[name] for name in sorted(unit) if base.people[name].employer == employer)
        if members:
            options.append(
                Option("employer", f"employer:{employer}", employer, count(len(members), "person", "people"), members)
            )
    for name in sorted(unit, key=lambda item: (base.title(item).casefold(), item)):
        person = base.people[name]
        team = base.title(person.team) if person.team else "no team"
        note = f"{team}, external" if person.kind is PersonKind.EXTERNAL else team
        options.append(Option("person", name, base.title(name), note, (unit[name],)))
    return options, unit


def _members(site: SiteInput, unit: Mapping[str, int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for name in sorted(site.base.teams):
        members = tuple(number for person, number in unit.items() if site.base.people[person].team == name)
        if members:
            yield name, members


def _teams(site: SiteInput) -> tuple[list[Option], dict[str, int]]:
    """Return the teams that are large enough to be taken away as a whole."""
    base = site.base
    here = sorted(site.assessment.coverage.available)
    sizes = Counter(base.people[name].team for name in here)
    teams = [name for name in sorted(base.teams) if sizes[name] >= MIN_GROUP]
    number = {name: place for place, name in enumerate(teams)}
    unit = {name: number[team] for name in here if (team := base.people[name].team) in number and team is not None}
    return [
        Option("team", f"team:{name}", base.title(name), count(sizes[name], "person", "people"), (number[name],))
        for name in teams
    ], unit
