"""GitLab's service catalogue: layers, owners, edges, links, chats, and odd entries with their line."""

import pytest

from kb import testing
from kb.errors import KbError
from kb.importers.gitlab_catalog import GitlabCatalog

TEAMS = "teams:\n- name: shop_team\n  slack_channel: shop\n  manager_slug: ann\n  url: https://example.org/t\n- name: other\n  manager: nobody\n"


def read(tmp_path, services, teams=TEAMS, base="ann operates pay", folder=""):
    root = testing.tree(tmp_path, {f"{folder}service-catalog.yml": services, f"{folder}teams.yml": teams})
    return GitlabCatalog().read(GitlabCatalog().finds(root), testing.base(base))


def told(reading):
    return {(item.section, item.id, item.key, str(item.value)) for item in reading.facts}


@pytest.mark.parametrize(
    ("layer", "section"),
    [
        ("sv", "services"),
        ("db", "datastores"),
        ("stor", "datastores"),
        ("lb", "platforms"),
        ("inf", "platforms"),
        ("x", "services"),
    ],
)
def test_the_layer_tells_the_kind_and_never_our_tier(tmp_path, layer, section):
    reading = read(tmp_path, f"services:\n- name: a\n  tier: {layer}\n", folder="services/")
    assert (section, "a", "", "True") in told(reading)
    assert "tier" not in {item.key for item in reading.facts}


def test_owner_edges_links_and_names_are_taken(tmp_path):
    text = ("services:\n- name: web_pages\n  friendly_name: Pages\n  label: Service:Pages\n  teams: [shop_team]\n  technical:\n    project: [https://example.org/p]\n"
            "    documents: {design: https://example.org/d, security: , service: [https://example.org/s, 'javascript:x']}\n"
            "    dependencies: [{service: db}, {service: db}, {service: web_pages}]\n- name: db\n  tier: db\n")  # fmt: skip
    assert {
        ("services", "web-pages", "title", "Pages"), ("services", "web-pages", "aliases", "Service:Pages"), ("services", "web-pages", "owner", "shop-team"),
        ("services", "web-pages", "needs", "db"), ("services", "web-pages", "links", "{'kind': 'repo', 'url': 'https://example.org/p'}"),
        ("services", "web-pages", "links", "{'kind': 'design', 'url': 'https://example.org/d'}"),
        ("services", "web-pages", "links", "{'kind': 'service', 'url': 'https://example.org/s'}"),
        ("teams", "shop-team", "contact", "{'kind': 'chat', 'to': '#shop'}"), ("teams", "shop-team", "lead", "ann"),
    } < told(read(tmp_path, text))  # fmt: skip


@pytest.mark.parametrize(("text", "line", "said"), [
    ("- {tier: db}\n", 2, "no usable `name`"), ("- 7\n", 2, "no usable `name`"), ("- name: a\n- name: a\n", 3, "`a` stands here twice"),
    ("- name: a\n  owner: gone\n", 3, "the team `gone` is described nowhere"), ("- name: a\n  technical: {dependencies: [{service: gone}]}\n", 3, "the component `gone` is described nowhere"),
])  # fmt: skip
def test_odd_entries_are_named_with_their_line(tmp_path, text, line, said):
    notes = read(tmp_path, f"services:\n{text}- name: fine\n").notes
    assert [(note.source.line, said in note.message) for note in notes] == [(line, True)]


def test_an_owner_and_a_dependency_described_nowhere_are_kept(tmp_path):
    text = "services:\n- name: web\n  owner: core\n  technical: {dependencies: [{service: Some Cache}]}\n- {name: a, owner: web}\n"
    assert {
        ("services", "web", "owner", "core"), ("teams", "core", "", "True"), ("services", "a", "owner", "web-team"),
        ("teams", "web-team", "", "True"), ("services", "web", "needs", "some-cache"), ("services", "some-cache", "", "True"),
    } < told(read(tmp_path, text))  # fmt: skip


def test_what_is_left_out_is_counted_and_a_name_both_have_is_the_services(tmp_path):
    reading = read(tmp_path, "services:\n- name: other\n  teams: [shop_team, other]\n")
    assert reading.skipped == {"services with several teams and no owner": 1, "managers who are nobody here": 1}
    assert ("teams", "other-team", "title", "other") in told(reading)


def test_files_without_a_catalogue_are_said(tmp_path):
    with pytest.raises(KbError, match="neither a service nor a team"):
        read(tmp_path, "a: 1\n", "b: 1\n")
    assert GitlabCatalog().finds(testing.tree(tmp_path / "x", {"teams.yml": TEAMS})) == []
