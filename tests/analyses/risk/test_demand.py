from kb.analyses.risk.demand import order
from kb.model.event import Amplifier, Event
from kb.model.provenance import NO_PROVENANCE
from kb.model.source import Source
from kb.model.words import Relation


def demands(kit, parts, *entries, event=None):
    found = order(kit.scope(kit.base({}, parts)), entries, event)
    return {row.component: None if row.demand is None else tuple(row.demand) for row in found}


def test_multipliers_along_the_path_on_which_they_grow_most(kit):
    parts = [
        kit.component("shop", [kit.edge("cart", 2), kit.edge("db", 3)]),
        kit.component("cart", [kit.edge("db", 4), kit.edge("mail", 0.5, Relation.USES)]),
        kit.component("db", [kit.edge("disk")]),
        kit.component("disk"), kit.component("mail"), kit.component("apart"),
    ]  # fmt: skip
    assert demands(kit, parts, "shop") == {
        "shop": (1.0, 0, 0, ("shop",)),
        "cart": (2.0, 0, 1, ("shop", "cart")),
        "db": (8.0, 0, 2, ("shop", "cart", "db")),
        "disk": (8.0, 1, 3, ("shop", "cart", "db", "disk")),
        "mail": (1.0, 0, 2, ("shop", "cart", "mail")),
        "apart": None,
    }


def test_a_circle_multiplies_nothing(kit):
    parts = [
        kit.component("in", [kit.edge("x", 3)]), kit.component("x", [kit.edge("y", 5)]),
        kit.component("y", [kit.edge("x", 5), kit.edge("out", 2)]), kit.component("out"),
    ]  # fmt: skip
    found = demands(kit, parts, "in")
    assert [found[name][0] for name in ("x", "y", "out")] == [3.0, 3.0, 6.0]
    assert found["out"][3] == ("in", "x", "y", "out")
    assert found["y"][3] == ("in", "x", "y")


def test_an_event_amplifies_its_edges(kit):
    parts = [kit.component("a", [kit.edge("b", 2)]), kit.component("b")]
    here = Source("e.yml", 1, 1)
    event = Event(
        **dict.fromkeys(Event._fields)
        | {"id": "e", "amplifiers": (Amplifier(("a", "b"), 12.0, None, NO_PROVENANCE, here),)}
    )
    assert demands(kit, parts, "a", event=event)["b"][0] == 12.0


def test_the_better_of_two_entries(kit):
    parts = [kit.component("a", [kit.edge("c", 2)]), kit.component("b", [kit.edge("c", 7)]), kit.component("c")]
    assert demands(kit, parts, "a", "b")["c"] == (7.0, 0, 1, ("b", "c"))


def test_blast_radius_by_tier_sums_to_the_blast_radius(kit):
    parts = [
        kit.component("a", ["c"], tier=0),
        kit.component("b", ["c"], tier=3),
        kit.component("c", ["d"], tier=None),
        kit.component("d", tier=2),
    ]
    scope = kit.scope(kit.base({}, parts))
    found = {row.component: row for row in order(scope, ("a",))}
    assert tuple(found["d"].above) == (1, 0, 1, 1, 1)
    assert tuple(found["c"].above) == (1, 0, 0, 1, 1)
    for row in found.values():
        assert row.blast_radius == sum(count * weight for count, weight in zip(row.above, (8, 4, 2, 1, 4), strict=True))
