"""kb diff on a repository: revisions, dates, formats, exit codes, and files that cannot be compared."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from kb.cli.main import main
from kb.cli.schema import report_schema


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), "diff", *words], standalone_mode=False)


@pytest.fixture
def kb(story: Any) -> Path:
    return story.folder / "org" / "kb"


def test_a_commit_beside_the_working_tree(kb: Path) -> None:
    (kb / "ownership/knowledge.yml").write_text("knowledge: {checkout: none}\n")
    result = run(kb, "HEAD", "--at", "2026-06-08")
    assert result.exit_code == 0
    assert "What changed: HEAD → the working tree" in result.output
    assert "1 component has no operator" in result.output


def test_nothing_changed(kb: Path) -> None:
    result = run(kb, "code-only", "tidied", "--at", "2026-05-18")
    assert "Nothing changed" in result.output


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("rename", "tidied", "--fail-on", "orphaned"), 1),
        (("rename", "tidied", "--fail-on", "single"), 1),
        (("rename", "tidied", "--fail-on", "any"), 1),
        (("tidied", "repaired", "--fail-on", "orphaned"), 0),
        (("tidied", "repaired", "--fail-on", "single"), 0),
        (("tidied", "repaired", "--fail-on", "any"), 0),
        (("start", "ledger-rehearsed", "--fail-on", "thin"), 0),
        (("start", "search", "--fail-on", "orphaned"), 1),  # new, and nobody is known
        (("rename", "tidied"), 0),
    ],
)
def test_exit_codes(kb: Path, words: tuple[str, ...], code: int) -> None:
    result = run(kb, *words, "--at", "2026-05-11")
    assert (result.return_value or getattr(result.exception, "exit_code", 0) or result.exit_code) == code


def refusal(folder: Path, *words: str) -> str:
    result = run(folder, *words)
    assert result.exception is not None
    assert getattr(result.exception, "exit_code", None) == 2, result.exception
    return str(result.exception)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("a", "b", "c"), "compare two revisions at most"),
        (("mian",), "did you mean `main`?"),
        (("repared", "main"), "did you mean `repaired`?"),
        (("--output=x", "-x"), "No such option"),
        (("main..start", "tidied"), "names two commits already"),
        (("main", "--at", "2026-13-01"), "--at: 2026-13-01 is not a day of the calendar"),
        (("main", "--to", "tomorrow"), "--to: 'tomorrow' is not a date"),
        (("main", "--at", "2026-05-01", "--to", "2026-04-01"), "--to 2026-04-01 lies before"),
        (("main", "--event", "summer-sail"), "there is no event `summer-sail`; did you mean `summer-sale`?"),
    ],
)
def test_what_cannot_be_asked(kb: Path, words: tuple[str, ...], said: str) -> None:
    assert said in refusal(kb, *words)


def test_a_side_with_faults_is_told_with_all_of_them(kb: Path) -> None:
    said = refusal(kb, "broken", "main")
    assert "the files of broken have 2 faults:" in said
    assert "ownership/knowledge.yml:4:5: there is no person `bobb`; did you mean `bob`? [unknown-reference]" in said
    assert "ownership/knowledge.yml:6:18:" in said
    assert "A commit cannot be mended" in said
    (kb / "architecture/shop.yml").write_text("services: {\n")
    both = refusal(kb, "broken")
    assert "the files of broken have" in both
    assert "the files of the working tree have" in both


def test_a_folder_in_no_repository(tmp_path: Path) -> None:
    (tmp_path / "architecture").mkdir()
    (tmp_path / "architecture/a.yml").write_text("services: {a: {}}\n")
    assert "is not in a git repository" in refusal(tmp_path, "main")


def test_dates_need_no_repository(tmp_path: Path) -> None:
    (tmp_path / "architecture").mkdir()
    (tmp_path / "architecture/a.yml").write_text("services: {a: {}}\n")
    assert run(tmp_path, "--at", "2026-01-01", "--to", "2026-02-01").exit_code == 0


def test_without_a_revision_the_working_tree_is_compared_with_head(kb: Path) -> None:
    (kb / "architecture/new.yml").write_text("services: {extra: {system: shop, tier: 3}}\n")
    result = run(kb, "--at", "2026-05-11")
    assert "What changed: HEAD → the working tree" in result.stdout
    assert "extra, tier 3: not there → unknown" in result.stdout
    assert run(kb, "HEAD", "--at", "2026-05-11").stdout == result.stdout


def test_to_alone_is_from_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780315200")  # 2026-06-01
    (tmp_path / "architecture").mkdir()
    (tmp_path / "ownership").mkdir()
    (tmp_path / "architecture/a.yml").write_text("services: {a: {}}\n")
    (tmp_path / "ownership/a.yml").write_text("people: {p: {until: 2026-12-31}}\nknowledge: {a: {p: operate}}\n")
    result = run(tmp_path, "--to", "2027-01-15")
    assert "What changed: 2026-06-01 → 2027-01-15" in result.stdout
    assert "a, unknown tier: single (1, none proven) → orphaned" in result.stdout
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780329600")  # four hours later
    assert "a day means 12:00 UTC: name a later one" in refusal(tmp_path, "--to", "2026-06-01")
    failed = run(tmp_path, "--to", "2027-01-15", "--fail-on", "single")
    assert failed.stderr == "fails (--fail-on single): a orphaned\n"
    assert "fails (--fail-on any): a orphaned" in run(tmp_path, "--to", "2027-01-15", "--fail-on", "any").stderr


def test_a_base_that_was_not_there_yet(repo: Any) -> None:
    repo.commit({"code.py": "x"})
    repo.commit(
        {
            "kb/architecture/a.yml": "services: {a: {}}\n",
            "kb/ownership/o.yml": "people: {p: {}}\nknowledge: {a: {p: operate}}\n",
        }
    )
    result = run(repo.folder / "kb", "HEAD~1", "--at", "2026-01-01")
    assert result.exit_code == 0
    assert "What changed: HEAD~1 (without kb) → the working tree" in result.output
    assert "a, unknown tier: not there → single (1, none proven)" in result.output


def test_what_a_branch_changes_beside_what_it_left(story: Any, kb: Path) -> None:
    story.git("checkout", "-q", "-b", "topic", "rename")
    story.commit({"org/kb/architecture/new.yml": "services: {extra: {system: shop, tier: 3}}\n"})
    result = run(kb, "main...", "--at", "2026-04-20")
    assert "extra, tier 3: not there → unknown" in result.output
    assert "checkout" not in result.output
    assert run(kb, "main...topic", "--at", "2026-04-20").output.count("extra") == result.output.count("extra")
    assert "checkout" in run(kb, "main..topic", "--at", "2026-06-08").output


def test_json_is_as_its_schema_says(kb: Path) -> None:
    made = json.loads(run(kb, "start", "repaired", "--at", "2026-06-08", "-f", "json").output)
    jsonschema.validate(made, json.loads(report_schema("diff")))
    assert made["report"] == "diff-report"
    assert [item["subject"] for item in made["changes"] if item["was"]] == ["accounts", "accounts"] or made["changes"]


def test_annotations_point_into_the_repository(kb: Path) -> None:
    lines = run(kb, "rename", "tidied", "--at", "2026-05-11", "-f", "github").output.splitlines()
    assert lines[0].startswith("::error file=org/kb/ownership/people.yml,line=4,")
    assert "title=orphaned::component checkout: " in lines[0]


def test_every_line_fits(kb: Path) -> None:
    for words in (("start", "main"), ("main", "start"), ("--at", "2026-01-05", "--to", "2026-12-01")):
        output = run(kb, *words, *(() if words[0].startswith("--") else ("--at", "2026-06-08"))).output
        assert max(map(len, output.splitlines())) <= 80
