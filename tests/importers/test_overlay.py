"""A catalogue read in place: every command sees it, nothing is written, a human's word wins, places point into the catalogue."""

import json
import os
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from kb import testing
from kb.cli.main import main
from kb.errors import KbError
from kb.files.load import load
from kb.files.tree import Disk
from kb.importers._overlay import Catalogue

CATALOGUE = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: web}
spec: {type: service, owner: shop-team, dependsOn: ["component:pay", "resource:orders"]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: pay, title: Their title}
spec: {type: service, owner: shop-team}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: orders
spec: {type: database}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shop-team}
"""
FILES = {
    "kb.toml": '[overlay]\nbackstage = "../catalog"\n',
    "architecture/a.yml": "services:\n  pay:\n    title: Our title\n    tier: 1\n  mail: {needs: [pay]}\n",
    "ownership/a.yml": "people: {ann: {}}\nknowledge:\n  pay: {ann: operate}\n",
}


@pytest.fixture
def root(tmp_path):
    testing.tree(tmp_path / "catalog", {"shop/catalog-info.yaml": CATALOGUE})
    return testing.tree(tmp_path / "base", FILES)


def kb(root, *words, **how):
    return CliRunner().invoke(main, ["-C", str(root), *words], catch_exceptions=False, **how)


def seen(root):
    return Catalogue(root).added(Disk(root), load(root), load)


def test_both_are_seen_as_one_and_the_files_win(root):
    base = seen(root).base
    assert set(base.components) == {"web", "pay", "mail", "orders"}
    assert [edge.to for edge in base.components["web"].needs] == ["pay", "orders"]
    assert base.components["pay"].about.title == "Our title"
    assert (base.components["pay"].owner, base.components["pay"].tier) == ("shop-team", 1)


def test_places_point_to_where_it_really_stands(root):
    base = seen(root).base
    places = {name: (item.source.path, item.source.line) for name, item in base.components.items()}
    assert places == {
        "web": ("../catalog/shop/catalog-info.yaml", 3), "orders": ("../catalog/shop/catalog-info.yaml", 14),
        "pay": ("architecture/a.yml", 2), "mail": ("architecture/a.yml", 5),
    }  # fmt: skip
    assert base.knowledge["pay"]["ann"].source == load(root).base.knowledge["pay"]["ann"].source
    assert base.components["web"].provenance.basis.value == "inferred"


def test_every_command_sees_it_and_nothing_is_written(root):
    before = {path: path.read_bytes() for path in root.parent.rglob("*") if path.is_file()}
    rows = json.loads(kb(root, "risk", "--format", "json").stdout)
    assert "orders" in json.dumps(rows)
    assert kb(root, "who", "web").exit_code == 0
    assert kb(root, "check").exit_code == 0
    assert "orders" in kb(root, "graph").stdout
    assert {path: path.read_bytes() for path in root.parent.rglob("*") if path.is_file()} == before


def test_an_import_sees_only_the_files(root):
    done = kb(root, "import", "backstage", str(root.parent / "catalog"))
    assert "+++ b/architecture/backstage.yml" in done.stdout


@pytest.mark.parametrize(
    ("backstage", "said"), [("../gone", "there is no such folder"), (".", "holds no catalog-info.yaml")]
)
def test_a_catalogue_that_is_not_there_is_a_fault_beside_all_others(root, backstage, said):
    (root / "kb.toml").write_text(f'as_of = 2026-01-01\n[overlay]\nbackstage = "{backstage}"\n')
    (root / "architecture/b.yml").write_text("services: {x: {nonsense: 1}, y: {needs: [payy]}}\n")
    found = seen(root).findings
    assert [(item.rule, item.source.path, item.source.line) for item in found] == [
        ("unknown-key", "architecture/b.yml", 1), ("unknown-reference", "architecture/b.yml", 1), ("unreadable", "kb.toml", 2)
    ]  # fmt: skip
    assert said in found[-1].message
    shown = kb(root, "check")
    assert (shown.exit_code, "kb.toml:2" in shown.stdout, "payy" in shown.stdout) == (1, True, True)
    with pytest.raises(KbError, match="the files have 3 faults"):
        kb(root, "risk", standalone_mode=False)


def test_a_catalogue_that_cannot_be_read_is_a_fault_with_its_place(root):
    (root.parent / "catalog/shop/catalog-info.yaml").write_text("kind: Component\nkind: [\n")
    (finding,) = seen(root).findings
    assert (finding.rule, str(finding.source)) == ("unreadable", "kb.toml:1")
    assert (
        finding.message == "the catalogue in `../catalog`: there is no entity of a Backstage catalogue in these files"
    )


def test_files_with_faults_are_told_as_ever(root):
    (root / "architecture/b.yml").write_text("services: {x: {nonsense: 1}}\n")
    assert seen(root) == load(root)


def test_a_misspelt_key_is_an_error_with_its_place(root):
    (root / "kb.toml").write_text('[overlay]\nbackstag = "x"\n')
    (finding,) = load(root).findings
    assert (finding.rule, finding.source.path, finding.source.line) == ("unknown-key", "kb.toml", 2)


def test_nothing_of_it_is_imported_where_no_key_asks_for_it(root, monkeypatch):
    (root / "kb.toml").write_text("")
    monkeypatch.delitem(sys.modules, "kb.importers._overlay", raising=False)
    kb(root, "who", "pay")
    assert "kb.importers._overlay" not in sys.modules


def git(folder, *words, day="2026-01-05"):
    env = {
        **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "A"),
        **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "a@example.org"),
        **dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T12:00:00Z"),
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "PATH": os.environ["PATH"],
    }  # fmt: skip
    subprocess.run(["git", *words], cwd=folder, env=env, check=True, capture_output=True)


@pytest.fixture
def history(root, tmp_path, monkeypatch):
    """Two commits of a repository that holds the catalogue, too; the second takes `orders` out of the catalogue."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    top = root.parent
    git(top, "init", "-q", "-b", "main")
    git(top, "add", "catalog", "base")
    git(top, "commit", "-q", "-m", "one")
    file = top / "catalog/shop/catalog-info.yaml"
    file.write_text(re.sub(r"---\n[^-]*orders\n[^-]*", "", CATALOGUE.replace(', "resource:orders"', "")))
    git(top, "add", "catalog")
    git(top, "commit", "-q", "-m", "two", day="2026-01-19")
    return root


