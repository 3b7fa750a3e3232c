"""What a name given to kb who stands for."""

import pytest

from kb import testing
from kb.analyses.who.answer import answers
from kb.analyses.who.asked import alerts, asked, names
from kb.analyses.who.report import WhoReport
from kb.analyses.who.several import WhoListReport

FILES = {
    "architecture/a.yml": """\
systems: {store: {title: The store}, empty: {}}
services:
  web: {title: Web front, system: store, aliases: [shop, front], alerts: [{id: WebDown, runbook: restart-web}, {id: Slow}]}
  api: {system: store, aliases: [web front end, front], alerts: [{id: Slow}]}
  web-down: {title: WebDown too}
  cache: {title: WebDown}
""",
    "ownership/a.yml": """\
teams: {shop-team: {}}
people: {ann: {}}
knowledge: {web: {ann: operate}}
oncall: {first: {covers: [store], rotation: [ann]}, second: {covers: [web]}}
""",
    "runbooks/restart-web.md": "---\nid: restart-web\ncomponents: [web]\nalerts: [Slow, OnlyThere]\n---\n# Restart it\n",
    "runbooks/alone.md": "---\nid: alone\n---\n# Alone\n",
}
AT = testing.at("2026-06-01")


@pytest.fixture(name="base", scope="module")
def _base():
    loaded = testing.read(FILES)
    assert loaded.findings == ()
    return loaded.base


def found(base, name):
    return [(one.how, one.kind, one.id, one.components) for one in asked(base, name, AT)]


def test_an_id_wins_over_an_alias_of_something_else(base):
    assert found(base, "web") == [("id", "component", "web", ("web",))]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The  STORE", [("title", "system", "store", ("api", "web"))]),
        ("Shop", [("alias", "component", "web", ("web",))]),
        ("first", [("id", "rotation", "first", ("api", "web"))]),
        ("restart-web", [("id", "runbook", "restart-web", ("web",))]),
        ("Restart it", [("title", "runbook", "restart-web", ("web",))]),
        ("slow", [("alert", "alert", None, ("api", "web"))]),
        ("OnlyThere", [("alert", "alert", None, ("web",))]),
        ("empty", [("id", "system", "empty", ())]),
        ("shop-team", [("id", "team", "shop-team", ())]),
        ("ann", []),
        ("nothing", []),
    ],
)
def test_what_a_name_stands_for(base, name, expected):
    assert found(base, name) == expected


def test_what_is_ambiguous_is_all_there_alerts_first(base):
    assert found(base, "front") == [
        ("alias", "component", "api", ("api",)),
        ("alias", "component", "web", ("web",)),
    ]
    assert found(base, "WebDown") == [("alert", "alert", None, ("web",)), ("title", "component", "cache", ("cache",))]


def test_an_alert_leads_to_its_runbooks_whichever_side_binds_them(base):
    for name in ("WebDown", "Slow", "OnlyThere"):
        assert [book.runbook for book in asked(base, name, AT)[0].follow] == ["restart-web"]


def test_one_component_is_answered_in_full_and_says_what_led_there(base):
    report = answers(base, asked(base, "OnlyThere", AT), AT)
    assert isinstance(report, WhoReport)
    assert (report.component, report.asked.name) == ("web", "OnlyThere")
    assert answers(base, asked(base, "web", AT), AT).asked is None


def test_several_are_listed_with_the_rotations_of_any(base):
    report = answers(base, asked(base, "store", AT), AT)
    assert isinstance(report, WhoListReport)
    assert [held.component for held in report.components] == ["api", "web"]
    assert [call.rotation for call in report.on_call] == ["first", "second"]


def test_a_rotation_is_asked_for_itself(base):
    assert [call.rotation for call in answers(base, asked(base, "first", AT), AT).on_call] == ["first"]


def test_what_leads_nowhere_is_a_list_of_none(base):
    report = answers(base, asked(base, "alone", AT), AT)
    assert report.components == report.on_call == ()
    assert [book.runbook for book in report.asked[0].follow] == ["alone"]


def test_names_are_all_that_something_is_found_for(base):
    assert alerts(base) == ["OnlyThere", "Slow", "WebDown"]
    assert all(asked(base, name, AT) for name in names(base))
