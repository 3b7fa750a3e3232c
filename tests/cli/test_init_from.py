"""kb init --from: a draft of what exists that passes the check; nothing unsaid, nothing written unasked."""

import re

import pytest

from kb import testing
from kb.cli.init_from import ORDER, chosen
from kb.files.load import load
from tests.cli.till import kb

COMPOSE = "services:\n  shop: {build: ./shop, depends_on: [db]}\n  db: {image: postgres}\n"


@pytest.fixture
def cached(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_what_exists_becomes_a_base_that_passes_the_check(repo, tmp_path, cached):
    repo.commit(
        {"compose.yml": COMPOSE, "CODEOWNERS": "/shop/ @org/shop-team @zoe\n", "shop/a.py": "a\n"}, "2026-05-01"
    )
    done = kb(tmp_path, "init", "base", "--from", "git,codeowners,compose", "--of", str(repo.folder), "--yes")
    assert done.exit_code == 0, done.output
    assert max(map(len, done.stdout.partition("kb init: a first draft")[2].splitlines())) <= 80
    found = load(tmp_path / "base")
    assert found.findings == ()
    base = found.base
    assert set(base.components) == {"shop", "db"}
    assert base.components["shop"].owner == "shop-team"
    assert base.knowledge["shop"]["zoe"].level.word == "assist"
    assert len(base.knowledge["shop"]) == 2  # and whoever wrote it, found by git after the people of CODEOWNERS
    assert "checkout" not in done.stdout  # nothing of the example
    assert "- 1 without an owner" in done.stdout
    assert kb(tmp_path / "base", "check").exit_code == 0


def test_all_leaves_out_what_takes_any_table_or_page_for_its_own_and_an_order_asked_for_is_not_kept():
    assert chosen("all") == tuple(name for name in ORDER if name not in ("csv", "runbooks"))
    assert chosen("git, csv,codeowners") == ("csv", "codeowners", "git")


def test_with_git_alone_repositories_or_their_service_folders_are_the_services(repo, tmp_path, cached):
    repo.commit({"services/cart/a.py": "a\n", "services/mail/b.go": "b\n", "README.md": "x"}, "2026-05-01")
    done = kb(tmp_path, "init", "base", "--from", "git,codeowners", "--of", str(repo.folder), "--yes")
    assert done.exit_code == 0, done.output
    base = load(tmp_path / "base").base
    assert {name: item.paths for name, item in base.components.items()} == {
        "cart": ("services/cart/",),
        "mail": ("services/mail/",),
    }
    assert set(base.knowledge) == {"cart", "mail"}


def test_a_repository_without_service_folders_is_one_service(repo, tmp_path, cached):
    repo.commit({"main.py": "a\n"}, "2026-05-01")
    kb(tmp_path, "init", "base", "--from", "git", "--of", str(repo.folder.parent), "--yes")
    assert len(load(tmp_path / "base").base.components) == 1


def test_folders_that_have_owners_of_their_own_are_the_services_and_what_is_not_taken_is_said(repo, tmp_path, cached):
    text = "* @org/all\n/shop/ @org/shop-team\n/mail/ support@example.org @org/post\n"
    compose = "services:\n  db: {image: postgres}\n"
    repo.commit(
        {"CODEOWNERS": text, "shop/a.py": "a\n", "mail/b.py": "b\n", "tests/compose.yml": compose},
        "2026-05-01",
    )
    done = kb(tmp_path, "init", "base", "--from", "git,codeowners,compose", "--of", str(repo.folder), "--yes")
    assert done.exit_code == 0, done.output
    base = load(tmp_path / "base").base
    assert {name: (item.owner, item.paths) for name, item in base.components.items()} == {
        "mail": ("post", ("mail/",)),
        "shop": ("shop-team", ("shop/",)),
    }
    assert "support" not in base.people
    said = " ".join(done.stdout.split())
    assert "git (services) 1 repository" in said
    assert "codeowners: addresses of a role, such as support@: 1; rules that match no component: 1" in said
    assert "compose nothing for it here" in said


def test_the_diff_is_against_nothing_and_of_schemas_only_the_length(tmp_path):
    root = testing.tree(tmp_path / "org", {"compose.yml": COMPOSE})
    done = kb(tmp_path, "init", "base", "--from", "all", "--of", str(root), "--dry-run")
    assert "--- /dev/null\n+++ b/architecture/compose.yml\n" in done.stdout
    assert re.search(r"\+\+\+ b/\.kb/schema/event\.json\n@@ -0,0 \+1 @@\n\+\([0-9]+ generated lines\)\n", done.stdout)


def test_one_importer_that_cannot_read_is_said_and_does_not_stop_the_others(tmp_path):
    root = testing.tree(tmp_path / "org", {"compose.yml": COMPOSE, "oncall.json": '{"schedule_layers": '})
    done = kb(tmp_path, "init", "base", "--from", "all", "--of", str(root), "--yes")
    assert done.exit_code == 0, done.output
    assert "not valid JSON" in " ".join(done.stdout.split())


@pytest.mark.parametrize(("words", "said"), [
    (["--from", "gti"], "there is no importer `gti`; did you mean `git`?"), (["--from", ","], "names no importer"), (["--yes"], "belong to --from"),
    (["--from", "compose"], "nothing of compose in"), (["--from", "compose", "--of", "gone"], "is not a folder"),
])  # fmt: skip
def test_wrong_words_are_one_sentence(tmp_path, words, said):
    found = kb(tmp_path, "init", "base", *words).exception
    assert found.exit_code == 2
    assert said in str(found)


def test_a_base_that_is_there_is_not_written_over(tmp_path):
    root = testing.tree(tmp_path / "org", {"compose.yml": COMPOSE, "kb.toml": ""})
    assert "holds already: kb.toml" in str(kb(root, "init", "--from", "compose", "--yes").exception)
