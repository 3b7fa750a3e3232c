"""What was probably meant."""

import time
from itertools import permutations

import pytest

from kb.model.nearest import called, close, day, hint, there_is
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


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("g-3", "g-03"),
        ("g3", "g-03"),
        ("g-003", "g-03"),
        ("g-1", None),
        ("g-23", None),
        ("h-03", "g-03"),
        ("ledger2", "ledger"),
    ],
)
def test_no_number_is_guessed(word, meant):
    assert close(word, ["g-03", "g-10", "g-13", "g-22", "ledger"]) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("31.12.2026", "2026-12-31"), ("12/31/2026", "2026-12-31"), ("31/12/2026", "2026-12-31"), ("2026-31-12", "2026-12-31"),
        ("2026/12/31", "2026-12-31"), ("2026-1-5", "2026-01-05"), ("5.5.2026", "2026-05-05"),
        ("05/06/2026", None), ("31.12.26", None), ("2026-02-30", None), ("2026-12", None), ("30.30.2026", None), ("9" * 5000, None),
        ("0-0-0", None), ("next week", None), ("", None),
    ],
)  # fmt: skip
def test_a_day_written_in_another_way(text, meant):
    assert day(text) == (f"; did you mean {meant}?" if meant else "")
