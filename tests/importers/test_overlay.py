"""A catalogue read in place: every command sees it, nothing is written, a human's word wins, places point into the catalogue."""

import json
import sys

import pytest
from click.testing import CliRunner

from kb import testing
from kb.cli.main import main
from kb.errors import KbError
from kb.files.load import load
from kb.importers._overlay import overlaid

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


def kb(root, *words):
    return CliRunner().invoke(main, ["-C", str(root), *words], catch_exceptions=False)


def test_both_are_seen_as_one_and_the_files_win(root):
    base = overlaid(root, load(root)).base
    assert set(base.components) == {"web", "pay", "mail", "orders"}
    assert [edge.to for edge in base.components["web"].needs] == ["pay", "orders"]
    assert base.components["pay"].about.title == "Our title"
    assert (base.components["pay"].owner, base.components["pay"].tier) == ("shop-team", 1)


def test_places_point_to_where_it_really_stands(root):
    base = overlaid(root, load(root)).base
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
def test_a_catalogue_that_is_not_there_is_one_sentence(root, backstage, said):
    (root / "kb.toml").write_text(f'[overlay]\nbackstage = "{backstage}"\n')
    with pytest.raises(KbError, match=said):
        overlaid(root, load(root))


def test_files_with_faults_are_told_as_ever(root):
    (root / "architecture/b.yml").write_text("services: {x: {nonsense: 1}}\n")
    assert overlaid(root, load(root)) == load(root)


def test_a_misspelt_key_is_an_error_with_its_place(root):
    (root / "kb.toml").write_text('[overlay]\nbackstag = "x"\n')
    (finding,) = load(root).findings
    assert (finding.rule, finding.source.path, finding.source.line) == ("unknown-key", "kb.toml", 2)


def test_nothing_of_it_is_imported_where_no_key_asks_for_it(root, monkeypatch):
    (root / "kb.toml").write_text("")
    monkeypatch.delitem(sys.modules, "kb.importers._overlay", raising=False)
    kb(root, "who", "pay")
    assert "kb.importers._overlay" not in sys.modules
