import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from kb import plugs
from kb.analyses.check import rules
from kb.cli.main import main
from kb.files import faults
from kb.testing import tree

STORIES = Path(__file__).parent.parent / "stories"
ROOT = STORIES.parent.parent
CLEAN = {
    "architecture/a.yml": "services:\n  pay: {tier: 2, needs: none}\n  web: {tier: 2, needs: [pay]}\nclients:\n  app: {tier: 2, needs: [web]}\n"
}
WARNED = {"architecture/a.yml": "services:\n  pay: {needs: [rates]}\n  rates: {tier: 2}\n"}
BROKEN = {"architecture/a.yml": "services:\n  pay: {teir: 2}\n"}


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780315200")  # 2026-06-01


def kb(folder, *arguments):
    result = CliRunner().invoke(main, ["-C", str(folder), "check", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


# -- stories -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("story", "code"), [("broken", 1), ("thin", 1)])
def test_a_story_reads_as_expected(story, code, golden):
    result = kb(STORIES / story, ".", "--at", "2026-06-01")
    golden(STORIES / story / "expected/check.txt", result.stdout)
    asked = kb(STORIES / story, "--at", "2026-06-01", "--questions", "5")
    golden(STORIES / story / "expected/questions.txt", asked.stdout)
    assert asked.exit_code == code
    assert result.exit_code == code
    assert max(map(len, result.stdout.splitlines())) <= 80


def found_in(story):
    return {finding["rule"] for finding in json.loads(kb(STORIES / story, "-f", "json").stdout)["findings"]}


def test_the_broken_story_holds_every_fault():
    assert found_in("broken") == set(plugs.names(faults))


def test_the_thin_story_holds_a_finding_of_every_rule():
    assert found_in("thin") == set(plugs.names(rules))


@pytest.mark.parametrize("folder", [ROOT, ROOT / "examples/lantern"], ids=["founding case", "lantern"])
def test_the_knowledge_bases_of_this_repository_have_no_errors(folder):
    result = kb(folder)
    assert result.exit_code == 0
    assert "No errors" in result.stdout or "Nothing found" in result.stdout


# -- what is asked for ---------------------------------------------------------------------------

MANY = {
    **WARNED,
    "architecture/b.yml": "services:\n  web: {tier: 0, needs: [pay]}\n",
}


def rules_in(folder, *words):
    found = json.loads(kb(folder, *words, "-f", "json").stdout)
    shown = [item["rule"] for item in found["findings"]]
    assert sum(found["counts"].values()) == len(shown)
    return found, shown


def test_a_path_narrows_to_what_lies_there(tmp_path):
    folder = tree(tmp_path, MANY)
    whole, _ = rules_in(folder)
    for path in ("architecture/b.yml", str(folder / "architecture/b.yml"), "./architecture/../architecture/b.yml"):
        found, shown = rules_in(folder, path)
        assert {item["source"]["path"] for item in found["findings"]} == {"architecture/b.yml"}
        assert 0 < len(shown) < len(whole["findings"])
    assert rules_in(folder, ".")[0]["findings"] == rules_in(folder, "architecture")[0]["findings"] == whole["findings"]


def test_a_path_is_counted_from_the_folder_that_was_named_or_as_reports_print_it(tmp_path):
    folder = tree(tmp_path, MANY)
    within = kb(folder / "architecture", "b.yml", "-f", "json").stdout
    assert within == kb(folder / "architecture", "architecture/b.yml", "-f", "json").stdout
    assert json.loads(within)["findings"]


def test_a_rule_narrows_to_what_it_finds_and_only_that_is_judged(tmp_path):
    folder = tree(tmp_path, MANY)
    _, shown = rules_in(folder, "--rule", "tier-known", "--rule", "owner-known")
    assert set(shown) == {"tier-known", "owner-known"}
    failed = kb(folder, "--rule", "tier-known", "--fail-on", "warning")
    assert failed.exit_code == 1
    assert failed.stderr == "fails (--fail-on warning): tier-known (1 warning)\n"
    assert kb(folder, "--rule", "unknown-key", "--fail-on", "info").exit_code == 0


def test_advice_is_counted_until_it_is_asked_for(tmp_path):
    folder = tree(tmp_path, MANY)
    whole = kb(folder)
    assert "Advice (1): nothing is wrong; `kb check .` shows it." in whole.stdout
    for words in ((".",), ("--fail-on", "info"), ("--rule", "edge-modes")):
        assert "worth knowing" in kb(folder, *words).stdout, words
    assert {item["severity"] for item in json.loads(kb(folder, "-f", "json").stdout)["findings"]} == {"warning", "info"}


def test_questions_are_all_that_is_shown(tmp_path):
    done = kb(tree(tmp_path, MANY), "--questions", "1")
    assert done.stdout.startswith("Questions to send\n")
    assert "Warnings" not in done.stdout
    assert json.loads(kb(tmp_path, "--questions", "1", "-f", "json").stdout)["findings"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "there is no file or folder nowhere"),
        (("/",), "/ does not lie in the knowledge base"),
        (("--rule", "tier-know"), "there is no rule `tier-know`; did you mean `tier-known`?"),
        ((".", "--questions", "1"), "--questions asks about the whole"),
        ((".", "--write-baseline"), "leave PATH or --rule out"),
    ],
)
def test_what_cannot_be_narrowed(tmp_path, words, said):
    result = CliRunner().invoke(main, ["-C", str(tree(tmp_path, MANY)), "check", *words])
    assert said in str(result.exception)
    assert result.exception.exit_code == 2


