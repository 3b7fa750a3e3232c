from kb import testing
from kb.analyses.freshness import verified_edges
from kb.analyses.readiness.demand import Demand, demands
from kb.analyses.readiness.situation import Situation
from kb.graph.build import KnowledgeGraph

EVENT = "entry: [room]\nforecast: {high: 100, metric: concurrent}\n"


def flow(architecture, event=EVENT):
    loaded = testing.read({"architecture/a.yml": architecture, "events/show.yml": event})
    assert loaded.findings == ()
    case = Situation(loaded.base, loaded.base.events["show"], testing.at())
    return {name: (found.bound, bool(found.unknown)) for name, found in case.demand.items()}


def test_demand_sums_over_callers_and_multiplies_along_edges():
    text = "services: {room: {needs: [{to: a, multiplier: 2}, {to: b, multiplier: 0.5}]}, a: {needs: [{to: c, multiplier: 3}]}, b: {needs: [{to: c, multiplier: 1}]}, c: {}}"
    assert flow(text) == {"a": (200, False), "b": (50, False), "c": (650, False), "room": (100, False)}


def test_a_missing_multiplier_makes_what_is_below_unknown_but_not_what_is_known_less():
    text = "services: {room: {needs: [{to: a, multiplier: 2}, b]}, a: {needs: [{to: c, multiplier: 3}]}, b: {needs: [{to: c, multiplier: 1}]}, c: {}}"
    assert flow(text) == {"a": (200, False), "b": (0, True), "c": (600, True), "room": (100, False)}


def test_a_circle_is_unknown_and_so_is_all_below_it():
    text = "services: {room: {needs: [{to: a, multiplier: 2}]}, a: {needs: [{to: b, multiplier: 1}]}, b: {needs: [{to: a, multiplier: 1}, {to: c, multiplier: 1}]}, c: {}}"
    found = flow(text)
    assert found["room"] == (100, False)
    assert found["a"] == (200, True)
    assert found["b"][1] is True
    assert found["c"][1] is True


def test_an_amplifier_multiplies_its_edge_and_one_without_an_edge_the_entry():
    text = "services: {room: {needs: [{to: a, multiplier: 2}]}, a: {}}"
    assert flow(text, EVENT + "amplifiers: [{edge: [room, a], multiplier: 3}]\n")["a"] == (600, False)
    assert flow(text, EVENT + "amplifiers: [{multiplier: 3}]\n") == {"a": (600, False), "room": (300, False)}
    assert flow(text, EVENT + "amplifiers: [{edge: [room, a]}]\n")["a"] == (0, True)
    assert flow(text, EVENT + "amplifiers: [{edge: [room, a], multiplier: none}]\n")["a"] == (200, False)


def test_every_amplifier_of_an_edge_counts():
    text = "services: {room: {needs: [{to: a, multiplier: 2}]}, a: {}}"
    both = EVENT + "amplifiers: [{edge: [room, a], multiplier: none}, {edge: [room, a], multiplier: 3}]\n"
    assert flow(text, both)["a"] == (600, False)
    assert flow(text, EVENT + "amplifiers: [{edge: [room, a], multiplier: 3}, {edge: [room, a]}]\n")["a"] == (0, True)


def test_nothing_is_multiplied_away():
    text = "services: {room: {needs: [{to: a, multiplier: 0}]}, a: {}}"
    assert flow(text)["a"] == (0, True)
    assert flow(text, EVENT + "amplifiers: [{multiplier: 0}]\n")["room"] == (100, True)
    half = "services: {room: {needs: [{to: a, multiplier: 1}]}, a: {}}"
    assert flow(half, EVENT + "amplifiers: [{edge: [room, a], multiplier: 0.5}]\n")["a"] == (0, True)


def test_without_a_forecast_what_came_before_is_the_least():
    text = "services: {room: {}}"
    assert flow(text, "entry: [room]\npast: [{value: 40, metric: concurrent}, {value: 90, metric: cumulative}]\n") == {
        "room": (40, True)
    }


def test_a_rehearsed_fallback_takes_the_load_over():
    base = testing.read(
        {
            "architecture/a.yml": "services: {room: {needs: [{to: a, fallback: b, multiplier: 2}]}, a: {}, b: {}}",
            "events/show.yml": EVENT,
        }
    ).base
    event = base.events["show"]
    graph = KnowledgeGraph(base, frozenset({("room", "a")}))
    assert verified_edges(base, testing.at()) == frozenset()
    assert demands(base, graph, event, event.forecast, ("b", "room")) == {"b": Demand(200), "room": Demand(100)}
