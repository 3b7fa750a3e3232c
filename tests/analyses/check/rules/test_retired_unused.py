from kb.testing import base, check


def said(text):
    return [found.message for found in check("retired-unused", text)]


def test_what_is_in_use_stands_on_it_directly_or_through_another():
    text = "pay needs store; store lifecycle retired; store runs_on disks; disks lifecycle retired"
    assert said(text) == [
        "`disks` is retired, but `store` cannot work without it: it is counted as in use",
        "`store` is retired, but `pay` cannot work without it: it is counted as in use",
    ]


def test_many_are_counted():
    text = "store lifecycle retired; " + "; ".join(f"s{number} needs store" for number in range(5))
    assert said(text) == [
        "`store` is retired, but `s0` and `s1` and `s2` and 2 more cannot work without it: it is counted as in use"
    ]


def test_what_only_retired_components_or_soft_edges_lead_to_is_out_of_use():
    text = "old needs store; old lifecycle retired; store lifecycle retired; store needs old; pay uses store"
    assert said(text) == []
    assert base(text).retired == {"old", "store"}


def test_nothing_is_retired():
    assert base("pay needs store").retired == frozenset()
