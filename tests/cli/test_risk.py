"""kb risk as a user runs it."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from kb.cli.main import main

ARCHITECTURE = """\
systems: {sales: {owner: till, tier: 0}}
services:
  shop: {system: sales, needs: [pay]}
  pay: {tier: 1}
  mail: {tier: 3}
"""
OWNERSHIP = """\
teams: {till: {}}
people: {ann: {team: till}, bob: {team: till}, cid: {}}
knowledge:
  shop: {ann: operate, bob: operate, cid: operate}
  pay: {ann: operate, bob: assist}
"""


@pytest.fixture
def kb(tmp_path):
    (tmp_path / "architecture").mkdir()
    (tmp_path / "ownership").mkdir()
    (tmp_path / "kb.toml").write_text('as_of = "2026-09-14"\n')
    (tmp_path / "architecture/a.yml").write_text(ARCHITECTURE)
    (tmp_path / "ownership/a.yml").write_text(OWNERSHIP)

    def run(*words):
        return CliRunner().invoke(main, ["-C", str(tmp_path), "risk", *words], catch_exceptions=True)

    run.root = tmp_path
    return run


def test_the_first_lines_say_what_and_for_when(kb):
    lines = kb().output.splitlines()
    assert lines[0] == "Risk: the whole knowledge base"
    assert lines[2] == "At 2026-09-14 (as_of in kb.toml)"
    assert kb("--at", "2026-01-01").output.splitlines()[2] == "At 2026-01-01 (asked for with --at)"


def test_text_fits_eighty_columns_and_uses_no_colour_off_a_terminal(kb):
    for words in ((), ("--component", "shop")):
        output = kb(*words).output
        assert max(map(len, output.splitlines())) <= 80
        assert "\x1b" not in output


def test_json_holds_every_row(kb):
    report = json.loads(kb("-f", "json").output)
    assert report["format_version"] == 1
    assert [(row["component"], row["risk_class"], row["bus_factor"]) for row in report["rows"]] == [
        ("shop", "held", 1),
        ("pay", "single", 1),
        ("mail", "unknown", None),
    ]
    assert report["rows"][0]["weakest"]["path"] == ["shop", "pay"]


def test_csv_has_one_line_a_component_and_numbers_of_their_own(kb):
    rows = list(csv.DictReader(io.StringIO(kb("-f", "csv").output)))
    assert [row["component"] for row in rows] == ["shop", "pay", "mail"]
    assert (rows[1]["coverage"], rows[1]["proven"], rows[1]["bus_factor"], rows[2]["bus_factor"]) == ("1", "0", "1", "")


def test_scopes(kb):
    assert [row["component"] for row in json.loads(kb("--system", "sales", "-f", "json").output)["rows"]] == ["shop"]
    assert [row["component"] for row in json.loads(kb("--team", "till", "-f", "json").output)["rows"]] == ["shop"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 0),
        (("--fail-under", "1"), 1),  # mail's bus factor is unknown
        (("--system", "sales", "--fail-under", "1"), 0),
        (("--system", "sales", "--fail-under", "2"), 1),
        (("--system", "sales", "--fail-on", "thin"), 0),
        (("--fail-on", "orphaned"), 1),  # mail is unknown
        (("--component", "mail", "--fail-on", "orphaned"), 1),
        (("--component", "pay", "--fail-on", "single"), 1),
        (("--component", "pay", "--fail-on", "orphaned"), 0),
        (("--component", "shop", "--fail-under", "2"), 1),
        (("--component", "shop", "--fail-under", "1"), 0),
    ],
)
def test_exit_codes(kb, words, code):
    assert kb(*words).exit_code == code


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--component", "shopp"), "there is no component `shopp`; did you mean `shop`?"),
        (("--system", "sale"), "there is no system `sale`; did you mean `sales`?"),
        (("--team", "x"), "there is no team `x`"),
        (("--component", "sales"), "`sales` is a system, not a component"),
        (("--system", "till"), "`till` is a team, not a system"),
        (("--at", "yesterday"), "--at: 'yesterday' is not a date of the form 2026-01-31"),
        (("--at", "2026-02-30"), "--at: 2026-02-30 is not a day of the calendar"),
        (("--component", "shop", "--team", "till"), "exclude each other"),
    ],
)
def test_what_cannot_be_asked_is_said(kb, words, sentence):
    result = kb(*words)
    assert sentence in str(result.exception)
    assert result.exception.exit_code == 2


def test_faults_in_the_files_stop_it_with_all_of_them(kb):
    (kb.root / "architecture/a.yml").write_text(ARCHITECTURE.replace("needs: [pay]", "needs: [pya], tire: 1"))
    result = kb()
    assert result.exception.exit_code == 2
    assert "2 faults" in str(result.exception)
    assert "architecture/a.yml:3:33: there is no component or vendor `pya`; did you mean `pay`?" in str(
        result.exception
    )


def test_the_answer_can_go_to_a_file(kb):
    assert kb("-o", str(kb.root / "risk.md"), "-f", "markdown").output == ""
    assert (kb.root / "risk.md").read_text().startswith("# Risk: the whole knowledge base")


def test_its_help_fits_eighty_columns():
    assert max(map(len, CliRunner().invoke(main, ["risk", "--help"]).output.splitlines())) <= 80


def test_a_place_is_not_broken(kb):
    assert " ownership/a.yml:5" in kb("--component", "pay").output
    long = "a-very-long-name-of-a-file-somewhere.yml"
    (kb.root / "ownership/a.yml").rename(kb.root / "ownership" / long)
    assert f"- ann: ownership/{long}:5\n" in kb("--component", "pay").output
