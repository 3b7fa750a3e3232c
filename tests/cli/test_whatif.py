"""kb risk --without and --scenario as a user runs them."""

import csv
import io
import json

import jsonschema
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from kb.cli.main import main
from kb.cli.schema import report_schema

ARCHITECTURE = """\
systems: {sales: {owner: till, tier: 0}}
services:
  shop: {system: sales, needs: [pay]}
  pay: {tier: 1}
  mail: {tier: 3}
"""
OWNERSHIP = """\
teams: {till: {}}
people: {ann: {team: till}, bob: {team: till}, cid: {employer: acme}, old: {until: 2026-01-01}}
knowledge:
  shop: {ann: operate, bob: operate, cid: operate}
  pay: {ann: operate, bob: assist}
"""
CUT = """\
at: 2026-02-01
scenarios:
  one: {title: Ann goes, without: [ann]}
  two: {without: [team:till], at: 2026-03-01}
"""


@pytest.fixture
def kb(tmp_path):
    (tmp_path / "architecture").mkdir()
    (tmp_path / "ownership").mkdir()
    (tmp_path / "kb.toml").write_text('as_of = "2026-09-14"\n')
    (tmp_path / "architecture/a.yml").write_text(ARCHITECTURE)
    (tmp_path / "ownership/a.yml").write_text(OWNERSHIP)
    (tmp_path / "cut.yml").write_text(CUT)

    def run(*words):
        return CliRunner().invoke(main, ["-C", str(tmp_path), "risk", *words], catch_exceptions=True)

    run.root = tmp_path
    run.cut = str(tmp_path / "cut.yml")
    return run


def rows(result):
    return list(csv.DictReader(io.StringIO(result.output)))


def test_the_first_lines_say_without_whom_and_for_when(kb):
    lines = kb("--without", "ann").output.splitlines()
    assert lines[0] == "Risk: the whole knowledge base, without ann"
    assert lines[2] == "At 2026-09-14 (as_of in kb.toml)"
    assert " ".join(lines[4:7]).strip() == (
        "People available: 3 → 2. Of components: last operator lost (1), "
        "bus factor falls (2, 1 of them through what they stand on), class falls (1)."
    )


def test_commas_repetition_order_and_mixtures_are_one_question(kb):
    expected = kb("--without", "ann,cid,team:till", "-f", "csv").output
    assert kb("--without", "team:till", "--without", " cid , ann,ann", "-f", "csv").output == expected
    assert kb("--without", "team:till,employer:acme", "-f", "csv").output == expected


def test_csv_has_one_row_per_consequence(kb):
    found = [
        (row["tier"], row["loss"], row["subject"], row["before"], row["after"], row["path"])
        for row in rows(kb("--without", "ann", "-f", "csv"))
    ]
    assert found == [
        ("0", "bus-factor", "shop", "1", "0", "shop > pay"),
        ("0", "class-falls", "shop", "3", "2", ""),
        ("0", "minor", "till", "2", "1", ""),
        ("1", "last-operator", "pay", "1", "0", ""),
    ]


@pytest.mark.parametrize(
    ("words", "schema"),
    [(("--without", "ann"), "risk-without"), (("--without", "ann", "--component", "shop"), "risk-without-component")],
)
def test_json_fits_its_schema(kb, words, schema):
    report = json.loads(kb(*words, "-f", "json").output)
    jsonschema.validate(report, json.loads(report_schema(schema)))
    assert len(report["scenarios"]) == 1


def test_a_component_shows_before_and_after_and_its_lines(kb):
    output = kb("--component", "pay", "--without", "ann").output
    assert "Class         single → orphaned\n" in output
    assert "taken away by --without" in output
    assert "drill it with bob" in output
    assert [row["loss"] for row in rows(kb("--component", "pay", "--without", "ann", "-f", "csv"))] == ["last-operator"]


def test_scenarios_stand_side_by_side_each_at_its_date(kb):
    output = kb("--scenario", kb.cut).output
    assert output.startswith("Risk: the whole knowledge base, 2 scenarios\n")
    assert "Ann goes (at 2026-02-01)" in output
    assert "two (at 2026-03-01)" in output
    assert {row["scenario"] for row in rows(kb("--scenario", kb.cut, "-f", "csv"))} == {"one", "two"}
    assert "Each scenario at its own date" in " ".join(output.split())
    assert "At 2026-05-01 (asked for with --at)" in kb("--scenario", kb.cut, "--at", "2026-05-01").output


