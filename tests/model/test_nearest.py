"""What was probably meant."""

import time
from itertools import permutations

import pytest

from kb.model.nearest import called, close, hint, there_is
from kb.testing import read


@pytest.mark.parametrize(
    ("word", "meant"),
    [("ledgr", "ledger"), ("Ledger", "ledger"), ("pay", "payments-gateway"), ("pa", None), ("zzz", None), ("", None)],
)
def test_the_nearest_or_one_that_begins_so(word, meant):
    assert close(word, ["ledger", "login", "payments-gateway"]) == meant


def test_the_order_of_the_words_does_not_matter():
    assert {close("pey", order) for order in permutations(["pay", "pry", "key", "per"])} == {"pry"}


def test_a_hint_ends_a_sentence_or_is_empty():
    assert hint("ledgr", ["ledger"]) == "; did you mean `ledger`?"
    assert hint("x", []) == ""


def test_where_none_is_near_all_are_named_if_they_are_few():
    assert there_is("ledgr", ["ledger", "zebra"]) == "; did you mean `ledger`?"
    assert there_is("x", []) == "; none is written yet"
    assert there_is("x", ["zebra"]) == "; there is `zebra`"
    assert there_is("x", ["zebra", "pay", "key"]) == "; there are `key`, `pay` and `zebra`"
    many = [f"name-{number}" for number in range(13)]
    assert there_is("x", many) == ""
    assert there_is("x", many[:12]).count("`") == 24


def test_a_word_of_any_length_takes_no_time():
    start = time.process_time()
    assert close("a" * 1_000_000, ["a" * 1_000_000]) is None
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("g\u0430teway", "; did you mean `gateway`? One character is U+0430, cyrillic small letter a"),
        ("gate\u200bway", "; did you mean `gateway`? One character is U+200B, zero width space"),
        ("gatewy", "; did you mean `gateway`?"),
    ],
)
def test_words_that_look_the_same_are_told_apart(word, said):
    assert hint(word, ["gateway"]) == said


def test_what_is_called_so_by_title_or_alias():
    base = read({"ownership/a.yml": "teams: {core: {title: Core team, aliases: [old-core]}, other: {}}\n"}).base
    assert called("old-core", base.teams) == "; that is an alias of `core`"
    assert called("core TEAM", base.teams) == "; that is the title of `core`"
    assert called("cor", base.teams) == ""
    assert called("x", {"x": object()}) == ""