# -- exit codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "fail_on", "code"),
    [
        (CLEAN, "info", 0),
        (WARNED, "error", 0),
        (WARNED, "warning", 1),
        (WARNED, "info", 1),
        (BROKEN, "error", 1),
        (BROKEN, "warning", 1),
        (BROKEN, "never", 0),
        ({"architecture/a.yml": "services: [\n"}, "error", 1),
    ],
)
def test_the_exit_code_follows_fail_on(tmp_path, files, fail_on, code):
    assert kb(tree(tmp_path, files), "--fail-on", fail_on).exit_code == code


def test_nothing_found_is_said(tmp_path):
    result = kb(tree(tmp_path, CLEAN))
    assert "┃ Nothing found\n┃ 1 file read.\n" in result.stdout


def test_nothing_to_check_and_wrong_usage(tmp_path):
    def code(*arguments):
        command = (
            [sys.executable, "-m", "kb.cli.main"]
            if False
            else [sys.executable, "-c", "from kb.cli.main import run; run()"]
        )
        return subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)

    empty = code("-C", str(tree(tmp_path, {"kb.toml": ""})), "check")
    assert (empty.returncode, empty.stdout) == (3, "")
    assert "nothing to check" in empty.stderr
    assert code("-C", str(tmp_path), "check", "--at", "yesterday").returncode == 2
    assert code("-C", str(tmp_path), "check", "--fail-on", "x").returncode == 2


def test_a_faulty_kb_toml_is_a_finding(tmp_path):
    result = kb(tree(tmp_path, CLEAN | {"kb.toml": "[rules.rotation-two]\nleats = 3\n"}))
    assert result.exit_code == 1
    assert (
        "kb.toml:2:1: error: `leats` is not an option of `rotation-two`; did you mean\n`least`? [unknown-key]"
        in result.stdout
    )


# -- formats -------------------------------------------------------------------------------------


def test_the_first_lines_name_the_date_and_its_origin(tmp_path):
    folder = tree(tmp_path, CLEAN)
    assert "\nAt 2026-06-01 12:00 UTC (now;" in kb(folder).stdout
    assert "\nAt 2026-01-31 (asked for with --at)" in kb(folder, "--at", "2026-01-31").stdout


def test_json_has_the_same_shape_with_and_without_findings(tmp_path):
    some = json.loads(kb(tree(tmp_path / "a", WARNED), "-f", "json").stdout)
    none = json.loads(kb(tree(tmp_path / "b", CLEAN), "-f", "json").stdout)
    assert some.keys() == none.keys()
    assert (some["report"], some["counts"]["warnings"], none["findings"]) == ("check-report", 2, [])


def test_paths_for_code_scanning_count_from_the_repository(tmp_path):
    (tmp_path / ".git").mkdir()
    folder = tree(tmp_path / "ops/kb", BROKEN)
    assert "::error file=ops/kb/architecture/a.yml,line=2,col=9," in kb(folder, "-f", "github").stdout
    run = json.loads(kb(folder, "-f", "sarif").stdout)["runs"][0]
    assert run["tool"]["driver"]["rules"][0]["shortDescription"]["text"].startswith("A key that Holdfast does not know")
    assert (
        run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "ops/kb/architecture/a.yml"
    )


def test_junit_fails_what_fail_on_says(tmp_path):
    folder = tree(tmp_path, WARNED)
    counts = [
        ET.fromstring(kb(folder, "-f", "junit", "--fail-on", limit).stdout).get("failures")
        for limit in ("error", "warning", "never")
    ]
    assert counts == ["0", "2", "0"]


@pytest.mark.parametrize("format_name", ["junit", "github", "sarif"])
def test_a_base_in_a_folder_of_a_repository_is_named_from_its_root(tmp_path, format_name):
    (tmp_path / ".git").mkdir()
    text = kb(tree(tmp_path / "ops", BROKEN), "-f", format_name).stdout
    place = {
        "junit": 'file="ops/architecture/',
        "github": "file=ops/architecture/",
        "sarif": '"uri": "ops/architecture/',
    }
    assert place[format_name] in text


def test_markdown_and_a_file(tmp_path):
    result = kb(tree(tmp_path, BROKEN), "-f", "markdown", "-o", str(tmp_path / "out.md"))
    assert result.stdout == ""
    assert result.exit_code == 1
    assert "# Check" in (tmp_path / "out.md").read_text("utf-8")


# -- speed ---------------------------------------------------------------------------------------


def test_it_does_without_networkx(tmp_path):
    tree(tmp_path, WARNED)
    script = f"""
import sys
from kb.cli.main import main
main(["-C", {str(tmp_path)!r}, "check", "--questions", "3"], standalone_mode=False)
heavy = {{"networkx", "numpy", "rich", "mkdocs", "markdown_it"}} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
