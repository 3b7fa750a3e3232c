"""The risk report against brute force, and what must hold however an organisation looks."""

from itertools import combinations, pairwise

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.report import RiskReport
from kb.graph.build import KnowledgeGraph
from kb.graph.closures import Closures, Weakest
from kb.model.base import Base
from kb.model.moment import parse_day
from kb.model.people import Knows
from kb.model.provenance import NO_PROVENANCE
from kb.model.words import Evidence, Level
from tests.analyses.risk.conftest import AT, HERE, component, person


def organisation(
    needs: dict[str, list[str]], holders: dict[str, dict[str, Level] | None], tiers: dict[str, int | None]
) -> Base:
    people = sorted({name for held in holders.values() for name in held or ()})
    return Base(
        components={name: component(name, needs[name], tier=tiers.get(name)) for name in sorted(needs)},
        people={name: person(name) for name in people},
        knowledge={
            name: {
                who: Knows(name, who, level, Evidence.CLAIMED, None, None, NO_PROVENANCE, HERE)
                for who, level in sorted(held.items())
            }
            for name, held in sorted(holders.items())
            if held is not None
        },
    )


@st.composite
def organisations(draw: st.DrawFn) -> Base:
    names = [f"c{number}" for number in range(draw(st.integers(1, 7)))]
    people = [f"p{number}" for number in range(draw(st.integers(1, 6)))]
    needs = {name: [to for to in names if to != name and draw(st.booleans()) and draw(st.booleans())] for name in names}
    levels = st.sampled_from(list(Level))
    holders = {name: draw(st.none() | st.dictionaries(st.sampled_from(people), levels, max_size=4)) for name in names}
    tiers = {name: draw(st.none() | st.integers(0, 3)) for name in names}
    return organisation(needs, holders, tiers)


def reach(base: Base, name: str) -> set[str]:
    seen, todo = {name}, [name]
    while todo:
        for edge in base.components[todo.pop()].hard_edges:
            if edge.to not in seen:
                seen.add(edge.to)
                todo.append(edge.to)
    return seen


def operators(base: Base, name: str) -> set[str]:
    return {who for who, knows in base.knowledge[name].items() if knows.level >= Level.OPERATE}


def brute_force_bus_factor(base: Base, name: str) -> int | None:
    """Try every set of people, smallest first, until something known in the closure has no operator left."""
    known = [operators(base, other) for other in reach(base, name) if other in base.knowledge]
    if not known:
        return None
    for size in range(len(base.people) + 1):
        for gone in combinations(base.people, size):
            if any(not held - set(gone) for held in known):
                return size
    raise AssertionError


def report(base: Base) -> RiskReport:
    return Assessment(base, AT).report("all")


@given(organisations())
@settings(max_examples=300, deadline=None)
def test_the_report_equals_brute_force(base: Base) -> None:
    weights = {name: base.settings.weight(item.tier) for name, item in base.components.items()}
    for row in report(base).rows:
        closure = reach(base, row.component)
        assert row.bus_factor == brute_force_bus_factor(base, row.component)
        assert row.closure == len(closure)
        assert row.unknown == sum(other not in base.knowledge for other in closure)
        assert row.weak == sum(other in base.knowledge and len(operators(base, other)) < 2 for other in closure)
        assert row.blast_radius == sum(
            weights[other] for other in base.components if row.component in reach(base, other)
        )
        assert row.proven == 0
        assert row.proven_bus_factor in (0, None)


@given(organisations())
@settings(max_examples=200, deadline=None)
def test_the_path_to_the_weakest_is_a_shortest_one(base: Base) -> None:
    graph = KnowledgeGraph(base)
    for row in report(base).rows:
        if row.weakest is None:
            continue
        path = row.weakest.path
        assert path[0] == row.component
        assert path[-1] == row.weakest.component
        assert all(
            later in {edge.to for edge in base.components[earlier].hard_edges} for earlier, later in pairwise(path)
        )
        assert len(path) == len(graph.path(row.component, row.weakest.component))
        ways = graph.ways(row.component)
        assert all(ways.to(name) == graph.path(row.component, name) for name in graph.closure(row.component))
        assert row.weakest.coverage == row.bus_factor == len(operators(base, row.weakest.component))


