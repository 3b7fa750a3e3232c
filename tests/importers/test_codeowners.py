"""CODEOWNERS: patterns as the forges match them, sections, teams, people, and odd lines with their place."""

import time

import pytest

from kb import testing
from kb.errors import KbError
from kb.files.editing.changes import write_together
from kb.files.load import load
from kb.files.merging.merge import merge
from kb.importers._codeowners import matches, owners_of, rules
from kb.importers.codeowners import Codeowners

FILES = {
    "architecture/a.yml": "services:\n  shop: {paths: [services/shop/]}\n  cart: {}\n  mail: {paths: [mail/]}\n",
    "ownership/o.yml": "teams: {shop-team: {}, post: {aliases: ['@example/mailers']}}\npeople: {ann: {handles: {github: Ann-X}}}\n",
}


def read(tmp_path, text, files=FILES, where="CODEOWNERS"):
    repository = testing.tree(tmp_path / "repository", {where: text})
    return Codeowners().read(Codeowners().finds(repository), testing.read(files).base)


def told(reading):
    return {(item.section, item.id, item.key, str(item.value)) for item in reading.facts}


@pytest.mark.parametrize(("pattern", "path", "holds"), [
    ("*", "a/b.c", True), ("*.js", "a/b.js", True), ("*.js", "a/b.jsx", False), ("/docs/", "docs/a/b", True),
    ("/docs/", "x/docs/a", False), ("docs/", "x/docs/a", True), ("docs/*", "docs/a", True), ("docs/*", "docs/a/b", False),
    ("apps", "x/apps/y", True), ("/apps", "apps", True), ("/apps/web", "apps/web/a", True), ("**/logs", "a/b/logs/c", True),
    ("/build/logs/", "build/logs/x", True), ("a/**/z", "a/z", True), ("a/**/z", "a/b/c/z", True), ("a/**", "a/b/c", True),
    ("/a.b", "axb", False), ("/[x]", "[x]", True), ("/a?c", "abc", True), ("/a?c", "a/c", False),
    ("/a*b*c", "a1b2b3c", True), ("/a*b*c", "a1b2", False), ("/*a*/x", "bab/x", True), ("/a**b/x", "aXb/x", True), ("*ab*ab", "abab", True),
])  # fmt: skip
def test_a_pattern_matches_as_on_the_forge(pattern, path, holds):
    assert matches(pattern, path) is holds


def test_the_last_rule_holds_and_in_gitlab_the_last_of_each_section():
    notes = []
    found = rules("* @a\n/x/ @b # why\n/x/y/\n[Docs] @d\n*.md\n^[Opt][2]\n/x/ @o\n", "CODEOWNERS", notes)
    assert notes == []
    assert set(owners_of("x/1", found)) == {"@b", "@o"}
    assert set(owners_of("x/y/1.md", found)) == {"@d", "@o"}
    assert set(owners_of("z", found)) == {"@a"}


def test_blanks_can_be_escaped_and_odd_lines_are_noted():
    notes = []
    found = rules(f"a\\ b/ @x\n!c @x\nd nobody @y\n{'**/x' * 9} @z\n\\\n", "CODEOWNERS", notes)
    assert [(rule.pattern, rule.owners) for rule in found] == [("a b/", ("@x",)), ("d", ("@y",))]
    assert [(note.source.line, note.message) for note in notes] == [
        (2, "a pattern cannot be negated in CODEOWNERS"), (3, "`nobody` is no owner"),
        (4, "this pattern has too many wildcards to be matched"), (5, "a backslash that escapes nothing is no pattern"),
    ]  # fmt: skip


def test_teams_own_and_people_assist(tmp_path):
    reading = read(tmp_path, "/services/shop/ @example/shop-team @ann-x @zoe\n/mail/ @example/mailers a@b.org\n")
    assert told(reading) == {
        ("services", "shop", "owner", "shop-team"), ("knowledge", "shop", "ann", "assist"),
        ("people", "zoe", "handles", "{'github': 'zoe'}"), ("knowledge", "shop", "zoe", "assist"),
        ("services", "mail", "owner", "post"), ("people", "a", "handles", "{'mail': 'a@b.org'}"), ("knowledge", "mail", "a", "assist"),
    }  # fmt: skip
    assert reading.read == {"files": 1, "rules": 2, "owners": 5}


def test_a_component_without_paths_is_found_by_the_folder_of_a_rule(tmp_path):
    reading = read(tmp_path, "/apps/cart/** @example/new-team\n", where=".github/CODEOWNERS")
    assert told(reading) == {
        ("teams", "new-team", "aliases", "@example/new-team"),
        ("services", "cart", "owner", "new-team"),
    }
    assert reading.facts[0].source.path == ".github/CODEOWNERS"


def test_rules_that_match_nothing_are_counted(tmp_path):
    reading = read(tmp_path, "/nowhere/ @example/t\n/mail/ @example/mailers\n/x @@maintainers\n")
    assert reading.skipped == {"rules that match no component": 2}