def test_one_scenario_says_its_date_and_title(kb):
    (kb.root / "one.toml").write_text('title = "Ann goes"\nat = 2026-02-01\nwithout = ["ann"]\n')
    lines = kb("--scenario", str(kb.root / "one.toml")).output.splitlines()
    assert lines[0] == "Risk: the whole knowledge base, Ann goes"
    assert lines[2] == "At 2026-02-01 (at in"  # the long path of the file follows
    assert "single → orphaned" in kb("--scenario", str(kb.root / "one.toml"), "--component", "pay").output
    assert "Ann goes (at 2026-02-01)" in kb("--scenario", kb.cut, "--component", "pay").output


def test_limits_hold_for_what_remains(kb):
    whole = ("--system", "sales")
    assert kb(*whole, "--fail-on", "single").exit_code == 0
    assert kb(*whole, "--without", "ann", "--fail-on", "single").exit_code == 0
    assert kb(*whole, "--without", "ann,bob", "--fail-on", "single").exit_code == 1
    assert kb(*whole, "--fail-under", "1").exit_code == 0
    assert kb(*whole, "--without", "ann", "--fail-under", "1").exit_code == 1
    assert kb("--component", "pay", "--without", "ann", "--fail-on", "orphaned").exit_code == 1
    assert kb("--scenario", kb.cut, *whole, "--fail-under", "1").exit_code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--without", "anm"), "there is no person `anm`; did you mean `ann`?"),
        (("--without", "till"), "did you mean `team:till`?"),
        (("--without", "emploer:acme"), "is not understood"),
        (("--without", ""), "--without names nobody"),
        (("--without", "ann", "--scenario", "cut.yml"), "exclude each other"),
        (("--scenario", "none.yml"), "there is no file none.yml"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(kb, words, said):
    result = kb(*words)
    assert said in str(result.exception)
    assert result.exception.exit_code == 2


def test_faults_of_a_scenario_file_are_all_listed_with_their_place(kb):
    (kb.root / "bad.yml").write_text("without: [anm, team:tils]\ntitel: x\n")
    message = str(kb("--scenario", str(kb.root / "bad.yml")).exception)
    assert message.startswith("the scenario file has 3 faults:\n")
    assert "bad.yml:1:11: there is no person `anm`; did you mean `ann`? [unknown-reference]" in message
    assert "bad.yml:2:1: `titel` is not a key of a scenario file; did you mean `title`? [unknown-key]" in message


def test_nothing_changes_and_why(kb):
    left = kb("--without", "old").output
    assert "Nothing changes" in left
    assert "- old: had left, last day 2026-01-01" in left
    unused = kb("--component", "mail", "--without", "ann").output
    assert "Nothing in this scope is written to rest on" in " ".join(unused.replace("┃", "").split())


def test_text_fits_eighty_columns(kb):
    for words in (("--without", "ann,bob,cid"), ("--component", "pay", "--without", "ann"), ("--scenario", kb.cut)):
        assert max(map(len, kb(*words).output.splitlines())) <= 80


def test_completion_goes_on_behind_commas_and_knows_teams_and_employers(kb):
    def complete(*words):
        found = ShellComplete(main, {}, "kb", "_KB_COMPLETE").get_completions(
            ["-C", str(kb.root), "risk", *words[:-1]], words[-1]
        )
        return [item.value for item in found]

    assert complete("--without", "a") == ["ann"]
    assert complete("--without", "ann,") == ["ann,bob", "ann,cid", "ann,old", "ann,team:till", "ann,employer:acme"]
    assert complete("--without", "ann,te") == ["ann,team:till"]
    assert complete("--without", "employer:") == ["employer:acme"]


def test_a_list_where_a_mapping_is_expected_says_what_to_write(kb):
    (kb.root / "bad.yml").write_text("- ann\n- bob\n")
    message = str(kb("--scenario", str(kb.root / "bad.yml")).exception)
    assert "Fix: begin with a key and a colon, such as `without:`" in message
    assert message.endswith("What it holds: kb explain scenario")
