"""A team called like what it owns: it gets an id of its own, is found again by its name, and is never guessed to be another."""

import pytest

from kb import testing
from kb.files.editing.changes import write_together
from kb.files.load import load
from kb.files.merging.merge import merge
from kb.importers.backstage import Backstage
from kb.importers.codeowners import Codeowners
from kb.importers.csv import Csv
from kb.importers.gitlab_catalog import GitlabCatalog

BACKSTAGE = """\
kind: Group
metadata: {name: shop}
spec: {type: team}
---
kind: Component
metadata: {name: shop}
spec: {type: service, owner: shop}
"""
GITLAB = {
    "teams.yml": "teams:\n  - {name: shop}\n",
    "services/service-catalog.yml": "services:\n  - {name: shop, owner: shop}\n",
}
OWNED = BACKSTAGE.partition("---\n")[2]
SOURCES = {
    "backstage": (Backstage, {"catalog-info.yaml": BACKSTAGE}),
    "an owner described nowhere": (Backstage, {"catalog-info.yaml": OWNED}),
    "gitlab": (GitlabCatalog, GITLAB),
    "csv": (Csv, {"a.csv": "id,owner\nshop,shop\n"}),
    "codeowners": (Codeowners, {"CODEOWNERS": "/shop/ @example/shop\n"}),
}


def bring(root, folder, importer):
    base = load(root).base
    reading = importer().read(importer().finds(folder), base)
    proposal = merge(root, base, reading.facts, "x", "y", reading.files)
    write_together(root, proposal.changes)
    loaded = load(root)
    assert loaded.findings == ()
    return loaded.base, reading, proposal


@pytest.mark.parametrize("name", SOURCES)
def test_a_team_called_like_its_component_is_made_once(tmp_path, name):
    importer, files = SOURCES[name]
    folder = testing.tree(tmp_path / "foreign", files)
    root = testing.tree(tmp_path / "base", {"architecture/a.yml": "services: {shop: {}, cart: {}}\n"})
    base, reading, _ = bring(root, folder, importer)
    assert (base.components["shop"].owner, set(base.teams)) == ("shop-team", {"shop-team"})
    assert not [note for note in reading.notes if "may be" in note.message]
    again, _, proposal = bring(root, folder, importer)
    assert (again.teams, proposal.changes) == (base.teams, ())


@pytest.mark.parametrize("name", SOURCES)
def test_a_team_that_has_the_id_already_is_not_taken_for_it_and_the_question_is_asked(tmp_path, name):
    importer, files = SOURCES[name]
    folder = testing.tree(tmp_path / "foreign", files)
    there = "teams: {shop-team: {title: Those who run the shop in town}}\n"
    root = testing.tree(
        tmp_path / "base", {"architecture/a.yml": "services: {shop: {}, cart: {}}\n", "ownership/a.yml": there}
    )
    base, reading, _ = bring(root, folder, importer)
    assert base.components["shop"].owner == "shop-team-2"
    asked = next(fact.source for fact in reading.facts if fact.id == "shop-team-2")
    assert [note for note in reading.notes if "may be" in note.message] == [
        (
            asked,
            "the team `shop` may be your `shop-team`; nothing says so, and it was added as `shop-team-2`",
            "if it is, write `aliases: [shop]` at `shop-team` and import again",
        )
    ]
    again, later, proposal = bring(root, folder, importer)
    assert (again.teams, proposal.changes) == (base.teams, ())
    assert not [note for note in later.notes if "may be" in note.message]


@pytest.mark.parametrize("name", SOURCES)
def test_an_alias_settles_it(tmp_path, name):
    importer, files = SOURCES[name]
    folder = testing.tree(tmp_path / "foreign", files)
    root = testing.tree(
        tmp_path / "base",
        {"architecture/a.yml": "services: {shop: {}}\n", "ownership/a.yml": "teams: {shop-team: {aliases: [shop]}}\n"},
    )
    base, reading, _ = bring(root, folder, importer)
    assert (base.components["shop"].owner, set(base.teams)) == ("shop-team", {"shop-team"})
    assert not [note for note in reading.notes if "may be" in note.message]


def test_one_importer_finds_the_team_another_has_made(tmp_path):
    root = testing.tree(tmp_path / "base", {"architecture/a.yml": "services: {shop: {}, cart: {}}\n"})
    for name in ("codeowners", "backstage", "gitlab", "csv"):
        importer, files = SOURCES[name]
        base, reading, _ = bring(root, testing.tree(tmp_path / name, files), importer)
        assert set(base.teams) == {"shop-team"}, name
        assert not [note for note in reading.notes if "may be" in note.message]


def test_a_component_has_the_name_and_the_group_steps_aside_in_whichever_order_they_stand(tmp_path):
    halves = BACKSTAGE.split("---\n")
    for number, text in enumerate((BACKSTAGE, "---\n".join(reversed(halves)))):
        folder = testing.tree(tmp_path / str(number), {"catalog-info.yaml": text})
        reading = Backstage().read(Backstage().finds(folder), testing.base("ann operates pay"))
        assert {(fact.section, fact.id) for fact in reading.facts} == {("services", "shop"), ("teams", "shop-team")}