def test_what_is_proposed_loads(tmp_path):
    root = testing.tree(tmp_path / "base", FILES)
    reading = read(tmp_path, "* @example/x @zoe\n/services/shop/ @example/shop-team @ann-x\n")
    proposal = merge(root, load(root).base, reading.facts, "codeowners", "CODEOWNERS")
    write_together(root, proposal.changes)
    base = load(root).base
    assert base.components["shop"].owner == "shop-team"
    assert set(base.knowledge["shop"]) == {"ann"}


def test_a_file_without_a_rule_is_said(tmp_path):
    with pytest.raises(KbError, match="there is no rule in"):
        read(tmp_path, "# nothing\n")


def test_many_stars_take_no_time():
    started = time.process_time()
    assert not matches("/" + "*a" * 16 + "b", "a" * 3_000)
    assert time.process_time() - started < 2


def test_the_address_of_a_role_is_no_person_unless_somebody_has_it(tmp_path):
    text = "/mail/ support@b.org Dev-Team@b.org dev.patel@b.org info@b.org\n"
    files = {**FILES, "ownership/p.yml": "people: {zoe: {handles: {mail: info@b.org}}}\n"}
    reading = read(tmp_path, text, files)
    assert reading.skipped == {"addresses of a role, such as support@": 2}
    assert {item.key for item in reading.facts if item.section == "knowledge"} == {"dev-patel", "zoe"}


@pytest.mark.parametrize("where", ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"])
def test_a_file_is_read_once(tmp_path, where):
    assert read(tmp_path, "/mail/ @ann-x\n", where=where).read == {"files": 1, "rules": 1, "owners": 1}


def test_a_team_called_like_what_it_owns_is_kept_beside_it(tmp_path):
    found = told(read(tmp_path, "/cart/ @example/cart\n"))
    assert {("services", "cart", "owner", "cart-team"), ("teams", "cart-team", "aliases", "@example/cart")} == found


def test_a_file_is_called_as_its_repository_calls_it_and_of_several_with_its_folder(tmp_path):
    one = testing.tree(tmp_path, {"a/.github/CODEOWNERS": "/cart/ @x/t\n", "b/CODEOWNERS": "/mail/ @x/t\n"})
    known = testing.read(FILES).base
    places = [str(item.source) for item in Codeowners().read([one / "a/.github/CODEOWNERS"], known).facts]
    assert set(places) == {".github/CODEOWNERS:1"}
    several = Codeowners().read(Codeowners().finds(one), known)
    assert {str(item.source) for item in several.facts} == {"a/.github/CODEOWNERS:1", "b/CODEOWNERS:1"}


def test_an_address_without_reply_is_the_login_in_it(tmp_path):
    reading = read(tmp_path, "/mail/ 7+Ann-X@users.noreply.github.com 9+zoe@users.noreply.github.com\n")
    assert {(fact.section, fact.id, str(fact.value)) for fact in reading.facts} == {
        ("knowledge", "mail", "assist"), ("people", "zoe", "{'github': 'zoe'}"),
    }  # fmt: skip
    assert {fact.key for fact in reading.facts if fact.section == "knowledge"} == {"ann", "zoe"}


def test_a_rule_for_everything_is_for_the_component_called_like_the_repository(tmp_path):
    root = testing.tree(tmp_path / "shop", {"CODEOWNERS": "* @example/crew\n/docs/ @zoe\n", ".git/HEAD": ""})
    base = testing.read({"architecture/a.yml": "services: {shop: {}, cart: {}}\n"}).base
    reading = Codeowners().read(Codeowners().finds(root), base)
    assert told(reading) == {("teams", "crew", "aliases", "@example/crew"), ("services", "shop", "owner", "crew")}
    base = testing.read({"architecture/a.yml": "services: {shop: {paths: [docs/]}}\n"}).base
    assert {fact.id for fact in Codeowners().read(Codeowners().finds(root), base).facts} == {"zoe", "shop"}


def test_a_path_in_another_repository_is_owned_by_nobody_here(tmp_path):
    root = testing.tree(tmp_path / "shop", {"CODEOWNERS": "/src/ @example/crew\n", ".git/HEAD": ""})
    text = "services: {a: {paths: ['cart:src/']}, b: {paths: ['shop:src/']}, c: {paths: ['x/shop:src/']}, d: {paths: [src/]}}\n"
    reading = Codeowners().read(Codeowners().finds(root), testing.read({"architecture/a.yml": text}).base)
    assert {fact.id for fact in reading.facts if fact.key == "owner"} == {"b", "c", "d"}


@pytest.mark.parametrize(("files", "repair"), [
    ({"architecture/a.yml": "services: {pay: {}}\n"}, "write `paths` at the components whose code lies here"),
    ({"architecture/a.yml": "teams: {}\n"}, "import components first"),
])  # fmt: skip
def test_where_no_rule_matches_anything_it_is_said_what_is_missing(tmp_path, files, repair):
    files = {"ownership/a.yml": "teams: {t: {}}\n"} if repair == "import components first" else files
    reading = read(tmp_path, "* @example/all\n/x/ @example/x\n", files)
    assert reading.facts == ()
    assert [(note.source.line, note.fix) for note in reading.notes] == [(1, repair)]
