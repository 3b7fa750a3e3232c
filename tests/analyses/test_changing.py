from datetime import date, timedelta

import pytest

from kb.analyses import changing as module
from kb.analyses.changing import Changing, changing
from kb.model.base import Base
from kb.model.words import RiskClass
from kb.testing import base, read

AT = date(2026, 6, 1)
TEXT = """
ann operates pay; bob operates pay; cid operates pay; dan operates ledger; pay needs ledger; old lifecycle retired
ann until 2026-03-31; bob until 2026-05-01; cid away 2026-07-01/2026-07-10; dan from 2026-02-01
ann in till; bob in till; cid in till; dan in till
"""


def days(found: Changing) -> list[str]:
    return [stand.day.isoformat() for stand in found.stands]


def classes(found: Changing, component: str) -> list[str]:
    place = found.components.index(component)
    return [stand.covers[place].risk_class.value for stand in found.stands]


def test_every_day_on_which_somebody_comes_or_goes_counts_as_the_files_say() -> None:
    found = changing(base(TEXT), AT, "internal")
    assert days(found) == ["2026-02-01", "2026-04-01", "2026-05-02", "2026-06-01", "2026-07-01", "2026-07-11"]
    assert classes(found, "pay") == ["held", "thin", "single", "single", "orphaned", "single"]
    assert classes(found, "ledger") == ["single"] * 6
    assert found.components == ("ledger", "pay"), "what is retired is left out"
    assert [stand.people for stand in found.stands] == [4, 3, 2, 2, 1, 2]
    assert [stand.why for stand in found.stands] == [
        ("joined till: 1 person",), ("left till: 1 person",), ("left till: 1 person",), (),
        ("away from till: 1 person",), ("back in till: 1 person",),
    ]  # fmt: skip


def test_nobody_is_named() -> None:
    found = changing(base(TEXT), AT, "internal")
    assert not [
        why for stand in found.stands for why in stand.why if any(name in why for name in ("ann", "bob", "cid", "dan"))
    ]


def test_evidence_that_begins_and_runs_out_is_a_day_only_if_something_shows() -> None:
    made = base("ann proves pay by drill 2026-05-01", "evidence_days = 30\n")
    assert days(changing(made, AT, "internal")) == ["2026-05-01", "2026-06-01"]


def test_headcounts_and_events_are_told_even_where_no_class_changes() -> None:
    files = {
        "architecture/a.yml": "services: {pay: {}}\n",
        "ownership/o.yml": "teams: {till: {headcount: [{date: 2026-01-01, value: 100, approx: true}, {date: 2026-05-01, value: 3}]}}\n"
        "people: {ann: {}}\nknowledge: {pay: {ann: operate}}\n",
        "events/show.yml": "title: The show\nwindow: {start: 2026-05-20T18:00Z, end: 2026-05-20T19:00Z}\n",
    }
    loaded = read(files)
    assert not loaded.findings
    told = {stand.day.isoformat(): stand.why for stand in changing(loaded.base, AT, "internal").stands}
    assert told == {
        "2026-01-01": ("headcount of till: about 100",), "2026-05-01": ("headcount of till: 3",),
        "2026-05-20": ("event: The show",), "2026-06-01": (),
    }  # fmt: skip
    others = {stand.day.isoformat(): stand.why for stand in changing(loaded.base, AT, "leadership").stands}
    assert others["2026-06-01"] == ("event: The show", "headcount of till: fewer than 5")


def test_others_see_months_and_no_small_groups() -> None:
    found = changing(base(TEXT), AT, "leadership")
    assert {day[-2:] for day in days(found)} == {"01"}
    assert [why for stand in found.stands for why in stand.why] == []
    assert {stand.people for stand in found.stands} == {0}


def test_others_see_what_a_group_does() -> None:
    names = [f"p{number}" for number in range(5)]
    text = "; ".join(
        [
            *(f"{name} operates pay; {name} in till; {name} from 2026-02-10" for name in names),
            "zoe operates pay; zoe in till; zoe from 2026-04-10",
        ]
    )
    found = changing(base(text), AT, "leadership")
    assert [why for stand in found.stands for why in stand.why] == ["joined till: 5 people"]
    assert date(2026, 5, 1) in {stand.day for stand in found.stands}


def test_the_day_of_the_site_is_always_there() -> None:
    assert days(changing(base("ann operates pay"), AT, "internal")) == ["2026-06-01"]
    assert days(changing(Base(), AT, "internal")) == ["2026-06-01"]


def test_the_end_of_the_calendar_is_no_trouble() -> None:
    assert days(changing(base("ann operates pay; ann until 9000-12-31; ann away 9000-12-30/9000-12-31"), AT, "internal")) == [
        "2026-06-01", "9000-12-30",
    ]  # fmt: skip


def test_too_many_days_are_thinned_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORK", 1)
    first = date(2020, 1, 1)
    leaving = (f"p{n} until {first + timedelta(days=7 * n)}" for n in range(200))
    made = base("; ".join([*leaving, *(f"p{n} operates pay" for n in range(200))]))
    found = changing(made, AT, "internal")
    assert len(found.stands) <= module.FEWEST + 1
    assert found.left_out == 201 - len(found.stands)
    assert found.stands[0].day == first + timedelta(days=1)
    assert AT in {stand.day for stand in found.stands}
    assert sum(int(why.split()[-2]) for stand in found.stands for why in stand.why if why.startswith("left")) == 200
    assert found.stands[-1].covers[0].risk_class is RiskClass.ORPHANED
