"""Foreign names: known by id, title, alias or a name elsewhere; never by likeness, never when two have it."""

import pytest

from kb import testing
from kb.importers._names import Names, slug

BASE = testing.read({
    "architecture/a.yml": "services:\n  pay: {title: Pay Service, aliases: [billing, shared]}\n  cart: {aliases: [shared]}\nvendors: {acme: {}}\nsystems: {shop: {}}\n",
    "ownership/a.yml": "teams: {core: {aliases: ['@org/Core-Team']}}\npeople:\n  ann: {title: Ann Lee, handles: {github: AnnX, mail: Ann@Example.org}}\n  ben: {title: Sam}\n"
                       "  sam-2: {title: Sam}\noncall: {first: {title: First Line}}\n",
}).base  # fmt: skip
NAMES = Names(BASE)


@pytest.mark.parametrize(("name", "found"), [
    ("CartService", "cart-service"), ("Ünïcode Näme", "unicode-name"), ("a__b--c", "a-b-c"), ("日本", ""), ("", ""), ("HTTPServer2", "httpserver2"), ("../x", "x"),
])  # fmt: skip
def test_a_name_becomes_an_id(name, found):
    assert slug(name) == found


@pytest.mark.parametrize(("name", "found"), [
    ("pay", "pay"), ("Pay Service", "pay"), ("BILLING", "pay"), ("pay_service", "pay"), ("shared", None), ("payy", None), ("acme", None), ("", None),
])  # fmt: skip
def test_a_component_is_found_by_what_it_is_called(name, found):
    assert NAMES.component(name) == found


@pytest.mark.parametrize(("names", "found"), [
    (("@annx",), "ann"), (("mailto:ANN@example.org",), "ann"), (("nobody", "Ann Lee"), "ann"), (("Sam",), None), (("ann", "ben"), None), (("an",), None), (("",), None),
])  # fmt: skip
def test_a_person_is_found_by_one_of_their_names_and_not_where_two_have_it(names, found):
    assert NAMES.person(*names) == found


@pytest.mark.parametrize(("name", "taken", "found"), [
    ("@org/core-team", (), "core"), ("@acme/Infra", (), "infra"), ("@acme/pay", (), "pay-team"), ("shop", (), "shop-team"), ("infra", ("infra",), "infra-team"),
    ("core", ("core",), "core"), ("日本", (), ""),
])  # fmt: skip
def test_a_team_that_is_called_like_something_else_gets_an_id_of_its_own(name, taken, found):
    assert NAMES.team_or_new(name, taken) == found


def test_things_teams_and_rotations_are_found_likewise():
    assert (NAMES.thing("acme"), NAMES.thing("shop"), NAMES.team("@org/core-team"), NAMES.team("core")) == (
        "acme",
        "shop",
        "core",
        "core",
    )
    assert (NAMES.rotation("First line"), NAMES.rotation("first"), NAMES.rotation("second")) == ("first", "first", None)


def test_likeness_is_only_ever_a_question():
    assert NAMES.likely("ann lea") == "ann"
    assert NAMES.person("ann lea") is None
    assert NAMES.likely("", "quite another") is None


@pytest.mark.parametrize(("names", "found"), [
    (("Ben Ray",), "ben"), (("", "U2", "ben.ray@example.org"), "ben"), (("Ben Ray", "ann@elsewhere.org"), None), (("Ray", "U2", "x@ben.org"), None),
    (("Sam Ray",), None), (("Lead of core",), None),
])  # fmt: skip
def test_a_word_of_a_name_is_a_question_where_one_person_is_called_so(names, found):
    assert NAMES.likely(*names) == found
