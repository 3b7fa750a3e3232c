"""Weak places are counted by membership of closures, and each has a way to it."""

from kb.analyses.risk.assess import Assessment
from kb.testing import at, base

WORDS = """
nobody operates deep; nobody operates deeper; nobody operates loose; ann operates one; ann operates top; bob operates top
top tier 0; mid tier 1; low tier 0; top needs mid; mid needs deep; deep needs deeper; low needs deep; mid needs one; low needs top
""".replace("\n", ";")


def places(words, components=None):
    found = Assessment(base(words), at()).report("all", components).weak_places
    return [(item.component, item.above, " > ".join(item.path)) for item in found.worst], found.more


def test_every_place_counts_all_that_stands_on_it():
    assert places(WORDS) == (
        [
            ("deeper", 4, "low > deep > deeper"),
            ("deep", 3, "low > deep"),
            ("one", 3, "low > top > mid > one"),
        ],
        0,
    )


def test_a_scope_counts_only_its_own_and_looks_below_it():
    assert places(WORDS, ("mid",)) == (
        [("deeper", 1, "mid > deep > deeper"), ("deep", 1, "mid > deep"), ("one", 1, "mid > one")],
        0,
    )
    assert places(WORDS, ("deeper",)) == ([], 0)


def test_a_circle_does_not_stand_on_itself():
    circle = "nobody operates a; ann operates b; bob operates b; a needs b; b needs a"
    assert places(circle) == ([("a", 1, "b > a")], 0)
    assert places(circle, ("a",)) == ([], 0)


def test_only_the_worst_are_worked_out():
    many = "; ".join(f"nobody operates d{number}; top needs d{number}" for number in range(8))
    found, more = places(many)
    assert (len(found), more) == (5, 3)


def test_what_nobody_will_be_left_to_operate_is_a_place_too_and_none_twice():
    going = "; ".join(f"{who} operates bank; {who} until 2026-06-15" for who in ("ann", "bob"))
    words = f"pay tier 0; pay needs bank; pay needs one; {going}; cid operates one; cid until 2026-06-10; dot operates pay; bob operates alone; alone tier 1"
    found = Assessment(base(words), at("2026-06-01")).report("all").weak_places
    assert [(item.component, item.risk_class.value, item.path) for item in found.soon] == [
        ("bank", "thin", ("pay", "bank"))
    ]
    assert [item.component for item in found.worst] == ["one"], "what is weak already is listed there alone"
