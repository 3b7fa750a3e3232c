from kb.analyses.check.view import View
from kb.testing import at, base


def view(text, day="2026-06-01"):
    return View(base(text), at(day))


def test_left_is_past_the_last_day_by_the_person_s_calendar():
    looked = view("ann until 2026-05-31; bob until 2026-06-01; cid from 2026-07-01")
    assert [name for name in ("ann", "bob", "cid", "nobody", None) if looked.left(name)] == ["ann"]


def test_what_stands_on_something_counts_every_kind_of_edge_and_fallbacks():
    assert view("a needs c; b uses c; c runs_on d").stood_on_by == {"c": ("a", "b"), "d": ("c",)}


def test_retired_components_are_left_out():
    assert [item.id for item in view("a tier 0; b lifecycle retired; c lifecycle deprecated").components] == ["a", "c"]
