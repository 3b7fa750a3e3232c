import pytest

from kb import testing
from kb.files import places
from kb.files.load import load
from kb.files.places import Places
from kb.model.source import Source

ROTAS = """\
oncall:
  one: {covers: [pay], rotation: [bob, ann], escalation: [ann]}
  two:
    # who is called
    rotation:
      - bob
      - "ann"
    secondary: [
      cid,
  ann]
    shifts:
      - {person: ann, start: 2026-06-08T08:00Z, end: 2026-06-15T08:00Z}
      - end: 2026-06-15T08:00Z
        person: cid
        start: 2026-06-08T08:00Z
  three:
    rotation: [ann]
people: {ann: {until: 2026-05-01}, bob: {}, cid: {}}
"""
SALE = """\
# a sale
title: Sale
decider: ann
roles:
  comms: ann
  scribe: [bob, ann]
"""


@pytest.fixture
def here(tmp_path):
    return testing.tree(tmp_path, {"ownership/o.yml": ROTAS, "events/sale.yml": SALE})


def shown(folder, source, name, *path):
    """Return the line of what was found, and the text that is meant in it."""
    found = Places(folder)(source, name, *path)
    if found is None:
        return None
    place, width = found
    line = (folder / place.path).read_text().split("\n")[place.line - 1]
    return place.line, line[place.column - 1 : place.column - 1 + width]


@pytest.mark.parametrize(
    ("rotation", "path", "expected"),
    [
        ("one", ("escalation", "ann"), (2, "ann")),
        ("one", ("rotation",), (2, "rotation")),
        ("two", ("rotation", "ann"), (7, '"ann"')),
        ("two", ("secondary", "ann"), (10, "ann")),
        ("three", ("rotation", "ann"), (17, "ann")),
        ("three", ("escalation", "ann"), None),
        ("one", ("rotation", "cid"), None),
    ],
)
def test_a_name_in_a_rotation(here, rotation, path, expected):
    base = load(here).base
    assert shown(here, base.rotations[rotation].source, rotation, *path) == expected


def test_where_a_name_stands_twice_on_a_line_the_one_that_is_meant_is_found(here):
    found, _ = Places(here)(load(here).base.rotations["one"].source, "one", "escalation", "ann")
    assert found.column == ROTAS.split("\n")[1].rindex("ann") + 1


def test_a_name_in_a_shift(here):
    shifts = load(here).base.rotations["two"].shifts
    assert [shown(here, shift.source, "", "person", shift.person) for shift in shifts] == [(12, "ann"), (14, "cid")]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("decider", "ann"), (3, "ann")),
        (("roles", "comms", "ann"), (5, "ann")),
        (("roles", "scribe", "ann"), (6, "ann")),
        (("roles", "juggler", "ann"), None),
        (("deputy", "ann"), None),
        (("decider",), (3, "decider")),
    ],
)
def test_a_name_in_an_event(here, path, expected):
    assert shown(here, load(here).base.events["sale"].source, "", *path) == expected


@pytest.mark.parametrize(
    "text",
    [
        "oncall: {one: {covers: [pay], rotation: [bob,\n ann]}, two: {}}\n",
        "oncall: {two: {}, one: {rotation: [ann]}}\n",
    ],
)
def test_entries_in_braces(tmp_path, text):
    folder = testing.tree(tmp_path, {"ownership/o.yml": f"people: {{ann: {{}}, bob: {{}}}}\n{text}"})
    found = shown(folder, load(folder).base.rotations["one"].source, "one", "rotation", "ann")
    assert found is not None
    assert found[1] == "ann"


@pytest.mark.parametrize("place", [("gone.yml", 1, 1), ("events/sale.yml", 99, 1), ("events/sale.yml", 2, 99)])
def test_what_cannot_be_read_is_not_found(here, place):
    assert Places(here)(Source(*place), "", "decider", "ann") is None


@pytest.mark.parametrize("text", ["- a\n", "a: [\n", "*gone : 1\n", "\n", "a: &x {b: *y}\n"])
def test_what_has_changed_since_is_not_found(tmp_path, text):
    folder = testing.tree(tmp_path, {"events/sale.yml": text})
    assert Places(folder)(Source("events/sale.yml", 1, 1), "", "decider", "ann") is None


def test_only_so_many_are_looked_for(here, monkeypatch):
    monkeypatch.setattr(places, "MOST", 1)
    source, find = load(here).base.events["sale"].source, Places(here)
    assert find(source, "", "decider", "ann") is not None
    assert find(source, "", "decider", "ann") is None
