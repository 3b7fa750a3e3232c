import pytest

from kb import testing
from kb.model.words import Kind, Level, PersonKind
from kb.testing import base, check, read, tree, written


def test_every_statement():
    made = base(
        """
        ann operates pay, ledger; bob assists pay; cid expert pay; dan aware pay; eve proves pay by drill 2026-05-01
        nobody operates rates
        pay needs ledger, rates; pay uses mail; ledger runs_on cellar; pay built_on frame
        pay tier 0; pay owner pay-team; pay system money; mail lifecycle retired
        cellar is platform; ledger is datastore
        ann in pay-team; bob from 2026-01-01; bob until 2026-12-31; cid away 2026-02-01/2026-02-03, 2026-03-01/2026-03-02
        eve is external; dan is contractor
        rota covers pay; rota pages ann, bob
        """
    )
    assert {name: knows.level for name, knows in made.knowledge["pay"].items()} == {
        "ann": Level.OPERATE, "bob": Level.ASSIST, "cid": Level.EXPERT, "dan": Level.AWARE, "eve": Level.OPERATE,
    }  # fmt: skip
    assert str(made.knowledge["pay"]["eve"].last) == "2026-05-01"
    assert made.knowledge["rates"] == {}
    assert [edge.to for edge in made.components["pay"].edges] == ["ledger", "rates", "frame", "mail"]
    assert made.tier(made.components["pay"]) == 0
    assert made.owner(made.components["pay"]) == "pay-team"
    assert (made.kind("cellar"), made.kind("ledger"), made.kind("pay")) == (Kind.PLATFORM, Kind.DATASTORE, Kind.SERVICE)
    assert len(made.people["cid"].away) == 2
    assert made.people["eve"].kind is PersonKind.EXTERNAL
    assert made.rotations["rota"].rotation == ("ann", "bob")


@pytest.mark.parametrize("text", ["pay", "pay needs", "pay loves ledger"])
def test_what_is_not_of_the_language(text):
    with pytest.raises(ValueError, match="not a statement: pay"):
        base(text)


def test_a_faulty_base_is_an_error():
    with pytest.raises(ValueError, match="stand on itself"):
        base("pay needs pay")
    with pytest.raises(ValueError, match="out of range"):
        check("owner-known", "pay tier 9")


def test_no_statement_is_an_empty_base():
    assert written("") == {}
    assert base("").entities == {}


def test_settings():
    assert base("pay tier 0", 'as_of = "2026-01-31"\n').settings.as_of is not None


def test_files_of_bytes_and_of_text_that_stands_for_bytes(tmp_path):
    tree(tmp_path, {"a/b.yml": b"\xff", "c.yml": "caf\udce9"})
    assert (tmp_path / "a/b.yml").read_bytes() == b"\xff"
    assert (tmp_path / "c.yml").read_bytes() == b"caf\xe9"


def test_reading_leaves_nothing_behind():
    assert [finding.rule for finding in read({"architecture/a.yml": ""}).findings] == ["empty-file"]


def test_a_date_is_noon():
    assert testing.at("2026-01-31").isoformat() == "2026-01-31T12:00:00+00:00"
