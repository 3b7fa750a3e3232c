import itertools

from kb.analyses.drawing.around import MOST, SIDE, Around, Surroundings, Tie
from kb.analyses.risk.assess import Assessment
from kb.model.base import Base
from kb.model.words import Relation, RiskClass
from kb.testing import at, base


def surroundings(made: Base, **more: bool) -> Surroundings:
    assessment = Assessment(made, at())
    rows = {item.id: assessment.row(node, item) for node, item in enumerate(made.components.values())}
    return Surroundings(made, rows, assessment.graph.rehearsed, **more)


def columns(around: Around) -> list[list[str]]:
    return [[spot.id for spot in around.spots if spot.column == column] for column in range(3)]


def test_a_component_stands_between_what_stands_on_it_and_what_it_stands_on() -> None:
    made = surroundings(base("web needs pay; pay needs ledger; pay uses mail; ledger needs disk; ann operates ledger"))
    around = made.component("pay")
    assert columns(around) == [["web"], ["pay"], ["ledger", "mail"]]
    assert around.focus == "pay"
    assert [(tie.tail, tie.head, tie.relation) for tie in around.ties] == [
        ("web", "pay", Relation.NEEDS), ("pay", "ledger", Relation.NEEDS), ("pay", "mail", Relation.USES),
    ]  # fmt: skip
    assert [spot.says for spot in around.spots if spot.id == "ledger"] == ["1 operator, claimed"]


def test_hard_ties_come_before_soft_ones_and_weak_components_before_strong_ones() -> None:
    text = "pay uses a; pay needs b, c, d; ann operates b; nobody operates c; x operates d; y operates d; z operates d"
    assert columns(surroundings(base(text)).component("pay"))[2] == ["c", "b", "d", "a"]


def test_a_long_side_is_cut_and_says_how_many_are_missing() -> None:
    callers = [f"c{number:02}" for number in range(60)]
    around = surroundings(base("; ".join(f"{name} needs hub" for name in callers))).component("hub")
    left = columns(around)[0]
    assert left == [*callers[: SIDE - 1], "more-above"]
    assert [spot.title for spot in around.spots if spot.kind is None] == ["+53 more"]
    assert Tie("more-above", "hub", Relation.NEEDS, False, 53) in around.ties
    assert len(around.rows) == 60
    exactly = surroundings(base("; ".join(f"{name} needs hub" for name in callers[:SIDE]))).component("hub")
    assert columns(exactly)[0] == callers[:SIDE]


def test_two_that_need_each_other_are_drawn_once_with_two_arrows() -> None:
    around = surroundings(base("a needs b; b needs a")).component("a")
    assert columns(around) == [[], ["a"], ["b"]]
    assert {(tie.tail, tie.head) for tie in around.ties} == {("a", "b"), ("b", "a")}


SYSTEMS = """
pay system money; ledger system money; web system front; app system front; lone needs pay; web needs pay; app uses pay
app needs web; web needs ledger; pay needs ledger; old system money; old lifecycle retired; old needs web; nobody operates pay
"""


def test_a_system_has_its_components_framed_and_systems_around_it() -> None:
    around = surroundings(base(SYSTEMS)).system("money")
    assert [(spot.id, spot.framed) for spot in around.spots] == [
        ("pay", True), ("ledger", True), ("front", False), ("lone", False),
    ]  # fmt: skip
    assert [(tie.tail, tie.head, tie.relation, tie.edges) for tie in around.ties] == [
        ("front", "ledger", Relation.NEEDS, 1), ("front", "pay", Relation.NEEDS, 2), ("lone", "pay", Relation.NEEDS, 1),
        ("pay", "ledger", Relation.NEEDS, 1),
    ]  # fmt: skip
    front = next(spot for spot in around.spots if spot.id == "front")
    assert front.says == "2 unknown"


def test_the_whole_shows_systems_with_their_parts_worst_first() -> None:
    around = surroundings(base(SYSTEMS)).whole()
    assert sorted(spot.id for spot in around.spots) == ["front", "lone", "money"]
    money = next(spot for spot in around.spots if spot.id == "money")
    assert [(part.id, part.risk_class) for part in money.parts] == [
        ("pay", RiskClass.ORPHANED), ("ledger", RiskClass.UNKNOWN),
    ]  # fmt: skip
    assert [(tie.tail, tie.head, tie.edges) for tie in around.ties] == [("front", "money", 3), ("lone", "money", 1)]


def test_thin_ties_between_many_systems_are_left_out_and_counted() -> None:
    names = [f"s{number:02}" for number in range(20)]
    parts = [f"{name}-{part} system {name}" for name in names for part in "ab"]
    edges = [f"{one}-a needs {two}-a" for one in names for two in names if one < two]
    edges += [f"{one}-b needs {two}-b" for one, two in itertools.pairwise(names)]
    around = surroundings(base("; ".join([*parts, *edges]))).whole()
    assert around.least == 2
    assert len(around.ties) == 19
    assert around.hidden == 190 - 19


def test_many_components_without_a_system_are_shown_by_the_teams_that_own_them() -> None:
    made = [f"c{number} owner team-{number % 3}" for number in range(MOST + 1)]
    around = surroundings(
        base("; ".join([*made, "c0 needs c1", "c3 needs c4", "c0 needs c3", "lone needs c2"]))
    ).whole()
    assert sorted(spot.id for spot in around.spots) == ["lone", "team-0", "team-1", "team-2"]
    assert around.name == "All teams, and what stands on what"
    assert [(tie.tail, tie.head, tie.edges) for tie in around.ties] == [("lone", "team-2", 1), ("team-0", "team-1", 2)]
    few = surroundings(base("; ".join(made[:5]))).whole()
    assert len(few.spots) == 5
    assert few.name == "All components, and what stands on what"


def test_without_numbers_only_classes_are_said() -> None:
    made = base("ann operates pay; web needs pay")
    assert {spot.says for spot in surroundings(made, counted=False).component("pay").spots} == {""}


def test_the_map_of_a_leaf_asks_about_no_edge_to_another_leaf(monkeypatch) -> None:
    leaves = [f"leaf{number}" for number in range(200)]
    made = surroundings(base(f"hub needs {', '.join(leaves)}"))
    asked: list[str] = []
    monkeypatch.setattr("kb.analyses.drawing.around.spared", lambda _, edge, __: bool(asked.append(edge.to)))
    for name in leaves:
        assert columns(made.component(name)) == [["hub"], [name], []]
    assert asked == leaves
