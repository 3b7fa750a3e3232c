"""What is in a picture."""

from datetime import UTC, datetime

import pytest

from kb.analyses.drawing.compose import Composer
from kb.files.load import load
from kb.model.words import Kind, Relation, RiskClass
from kb.testing import tree

AT = datetime(2026, 9, 14, 12, tzinfo=UTC)
ARCHITECTURE = """\
systems: {shop: {title: The shop}, base: {}}
services:
  web: {system: shop, needs: [pay, {to: store, fallback: copy}], uses: [mail]}
  pay: {system: shop, built_on: [core], needs: [bank]}
  mail: {needs: [queue]}
  alone: {}
platforms: {core: {system: base, runs_on: [disk]}}
datastores: {store: {system: base, runs_on: [disk]}, copy: {system: base}, disk: {system: base}}
queues: {queue: {needs: [mail]}}
vendors: {bank: {}}
"""
OWNERSHIP = """\
people: {ann: {}, bob: {}, gus: {kind: external}}
knowledge: {web: {ann: operate}, pay: none, core: {ann: operate, bob: operate}, disk: {gus: operate}}
"""
RUNBOOK = "---\ncovers: [{from: web, to: store}]\n---\n# Switch\n\n## Steps\n\n1. Switch.\n"


@pytest.fixture
def folder(tmp_path):
    files = {"architecture/a.yml": ARCHITECTURE, "ownership/a.yml": OWNERSHIP, "runbooks/switch.md": RUNBOOK}
    tree(tmp_path, files)
    return tmp_path


def composer(folder, **options):
    loaded = load(folder)
    assert loaded.findings == ()
    return Composer(loaded.base, AT, **options)


def ids(drawing):
    return [node.id for node in drawing.nodes]


def test_the_whole_has_every_component_and_vendor_stood_on(folder):
    drawing = composer(folder).whole()
    assert ids(drawing) == ["alone", "bank", "copy", "core", "disk", "mail", "pay", "queue", "store", "web"]
    assert drawing.groups == (("base", "base"), ("shop", "The shop"))
    relations = {(line.tail, line.head): line.relation for line in drawing.lines}
    assert relations["pay", "core"] is Relation.BUILT_ON
    assert relations["core", "disk"] is Relation.RUNS_ON
    assert relations["web", "mail"] is Relation.USES


def test_a_node_says_how_it_is_covered(folder):
    nodes = {node.id: node for node in composer(folder).whole().nodes}
    assert (nodes["web"].risk_class, nodes["web"].note) == (RiskClass.SINGLE, "single: 1, claimed")
    assert (nodes["pay"].risk_class, nodes["pay"].note) == (RiskClass.ORPHANED, "orphaned: 0")
    assert nodes["core"].note == "thin: 2, claimed"
    assert nodes["disk"].note == "orphaned: 0 +1 external"
    assert nodes["store"].note == "unknown"
    assert (nodes["bank"].risk_class, nodes["bank"].kind) == (None, Kind.VENDOR)


def test_a_component_comes_with_its_hard_closure_and_what_it_merely_uses(folder):
    drawing = composer(folder).component("web")
    assert ids(drawing) == ["bank", "core", "disk", "mail", "pay", "store", "web"]
    assert [node.id for node in drawing.nodes if not node.inside] == ["mail"]
    assert drawing.scope == "web and what it stands on"


def test_depth_counts_steps_down(folder):
    found = composer(folder)
    assert ids(found.component("web", 0)) == ["web"]
    assert ids(found.component("web", 1)) == ["mail", "pay", "store", "web"]
    assert ids(found.component("web", 2)) == ["bank", "core", "disk", "mail", "pay", "store", "web"]
    assert found.component("web", 1).scope.endswith("1 step down")


def test_cycles_end(folder):
    assert ids(composer(folder).component("mail")) == ["mail", "queue"]


def test_a_system_comes_with_its_neighbours(folder):
    drawing = composer(folder).system("shop")
    assert [node.id for node in drawing.nodes if node.inside] == ["pay", "web"]
    assert [node.id for node in drawing.nodes if not node.inside] == ["bank", "core", "mail", "store"]


def test_a_rehearsed_fallback_is_drawn_beside_its_edge(folder):
    (folder / "runbooks/log").mkdir()
    steps = load(folder).base.runbooks["switch"].steps_hash
    (folder / "runbooks/log/a.yml").write_text(
        f'{{runbook: switch, steps_hash: "{steps}", kind: drill, by: ann, ended: 2026-09-13T10:00:00Z, help: none, outcome: pass}}\n'
    )
    drawing = composer(folder).component("web")
    assert {"copy", "store"} <= {node.id for node in drawing.nodes if node.inside}
    whole = {(line.tail, line.head): line.either for line in composer(folder).whole().lines}
    assert whole["web", "store"]
    assert whole["web", "copy"]
    assert not whole["web", "pay"]


def test_systems_stand_for_too_many_components(folder):
    drawing = composer(folder, most=4).whole()
    assert ids(drawing) == ["alone", "bank", "base", "mail", "queue", "shop"]
    nodes = {node.id: node for node in drawing.nodes}
    assert (nodes["base"].kind, nodes["base"].risk_class, nodes["base"].note) == (
        Kind.SYSTEM,
        RiskClass.ORPHANED,
        "1 orphaned, 2 unknown, 1 thin",
    )
    lines = {(line.tail, line.head, line.relation): line.edges for line in drawing.lines}
    assert lines["shop", "base", Relation.NEEDS] == 1
    assert ("base", "base", Relation.RUNS_ON) not in lines


def test_what_a_vendor_stands_on_is_drawn_too(folder):
    text = ARCHITECTURE.replace("{bank: {}}", "{bank: {needs: [cloud, mail]}, cloud: {needs: [bank]}, unused: {}}")
    (folder / "architecture/a.yml").write_text(text)
    drawing = composer(folder).whole()
    assert {"bank", "cloud"} <= set(ids(drawing))
    assert "unused" not in ids(drawing)
    found = {(line.tail, line.head) for line in drawing.lines if line.tail in ("bank", "cloud")}
    assert found == {("bank", "cloud"), ("bank", "mail"), ("cloud", "bank")}
