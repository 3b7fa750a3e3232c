import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import InternalError
from kb.render._plain import kebab, plain, plain_report
from kb.render.json import Json


class Colour(Enum):
    RED = "red"


class Pair(NamedTuple):
    one: int
    two: str


@dataclass(frozen=True)
class AnyReport:
    value: Any
    _private: int = 0


@dataclass(frozen=True)
class RudeReport:
    report: str


def test_a_report_is_headed_by_version_and_kind(report, specimen):
    read = json.loads(Json().render(report, specimen))
    assert list(read) == [
        *("format_version", "report"),
        *("at", "lines", "findings", "names", "share", "by_team", "note"),
    ]
    assert (read["format_version"], read["report"], read["at"]) == (1, "specimen-report", "2023-05-24")
    assert read["lines"][1] == {"component": "spaces-edge", "operators": None, "status": "unknown", "sources": []}
    assert read["names"] == ["a", "b"]
    assert list(read["by_team"]) == ["core", "video"]


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        (Colour.RED, "red"),
        (Pair(1, "x"), {"one": 1, "two": "x"}),
        (date(2024, 2, 29), "2024-02-29"),
        (datetime(2024, 2, 29, 12, 30, tzinfo=UTC), "2024-02-29T12:30:00+00:00"),
        (time(22, 22), "22:22:00"),
        (frozenset({3, 1, 2}), [1, 2, 3]),
        (frozenset({Pair(2, "a"), Pair(1, "b")}), [{"one": 1, "two": "b"}, {"one": 2, "two": "a"}]),
        ({"b": 1, "a": (True, None)}, {"a": [True, None], "b": 1}),
        ({date(2024, 1, 1): 1, date(2023, 1, 1): 2}, {"2023-01-01": 2, "2024-01-01": 1}),
        (-0.0, 0.0),
    ],
)
def test_plain_forms(value, drawn):
    assert plain(value) == drawn
    if isinstance(drawn, Mapping):
        assert list(plain(value)) == list(drawn)


def test_minus_zero_has_no_sign():
    assert json.dumps(plain(-0.0)) == "0.0"


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), float("-inf"), b"x", object(), {(1, 2): 3}, {True: 1}, 1j]
)
def test_what_has_no_plain_form_is_our_own_fault(value):
    with pytest.raises(InternalError):
        plain_report(AnyReport((value,)))


def test_private_fields_are_not_drawn():
    assert plain_report(AnyReport(1)) == {"format_version": 1, "report": "any-report", "value": 1}


def test_a_report_cannot_take_our_own_names():
    with pytest.raises(InternalError, match="format_version or report"):
        plain_report(RudeReport("x"))


def test_a_report_must_be_a_record():
    with pytest.raises(InternalError, match="neither"):
        plain_report(object())


def test_kebab():
    assert kebab("BusFactorReport") == "bus-factor-report"


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner).map(tuple)))
def test_reading_it_back_gives_the_value(value):
    def lists(item):
        return [lists(part) for part in item] if isinstance(item, tuple) else item

    assert json.loads(Json().render(AnyReport(value), None))["value"] == lists(value)


@given(st.permutations(["a", "b", "c", "d"]))
def test_order_of_sets_and_mappings_does_not_show(names):
    first = AnyReport((frozenset(names), dict.fromkeys(names, 1)))
    second = AnyReport((frozenset(sorted(names)), dict.fromkeys(sorted(names), 1)))
    assert Json().render(first, None) == Json().render(second, None)