@given(organisations(), st.data())
@settings(max_examples=200, deadline=None)
def test_one_more_operator_of_a_known_component_never_worsens_a_number(base: Base, data: st.DataObject) -> None:
    if not base.knowledge:
        return
    name = data.draw(st.sampled_from(sorted(base.knowledge)))
    newcomer = Knows(
        name, "zoe", Level.OPERATE, Evidence.DRILL, parse_day("2026-09-01"), "notes 7", NO_PROVENANCE, HERE
    )
    knowledge = dict(base.knowledge) | {name: {**base.knowledge[name], "zoe": newcomer}}
    better = Base(components=base.components, people={**base.people, "zoe": person("zoe")}, knowledge=knowledge)
    before = {row.component: row for row in report(base).rows}
    for after in report(better).rows:
        row = before[after.component]
        assert after.coverage >= row.coverage
        assert after.proven >= row.proven
        assert (after.bus_factor or 0) >= (row.bus_factor or 0)
        assert (after.proven_bus_factor or 0) >= (row.proven_bus_factor or 0)
        assert after.weak <= row.weak
        assert (after.unknown, after.closure, after.blast_radius) == (row.unknown, row.closure, row.blast_radius)


@given(organisations(), st.data())
@settings(max_examples=150, deadline=None)
def test_taking_someone_away_equals_a_base_without_them(base: Base, data: st.DataObject) -> None:
    if not base.people:
        return
    gone = data.draw(st.sampled_from(sorted(base.people)))
    people = {
        name: item._replace(until=parse_day("2026-09-01")) if name == gone else item
        for name, item in base.people.items()
    }
    left = Base(components=base.components, people=people, knowledge=base.knowledge)
    assert Assessment(base, AT, (gone,)).report("all").rows == report(left).rows


def measured_by_networkx(graph: KnowledgeGraph, values, classes, weights) -> Closures:
    whole = nx.DiGraph()
    whole.add_nodes_from(range(len(graph.ids)))
    whole.add_edges_from((node, target) for node, targets in enumerate(graph.hard) for target in targets)
    closures = [nx.descendants(whole, node) | {node} for node in whole]
    known = [[(values[node], node) for node in closure if values[node] is not None] for closure in closures]
    return Closures(
        sizes=[len(closure) for closure in closures],
        weakest=[Weakest(*min(found)) if found else None for found in known],
        counts=[[sum(classes[node] >> bit & 1 for node in closure) for closure in closures] for bit in range(2)],
        blast=[sum(weights[other] for other in whole if node in closures[other]) for node in whole],
        cycles=sorted(tuple(sorted(nodes)) for nodes in nx.strongly_connected_components(whole) if len(nodes) > 1),
    )


@given(organisations())
@settings(max_examples=150, deadline=None)
def test_closures_are_those_of_networkx(base: Base) -> None:
    graph = KnowledgeGraph(base)
    values = [len(operators(base, name)) if name in base.knowledge else None for name in graph.ids]
    classes = [number % 4 for number in range(len(graph.ids))]
    weights = [1 + number % 3 for number in range(len(graph.ids))]
    expected = measured_by_networkx(graph, values, classes, weights)
    assert graph.measure(classes, 2, weights) == expected._replace(weakest=[])
    assert graph.minima(values, values.__getitem__).known == [found and found.value for found in expected.weakest]


@given(organisations(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_entities_does_not_matter(base: Base, random) -> None:
    def shuffled(table):
        items = list(table.items())
        random.shuffle(items)
        return dict(sorted(items))

    mixed = Base(components=shuffled(base.components), people=shuffled(base.people), knowledge=shuffled(base.knowledge))
    assert report(mixed) == report(base)
