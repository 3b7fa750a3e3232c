"""OWNERS files with aliases and parents, sigs.yaml with groups and subprojects."""

import pytest

from kb import testing
from kb.errors import KbError
from kb.files.editing.changes import write_together
from kb.files.load import load
from kb.files.merging.merge import merge
from kb.importers.owners import Owners

BASE = {"architecture/a.yml": "services:\n  shop: {paths: [shop/]}\n  deep: {paths: [shop/deep/]}\n  mail: {}\n",
        "ownership/o.yml": "people: {ann: {handles: {github: AnnX}}}\n"}  # fmt: skip
SIGS = """\
sigs:
  - dir: sig-shop
    name: Shop
    leadership:
      chairs: [{github: annx, name: Ann X}, {github: zoe, name: Zoe, email: zoe@example.org}]
      tech_leads: [{github: zoe, name: Zoe}]
    contact: {slack: sig-shop, mailing_list: "https://example.org/list"}
    subprojects:
      - {name: cart, description: "Keeps  carts"}
      - {name: sig-shop}
workinggroups: [{dir: wg-x, name: X, subprojects: [{name: cart}]}]
"""


def read(tmp_path, files, base=None):
    root = testing.tree(tmp_path / "repo", files)
    return Owners().read(Owners().finds(root), testing.read(base or BASE).base)


def knows(reading):
    return {(item.id, item.key, item.value) for item in reading.facts if item.section == "knowledge"}


def test_aliases_are_expanded_and_lines_kept(tmp_path):
    reading = read(tmp_path, {"OWNERS_ALIASES": "aliases:\n  Leads: [AnnX, zoe]\n",
                              "shop/OWNERS": "approvers:\n- leads\nreviewers: [zoe, bob, org/team]\nemeritus_approvers: [old]\n"})  # fmt: skip
    mine = {item for item in knows(reading) if item[0] == "shop"}
    assert mine == {("shop", "ann", "assist"), ("shop", "zoe", "assist"), ("shop", "bob", "aware")}
    assert next(item.source.line for item in reading.facts if item.key == "ann") == 2
    assert reading.skipped["owners that are teams of the forge"] == 2  # of shop, and of what lies below it


@pytest.mark.parametrize(("options", "who"), [("", {"top"}), ("options: {no_parent_owners: true}\n", set())])
def test_a_folder_without_owners_takes_those_above_it(tmp_path, options, who):
    files = {"OWNERS": "approvers: [top]\n", "shop/OWNERS": f"labels: [x]\n{options}"}
    assert {person for component, person, _ in knows(read(tmp_path, files)) if component == "deep"} == who


def test_filters_for_everything_count(tmp_path):
    files = {
        "mail/OWNERS": "filters:\n  '.*': {approvers: [a]}\n  '\\.md$': {approvers: [b]}\n",
        "x/OWNERS": "approvers: [c]\n",
    }
    reading = read(tmp_path, files)
    assert knows(reading) == {("mail", "a", "assist")}
    assert reading.skipped["OWNERS files of no component"] == 1


def test_groups_become_teams_with_leads_contact_and_services(tmp_path):
    base = testing.tree(tmp_path / "base", BASE)
    reading = read(tmp_path, {"sigs.yaml": SIGS})
    proposal = merge(base, load(base).base, reading.facts, "owners", "sigs.yaml")
    write_together(base, proposal.changes)
    found = load(base).base
    team = found.teams["sig-shop"]
    assert (team.about.title, team.lead, {(one.kind, one.to) for one in team.contact}) == (
        "Shop", "ann", {("chat", "#sig-shop"), ("url", "https://example.org/list")},
    )  # fmt: skip
    assert (found.people["zoe"].team, found.people["zoe"].about.title) == ("sig-shop", "Zoe")
    assert found.components["cart"].about.description == "Keeps carts"
    assert {"cart", "sig-shop-sig-shop", "wg-x-cart"} <= set(found.components)
    assert reading.read == {"files": 1, "groups": 2, "subprojects": 3, "owners files": 0}


def test_a_group_called_like_a_component_keeps_what_it_owns(tmp_path):
    found = read(tmp_path, {"sigs.yaml": "sigs:\n- {dir: mail, name: Mail, subprojects: [{name: box}]}\n"}).facts
    assert {(item.section, item.id, item.key, item.value) for item in found} == {
        ("teams", "mail-team", "title", "Mail"), ("services", "box", "title", "box"), ("services", "box", "owner", "mail-team"),
    }  # fmt: skip


def test_files_without_owners_are_said(tmp_path):
    with pytest.raises(KbError, match="neither a group nor an owner"):
        read(tmp_path, {"OWNERS_ALIASES": "aliases: {}\n"})


def test_the_file_at_the_top_is_for_the_component_called_like_the_repository(tmp_path):
    files = {"OWNERS": "approvers: [ann]\n", "x/OWNERS": "approvers: [zoe]\n", ".git/HEAD": ""}
    root = testing.tree(tmp_path / "shop", files)
    for text, found in (
        ("services: {shop: {}, cart: {}}\n", {("shop", "ann", "assist")}),
        ("services: {shop: {paths: [y/]}}\n", {("shop", "ann", "assist")}),  # its path lies below
        ("services: {cart: {}}\n", set()),
    ):
        base = testing.read({"architecture/a.yml": text}).base
        assert knows(Owners().read(Owners().finds(root), base)) == found, text


def test_of_several_repositories_a_path_names_its_own(tmp_path):
    for name, login in (("shop", "ann"), ("cart", "zoe")):
        testing.tree(tmp_path / name, {"src/OWNERS": f"approvers: [{login}]\n", ".git/HEAD": ""})
    base = testing.read(
        {"architecture/a.yml": "services: {a: {paths: ['cart:src/']}, b: {paths: ['shop:src/']}}\n"}
    ).base
    both, one = Owners().finds(tmp_path), Owners().finds(tmp_path / "cart")
    assert knows(Owners().read(both, base, [tmp_path])) == {("a", "zoe", "assist"), ("b", "ann", "assist")}
    assert knows(Owners().read(one, base, [tmp_path / "cart"])) == {("a", "zoe", "assist")}


def test_where_no_file_is_of_a_component_it_is_said_what_is_missing(tmp_path):
    reading = read(
        tmp_path,
        {"OWNERS": "approvers: [a]\n", "x/OWNERS": "approvers: [b]\n"},
        {"architecture/a.yml": "services: {pay: {}}\n"},
    )
    assert reading.facts == ()
    assert [note.fix for note in reading.notes] == ["write `paths` at the components whose code lies here"]
