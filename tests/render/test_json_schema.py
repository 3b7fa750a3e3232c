import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal, NamedTuple, NewType

import jsonschema
import pytest

from kb.errors import InternalError
from kb.render._json_schema import schema
from kb.render.json import Json

Id = NewType("Id", str)


class Node(NamedTuple):
    """A thing that may hold its own kind."""

    name: Id
    parts: "tuple[Node, ...]" = ()


@dataclass(frozen=True)
class WideReport:
    """Every type a field may have."""

    nodes: frozenset[Node]
    when: datetime | None
    days: Mapping[str, list[date]]
    how: Literal["exact", "bounded"]
    pair: tuple[int, float]
    noted: Annotated[str, "x"]
    free: Any = None


@dataclass(frozen=True)
class OddReport:
    value: complex


def twin():
    @dataclass(frozen=True)
    class Node:
        x: int

    @dataclass(frozen=True)
    class TwinReport:
        one: Any

    TwinReport.__annotations__["one"] = tuple[Node, ...]
    TwinReport.__annotations__["two"] = tuple[globals()["Node"], ...]
    TwinReport.__dataclass_fields__["two"] = TwinReport.__dataclass_fields__["one"]
    return TwinReport


def validator(kind):
    found = schema(kind, closed=True)
    jsonschema.Draft7Validator.check_schema(found)
    return jsonschema.Draft7Validator(found)


def test_the_specimen_is_valid(report, specimen):
    validator(type(report)).validate(json.loads(Json().render(report, specimen)))


def test_a_report_of_all_types_is_valid_empty_or_full():
    full = WideReport(
        frozenset({Node(Id("a"), (Node(Id("b")),))}), None, {"x": [date(2024, 1, 1)]}, "exact", (1, 2.0), "n", {"k": 1}
    )
    empty = WideReport(frozenset(), None, {}, "bounded", (1, 2), "")
    for one in (full, empty):
        validator(WideReport).validate(json.loads(Json().render(one, None)))


@pytest.mark.parametrize(
    "change",
    [
        {"share": "x"},
        {"report": "other"},
        {"format_version": 2},
        {"extra": 1},
        {"lines": [{}]},
        {"names": ["a", "a"]},
        {"by_team": {"x": [1]}},
    ],
)
def test_a_changed_report_is_not(report, specimen, change):
    read = json.loads(Json().render(report, specimen)) | change
    assert not validator(type(report)).is_valid(read)


def test_fields_may_be_added_within_a_format_version(report, specimen):
    read = json.loads(Json().render(report, specimen)) | {"extra": 1}
    jsonschema.Draft7Validator(schema(type(report))).validate(read)


def test_descriptions_come_from_the_code():
    found = schema(WideReport)
    assert found["description"] == "Every type a field may have."
    assert found["definitions"]["Node"]["description"] == "A thing that may hold its own kind."
    assert "description" not in schema(OddLess)


@dataclass(frozen=True)
class OddLess:
    value: int


def test_a_type_without_plain_form_is_our_own_fault():
    with pytest.raises(InternalError, match="complex"):
        schema(OddReport)


def test_two_classes_of_one_name_are_our_own_fault():
    with pytest.raises(InternalError, match="two classes named Node"):
        schema(twin())
