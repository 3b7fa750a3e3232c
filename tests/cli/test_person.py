"""kb person as a user runs it."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from kb.cli.main import main
from kb.cli.schema import report_schema
from kb.testing import tree

OWNERSHIP = (
    "people:\n  p-1: {title: First}\n  mark: {}\nknowledge:\n  pay: {p-1: operate, mark: assist} # p-1 built it\n"
)


@pytest.fixture
def kb(tmp_path):
    (tmp_path / "architecture").mkdir()
    (tmp_path / "ownership").mkdir()
    (tmp_path / "architecture/a.yml").write_text("services: {pay: {description: make a mark}}\n")
    (tmp_path / "ownership/a.yml").write_text(OWNERSHIP)

    def run(*words, **options):
        return CliRunner().invoke(main, ["-C", str(tmp_path), "person", *words], **options)

    run.file = tmp_path / "ownership/a.yml"
    return run


def test_show(kb):
    done = kb("show", "p-1")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Everything stored on p-1 (First)\n")
    assert "ownership/a.yml:5" in done.stdout
    Draft7Validator(json.loads(report_schema("person"))).validate(json.loads(kb("show", "p-1", "-f", "json").stdout))
    rows = list(csv.DictReader(io.StringIO(kb("show", "p-1", "-f", "csv").stdout)))
    assert {"entry", "knowledge"} == {row["group"] for row in rows}


def test_what_a_file_says_is_shown_as_a_file_says_it_and_no_column_is_empty(kb):
    kb.file.write_text(OWNERSHIP.replace("{title: First}", "{night_shift: true}"))
    text = kb("show", "p-1").stdout
    assert "night_shift  true\n" in text
    assert "Where  Says              File" in text
    kb.file.write_text(OWNERSHIP + "teams: {core: {lead: p-1}}\n")
    assert "Where  As    Says  File" in kb("show", "p-1").stdout


def test_dry_run_shows_a_diff_and_writes_nothing(kb):
    done = kb("forget", "p-1", "--dry-run")
    assert done.exit_code == 0
    assert "-  p-1: {title: First}\n" in done.stdout
    assert "+  pay: {mark: assist} # someone built it\n" in done.stdout
    assert "Nothing was written (--dry-run)." in done.stderr
    assert kb.file.read_text() == OWNERSHIP


def test_what_the_base_lacks_afterwards_is_said_before_asking(kb):
    (kb.file.parent / "b.yml").write_text("teams: {till: {lead: p-1}}\n")
    said = " ".join(kb("forget", "p-1", "--dry-run").stderr.split())
    assert "Nobody who is available can operate pay without `p-1`." in said
    assert "These lose `p-1`: team till (lead)." in said
    assert "No other entry" not in said  # mark has one
    kb.file.write_text(OWNERSHIP.replace(", mark: assist", ""))
    done = kb("forget", "p-1", "--dry-run")
    assert "No other entry stands for pay: what remains written there is *nobody*." in " ".join(done.stderr.split())
    assert max(map(len, done.stderr.splitlines())) <= 80


def test_one_place_is_one_place(kb):
    assert "1 place names them besides their own entry" in kb("show", "p-1").stdout


def test_yes_writes_and_warns_of_history(kb):
    done = kb("forget", "p-1", "--yes")
    assert done.exit_code == 0, done.output
    assert "Git keeps what was committed" in done.stderr
    assert "p-1" not in kb.file.read_text()


def test_places_left_to_a_human_end_in_1(kb):
    done = kb("forget", "mark", "--yes")
    assert done.exit_code == 1
    assert "architecture/a.yml:1" in done.stderr
    assert kb("forget", "p-1", "--words", "--yes").exit_code == 0


def test_a_wrong_id_gets_the_right_one(kb):
    assert "did you mean `p-1`" in str(kb("show", "p1").exception)
    assert "did you mean `mark`" in str(kb("forget", "marc").exception)


def test_nobody_is_forgotten_twice(tmp_path):
    root = tree(tmp_path, {"ownership/a.yml": "people: {gone-1: {until: 2026-01-01}, gone-by: {}}\n"})
    done = CliRunner().invoke(main, ["-C", str(root), "person", "forget", "gone-1", "--yes"])
    assert "stands for somebody who has been forgotten already" in str(done.exception)
    assert CliRunner().invoke(main, ["-C", str(root), "person", "forget", "gone-by", "--yes"]).exit_code == 0
