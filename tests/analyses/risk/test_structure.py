from kb.analyses.risk.scope import Scope
from kb.analyses.risk.structure import entries_of, structure
from kb.model.service import Edges
from kb.model.words import Kind, Relation


def of(kit, parts, holders=None, names=(), named=(), **more):
    made = kit.base(holders or {}, parts, **more)
    assessment, report = kit.ordinary(made, *names)
    return structure(Scope(assessment, report), report, named)


def test_all_that_hangs_on_one_component(kit):
    """shop > (cart, pay); both > db > disk: db cuts off disk; cart and pay cut off nothing."""
    parts = [
        kit.component("shop", ["cart", "pay"], tier=0),
        kit.component("cart", ["db"]),
        kit.component("pay", ["db"]),
        kit.component("db", ["disk"]),
        kit.component("disk"),
    ]
    found = of(kit, parts, {"db": "ann"})
    assert [(entry.entry, entry.closure) for entry in found.entries] == [("shop", 5)]
    assert [tuple(point) for point in found.entries[0].single_points] == [("db", 1, 1)]
    assert found.articulation == ("db",)


def test_entries_are_named_by_the_event_else_tops_of_tier_0_or_1_else_all_tops(kit):
    parts = [
        kit.component("a", ["c"], tier=0),
        kit.component("b", ["c"], tier=2),
        kit.component("c", tier=1),
        kit.component("d", tier=3),
    ]
    scope = kit.scope(kit.base({}, parts))
    assert entries_of(scope) == ("a",)
    assert entries_of(scope, ("c", "b")) == ("b", "c")
    low = [item._replace(tier=3) for item in parts]
    assert entries_of(kit.scope(kit.base({}, low))) == ("a", "b", "d")


def test_nothing_in_the_scope_stands_on_an_entry(kit):
    parts = [
        kit.component("top", ["mid"]),
        kit.component("mid", ["way"]),
        kit.component("way", ["low"]),
        kit.component("low"),
    ]
    scope = kit.scope(kit.base({}, parts), "mid", "low")
    assert entries_of(scope) == ("mid",)  # top is outside; low is stood on through way


def test_a_circle_on_top_is_one_entry(kit):
    parts = [kit.component("a", ["b"]), kit.component("b", ["a", "c"]), kit.component("c")]
    found = of(kit, parts)
    assert [entry.entry for entry in found.entries] == ["a"]
    assert found.cycles == (("a", "b"),)


def test_shared_fate_by_tier_weight(kit):
    cloud = kit.edge("cloud", relation=Relation.RUNS_ON)
    parts = [
        kit.component("a", ["base"], tier=0, owner="t"),
        kit.component("base", tier=2, kind=Kind.PLATFORM, owner="u", runs_on=Edges((cloud,))),
        kit.component("lone", tier=1, owner="t"),
    ]
    teams = [kit.team("t", timezone="Europe/London"), kit.team("u", timezone="Asia/Tokyo")]
    found = of(
        kit,
        parts,
        {"base": "uma una", "lone": "tim uma"},
        people={"uma": "u", "una": "u", "tim": "t"},
        teams=teams,
        vendors=["cloud"],
    )
    fates = {(fate.sort, fate.name): (fate.share, fate.everything) for fate in found.fates}
    ten = (0.714286, False)  # (8 + 2) of 14
    assert fates == {
        ("platform", "base"): ten, ("vendor", "cloud"): ten, ("team", "u"): ten, ("time zone", "Asia/Tokyo"): ten,
        ("team", "t"): (0.857143, False),
    }  # fmt: skip


def test_more_entries_than_are_worked_out_are_counted(kit):
    found = of(kit, [kit.component(f"c{number:02d}", tier=0) for number in range(13)])
    assert (len(found.entries), found.more) == (10, 3)
