"""kb schema as a user runs it."""

import json

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from kb.cli.main import main
from kb.cli.schema import REPORTS
from kb.files.json_schema import KINDS


def kb(*words):
    return CliRunner().invoke(main, ["schema", *words])


@pytest.mark.parametrize("kind", KINDS)
def test_prints_a_kind(kind):
    Draft7Validator.check_schema(json.loads(kb(kind).stdout))


@pytest.mark.parametrize("name", REPORTS)
def test_prints_a_report(name):
    found = json.loads(kb("--report", name).stdout)
    Draft7Validator.check_schema(found)
    assert found["properties"]["format_version"]


def test_lists_both():
    assert kb("--list").stdout == kb().stdout
    for name in (*KINDS, *REPORTS):
        assert name in kb("--list").stdout


def test_writes_all_or_one(tmp_path):
    assert kb("-o", str(tmp_path / "a/b")).exit_code == 0
    assert sorted(file.name for file in (tmp_path / "a/b").iterdir()) == sorted(f"{kind}.json" for kind in KINDS)
    done = kb("run", "-o", str(tmp_path / "c"))
    assert (done.stdout, [file.name for file in (tmp_path / "c").iterdir()]) == ("", ["run.json"])
    assert kb("run", "-o", str(tmp_path / "c")).exit_code == 0  # generated files are written anew
    assert kb("--report", "who", "-o", str(tmp_path / "c")).exit_code == 0
    assert (tmp_path / "c/who.json").is_file()


def test_mistakes_get_a_sentence():
    assert "did you mean `ownership`" in str(kb("ownrship").exception)
    assert kb("run", "--list").exit_code == 2
