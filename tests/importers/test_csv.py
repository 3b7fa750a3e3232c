"""Tables: what kb exports comes back; other people's columns, separators and words; every odd cell with its line."""

import pytest

from kb import testing
from kb.errors import KbError
from kb.exporters import Subject
from kb.exporters.csv import Csv as Export
from kb.files.editing.changes import write_together
from kb.files.load import load
from kb.files.merging.merge import merge
from kb.importers.csv import MAX_CELL, Csv

FILES = {
    "architecture/a.yml": "systems: {shop: {}}\nservices:\n  web: {system: shop, title: '=1+1', tier: 0, needs: [pay, db], uses: [mail], aliases: [shop front, www]}\n"
    "  pay: {runs_on: [mail], lifecycle: production, needs: []}\n  mail: {}\ndatastores: {db: {built_on: [mail]}}\nvendors: {acme: {}}\n",
}  # fmt: skip


def read(tmp_path, text, name="a.csv", base="ann operates pay"):
    root = testing.tree(tmp_path, {name: text})
    return Csv().read(Csv().finds(root), testing.base(base))


def told(reading):
    return {(item.section, item.id, item.key, item.value) for item in reading.facts if item.key}


def test_what_was_exported_comes_back(tmp_path):
    base = testing.read(FILES).base
    testing.tree(tmp_path / "table", Export().export(Subject(base, testing.at(), "At")))
    empty = testing.tree(tmp_path / "base", {"architecture/s.yml": "systems: {shop: {}}\n"})
    reading = Csv().read(Csv().finds(tmp_path / "table"), load(empty).base)
    assert reading.notes == ()
    proposal = merge(empty, load(empty).base, reading.facts, "csv", "a table")
    write_together(empty, proposal.changes)
    found = load(empty).base
    assert set(found.components) == set(base.components)
    assert set(found.vendors) == {"acme"}
    for name, item in base.components.items():
        other = found.components[name]
        assert [(edge.relation, edge.to) for edge in other.edges] == [(edge.relation, edge.to) for edge in item.edges]
        assert (other.kind, other.tier, other.lifecycle, other.system, other.about.title, other.about.aliases) == (
            item.kind, item.tier, item.lifecycle, item.system, item.about.title, item.about.aliases,
        )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Name;Team;Depends on\nWeb App;Shop Team;pay, db\n", "name\tteam\tdepends-on\nWeb App\tShop Team\tpay db\n"],
)
def test_other_separators_headings_and_names_are_understood(tmp_path, text):
    assert told(read(tmp_path, text, "a.tsv")) == {
        ("services", "web-app", "title", "Web App"), ("services", "web-app", "owner", "shop-team"),
        ("services", "web-app", "needs", "pay"), ("services", "web-app", "needs", "db"),
    }  # fmt: skip


def test_odd_cells_are_named_with_their_line_and_the_rest_is_taken(tmp_path):
    reading = read(
        tmp_path, 'id,type,tier,lifecycle,budget\nweb,database,tier 1,production,7\n"a\nb",gadget,high,alive,\n,x\n☃,\n'
    )
    assert told(reading) == {
        ("datastores", "web", "tier", 1),
        ("datastores", "web", "lifecycle", "production"),
        ("services", "a-b", "title", "a\nb"),
    }
    assert [(note.source.line, note.message.split("`")[1]) for note in reading.notes] == [
        (1, "budget"),
        (4, "gadget"),
        (4, "high"),
        (4, "alive"),
    ]
    assert reading.skipped == {"rows without a usable id": 2}


def test_owners_and_ends_without_a_row_are_kept_and_a_name_both_have_is_the_components(tmp_path):
    reading = read(tmp_path, "id,owner,needs\npay,pay,bank\nweb,Core Team,pay\n")
    assert {
        ("services", "pay", "owner", "pay-team"),
        ("services", "web", "owner", "core-team"),
        ("services", "pay", "needs", "bank"),
    } < told(reading)
    assert [(note.source.line, note.message.partition(" is ")[0]) for note in reading.notes] == [
        (2, "the team `pay-team`"), (2, "the component `bank`"), (3, "the team `core-team`"),
    ]  # fmt: skip


def test_a_table_without_ids_is_no_table_for_us(tmp_path):
    testing.tree(tmp_path, {"a.csv": "x,y\n1,2\n"})
    assert Csv().finds(tmp_path) == []
    with pytest.raises(KbError, match=r"a.csv:1: no column is called id"):
        Csv().read([tmp_path / "a.csv"], testing.base("ann operates pay"))


def test_a_cell_that_is_too_long_is_met_where_its_row_begins(tmp_path):
    text = f'id,title\na,1\nb,"open\n{"x" * MAX_CELL}\nc,3\n'
    file = testing.tree(tmp_path, {"t.csv": text}) / "t.csv"
    with pytest.raises(
        KbError, match=r"t\.csv:3: a cell of the row that begins here has more than .* characters; close the quote"
    ):
        Csv().read([file], testing.base("ann operates pay"))


def test_too_many_rows_are_met_with_their_line(tmp_path, monkeypatch):
    monkeypatch.setattr("kb.importers.csv.MAX_ROWS", 2)
    file = testing.tree(tmp_path, {"t.csv": "id\na\nb\nc\n"}) / "t.csv"
    with pytest.raises(KbError, match=r"t\.csv:4: more than 2 rows; import the table in parts"):
        Csv().read([file], testing.base("ann operates pay"))
