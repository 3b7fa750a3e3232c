"""What every exporter keeps: the same bytes for the same base, hostile texts made harmless, every component told."""

import csv
import io
import json
import subprocess
import xml.etree.ElementTree as ET

import jsonschema
import networkx as nx
import pytest
from click.testing import CliRunner

from kb import exporters, plugs, testing
from kb.cli.main import main
from kb.cli.schema import report_schema
from kb.exporters import Exporter, Subject

NAUGHTY = 'x"]; click n1 "javascript:alert(1)" &amp; -->|%%{init}%%| =1+1'
FILES = {
    "architecture/a.yml": f"""\
systems: {{shop: {{title: {json.dumps(NAUGHTY)}, owner: t1, tier: 1}}}}
services:
  web: {{system: shop, title: {json.dumps(NAUGHTY)}, needs: [pay, {{to: acme, why: {json.dumps(NAUGHTY)}}}], uses: [mail]}}
  pay: {{built_on: [ledger], uses: []}}
  mail: {{tier: 2}}
datastores: {{ledger: {{}}}}
vendors: {{acme: {{needs: [mail]}}}}
""",
    "ownership/o.yml": "teams: {t1: {}}\npeople: {ann: {team: t1}}\nknowledge: {web: {ann: operate}, pay: none}\n",
}


def subject(files=FILES):
    loaded = testing.read(files)
    assert loaded.findings == ()
    return Subject(loaded.base, testing.at(), "At 2026-06-01 (as_of in kb.toml).")


def export(name, given=None):
    return plugs.plug(exporters, Exporter, name)().export(given or subject())


def the_file(name):
    (text,) = export(name).values()
    return text


@pytest.mark.parametrize("name", plugs.names(exporters))
def test_the_order_of_files_and_entries_does_not_matter(name):
    turned = {path: FILES[path] for path in reversed(FILES)}
    assert export(name, subject(turned)) == export(name)
    assert all(text.endswith("\n") for text in export(name).values())


@pytest.mark.parametrize("name", plugs.names(exporters))
def test_an_empty_base_can_be_exported(name):
    assert export(name, Subject(testing.read({"kb.toml": ""}).base, testing.at(), "At"))


def test_dot_draws_every_component(dot):
    drawn = subprocess.run([dot, "-Tplain"], input=the_file("dot"), capture_output=True, text=True, check=True)
    nodes = {line.split()[1].strip('"') for line in drawn.stdout.splitlines() if line.startswith("node ")}
    assert nodes >= {"web", "pay", "mail", "ledger", "acme"}


def test_graphml_is_read_by_networkx_with_its_values():
    text = the_file("graphml")
    ET.fromstring(text)
    graph = nx.parse_graphml(text, force_multigraph=True)
    assert graph.nodes["web"]["title"] == NAUGHTY
    assert (graph.nodes["web"]["class"], graph.nodes["web"]["coverage"], graph.nodes["web"]["tier"]) == ("single", 1, 1)
    assert "coverage" not in graph.nodes["mail"]
    assert graph.nodes["mail"]["class"] == "unknown"
    found = {(a, b, data["relation"], data["hard"]) for a, b, data in graph.edges(data=True)}
    assert found == {
        ("web", "pay", "needs", True), ("web", "acme", "needs", True), ("web", "mail", "uses", False),
        ("pay", "ledger", "built_on", True), ("acme", "mail", "needs", True),
    }  # fmt: skip


def test_mermaid_holds_nothing_but_its_own_words_outside_of_labels():
    text = the_file("mermaid")
    for part in ("%%{", 'click n1 "', "|"):
        assert part not in text
    lines = [line.strip() for line in text.splitlines()[2:]]
    assert "n5 --> n4" in lines
    assert "n5 -.-> n3" in lines
    assert "n4 ==> n2" in lines
    assert sum(line.startswith("subgraph") for line in lines) == lines.count("end") == 1


def test_the_table_tells_unknown_from_none():
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(the_file("csv")))}
    assert (rows["pay"]["uses"], rows["pay"]["needs"], rows["mail"]["tier"]) == ("none", "", "2")
    assert (rows["web"]["needs"], rows["web"]["class"], rows["pay"]["class"]) == ("pay acme", "single", "orphaned")
    assert rows["web"]["title"] == NAUGHTY
    assert (rows["acme"]["section"], rows["acme"]["needs"]) == ("vendors", "mail")


def test_json_is_as_its_schema_says():
    data = json.loads(the_file("json"))
    jsonschema.validate(data, json.loads(report_schema("export")))
    assert data["components"]["web"]["source"] == {"path": "architecture/a.yml", "line": 3, "column": 3}
    assert data["coverage"]["pay"] == {
        "risk_class": "orphaned", "known": True, "coverage": 0, "proven": 0, "externals": 0,
    }  # fmt: skip


def test_the_command_writes_to_a_file_or_a_folder_and_names_what_there_is(tmp_path):
    testing.tree(tmp_path, FILES)
    run = lambda *words: CliRunner().invoke(main, ["-C", str(tmp_path), "export", *words])  # noqa: E731
    assert "mermaid" in run().output
    assert run("mermaid", "--at", "2026-06-01").output.startswith("flowchart LR\n")
    assert run("csv", "-o", str(tmp_path / "x.csv")).exit_code == 0
    assert run("csv", "-o", f"{tmp_path}/out/").exit_code == 0
    assert (tmp_path / "out/components.csv").read_bytes() == (tmp_path / "x.csv").read_bytes()
    wrong = run("mermiad")
    assert wrong.exit_code != 0
    assert "did you mean `mermaid`" in str(wrong.exception)


def test_codeowners_without_a_rule_say_so_beside_the_file(tmp_path):
    testing.tree(tmp_path, {"architecture/a.yml": "services: {pay: {}}\n"})
    run = lambda: CliRunner().invoke(main, ["-C", str(tmp_path), "export", "codeowners"])  # noqa: E731
    done = run()
    assert (done.exit_code, done.stdout.count("\n")) == (0, 1)
    assert "no component has `paths`" in done.stderr
    testing.tree(tmp_path, {"architecture/a.yml": "services: {pay: {paths: [src/]}}\n"})
    assert "no component that has `paths` has an owner" in run().stderr
    testing.tree(tmp_path, {"architecture/a.yml": "services: {pay: {paths: [src/], owner: till}}\n"})
    testing.tree(tmp_path, {"ownership/a.yml": "teams: {till: {}}\n"})
    done = run()
    assert (done.stderr, done.stdout.splitlines()[1]) == ("", "/src/ @till")
