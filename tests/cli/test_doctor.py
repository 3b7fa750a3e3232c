"""kb doctor as a user runs it."""

import json
from pathlib import Path

from click.testing import CliRunner
from jsonschema import Draft7Validator

from kb.cli import doctor
from kb.cli.main import main
from kb.cli.schema import report_schema
from kb.errors import install

ROOT = Path(__file__).parents[2]


def kb(folder, *words):
    return CliRunner().invoke(main, ["-C", str(folder), "doctor", *words])


def test_all_is_well_here():
    done = kb(ROOT)
    assert done.exit_code == 0, done.output
    for name in (
        "kb ",
        "Python",
        "click",
        "PyYAML",
        "libyaml",
        "networkx",
        "dot",
        "git",
        "Width",
        "Colour",
        "Found in",
        "Faults",
        "Schema",
        "as_of",
    ):
        assert name in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_a_missing_program_is_told_with_its_consequence(monkeypatch):
    monkeypatch.setattr(doctor, "installed", lambda _: None)
    done = kb(ROOT)
    assert done.exit_code == 0
    assert "sudo apt-get install graphviz" in " ".join(done.stdout.split())


def test_a_missing_package_is_a_failure(monkeypatch):
    monkeypatch.setattr(doctor, "_version", lambda name: None if name == "networkx" else "1")
    done = kb(ROOT, "--format", "json")
    assert done.exit_code == 1
    report = json.loads(done.stdout)
    Draft7Validator(json.loads(report_schema("doctor"))).validate(report)
    assert not report["ok"]
    assert [part["name"] for part in report["installation"] if not part["ok"]] == ["networkx"]


def test_what_only_some_commands_need_may_be_missing_and_is_told_with_how_to_install_it(monkeypatch):
    there = doctor._version
    monkeypatch.setattr(doctor, "_version", lambda name: None if name == "mkdocs-material" else there(name))
    done = kb(ROOT)
    assert done.exit_code == 0
    assert f"`kb site` does not work. Install it: {install('mkdocs-material>=9.7,<10')}" in " ".join(
        done.stdout.split()
    )


def test_faults_and_absence_of_a_base_are_told(tmp_path):
    assert "no knowledge base" in " ".join(kb(tmp_path).stdout.split())
    (tmp_path / "architecture").mkdir()
    (tmp_path / "architecture/a.yml").write_text("servises: {}\n")
    done = kb(tmp_path)
    assert done.exit_code == 0
    assert "1 in the files" in done.stdout
    assert done.stdout.endswith("kb has all it needs to run; look at: Faults.\n")


def test_a_folder_that_is_not_there_is_told(tmp_path):
    said = kb(tmp_path / "nope").stdout
    assert "Knowledge base  none:" in said
    assert "is not a folder" in " ".join(said.split())
    assert "missing: /" not in said
    assert said.endswith("look at: Knowledge base.\n")


def test_a_program_that_does_not_answer_is_missing(tmp_path, monkeypatch):
    (tmp_path / "git").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setattr(doctor, "installed", lambda name: str(tmp_path / name))
    assert doctor._program("git", "--version") is None
    assert doctor._program("dot", "-V") is None