def points(root, *words):
    made = json.loads(kb(root, "trend", "--at", "2026-02-01", "--format", "json", *words).stdout)
    return [point["numbers"] and point["numbers"]["components"] for point in made["points"]], made["catalogue_now"]


def test_a_commit_is_seen_with_the_catalogue_it_holds(history):
    assert "Nothing changed" in kb(history, "diff", "HEAD", "--at", "2026-02-01").stdout
    made = json.loads(kb(history, "diff", "HEAD~1", "HEAD", "--at", "2026-02-01", "--format", "json").stdout)
    assert [made[side]["numbers"]["totals"]["components"] for side in ("before", "after")] == [4, 3]
    assert made["catalogue_now"] is None
    assert [change["subject"] for change in made["changes"]] == ["orders"]


@pytest.mark.parametrize("cached", [(), ("--no-cache",)])
def test_a_trend_has_a_point_where_only_the_catalogue_changed(history, cached):
    for _ in range(2):  # the second time from what was kept
        assert points(history, *cached) == ([4, 3, 3], None)
    (history.parent / "catalog/shop/catalog-info.yaml").write_text(CATALOGUE)
    assert points(history, "HEAD", *cached) == ([4, 3], None)


def test_a_catalogue_that_commits_do_not_hold_is_seen_as_it_lies_now_and_that_is_said(history):
    top = history.parent
    git(top, "rm", "-r", "-q", "--cached", "catalog")
    git(top, "commit", "-q", "-m", "three", day="2026-01-26")
    said = "commits do not hold the catalogue in ../catalog"
    text = " ".join(kb(history, "diff", "HEAD", "--at", "2026-02-01").stdout.split())
    assert "Nothing changed" in text
    assert said in text
    assert points(history) == ([4, 3, 3, 3], "../catalog")
    assert said in " ".join(kb(history, "trend", "--at", "2026-02-01").stdout.split())
    (top / "catalog/shop/catalog-info.yaml").write_text(CATALOGUE + "---\nkind: Component\nmetadata: {name: new}\n")
    assert points(history) == ([4, 3, 5, 5], "../catalog")  # not what was kept of another catalogue


def test_a_commit_without_any_catalogue_is_a_fault_of_that_commit(history):
    top = history.parent
    (history / "kb.toml").write_text('[overlay]\nbackstage = "gone"\n')
    git(top, "add", "base")
    git(top, "commit", "-q", "-m", "three", day="2026-01-26")
    (history / "kb.toml").write_text(FILES["kb.toml"])
    assert points(history) == ([4, 3, None, 3], None)
    with pytest.raises(KbError, match=r"HEAD: .overlay. backstage is `gone`, which the commit does not hold"):
        CliRunner().invoke(main, ["-C", str(history), "diff", "HEAD"], catch_exceptions=False, standalone_mode=False)


def test_the_files_may_name_what_only_the_catalogue_holds(root):
    (root / "ownership/b.yml").write_text("knowledge:\n  web: {ann: operate}\n")
    assert [finding.rule for finding in load(root).findings] == ["unknown-reference"]
    assert seen(root).findings == ()
    assert seen(root).base.knowledge["web"]["ann"].source.path == "ownership/b.yml"
    (root.parent / "compose.yml").write_text("services: {cart: {image: cart}}\n")
    done = kb(root, "import", "compose", str(root.parent / "compose.yml"), "--dry-run")
    assert (done.exit_code, "architecture/compose.yml" in done.stdout) == (0, True)


def test_a_name_neither_holds_is_a_fault_where_it_stands(root):
    (root / "architecture/a.yml").write_text("services:\n  pay: {tier: 1}\n  mail: {needs: [weba]}\n")
    (finding,) = seen(root).findings
    assert (finding.rule, str(finding.source)) == ("unknown-reference", "architecture/a.yml:3")
    assert "did you mean `web`" in finding.message


def test_a_commit_does_not_choose_what_is_read_of_this_machine(history, tmp_path):
    testing.tree(tmp_path / "elsewhere", {"catalog-info.yaml": CATALOGUE.replace("orders", "secret-orders")})
    top = history.parent
    for folder in (str(tmp_path / "elsewhere"), "../../elsewhere", "../../../../../../../"):
        (history / "kb.toml").write_text(f'[overlay]\nbackstage = "{folder}"\n')
        git(top, "commit", "-q", "-a", "-m", "hostile", day="2026-01-26")
        (history / "kb.toml").write_text(FILES["kb.toml"])
        result = kb_of(history, "diff", "HEAD", "--at", "2026-02-01")
        assert "which the commit does not hold" in str(result.exception)
        assert "secret-orders" not in result.output
        assert points(history)[0][2] is None


def kb_of(root, *words):
    return CliRunner().invoke(main, ["-C", str(root), *words], standalone_mode=False)
