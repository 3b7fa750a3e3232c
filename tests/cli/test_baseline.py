"""A baseline as a team uses it: day one is green, only what is new fails, and it shrinks as things are mended."""

import json

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from kb.cli.main import main
from kb.cli.schema import report_schema
from kb.model.finding import BASELINE
from kb.testing import tree

ARCHITECTURE = "services:\n  pay: {tier: 0, needs: [rates]}\n  rates: {tier: 2, needs: none}\n"
OWNERSHIP = "people: {ann: {}, bob: {}}\nknowledge:\n  pay: {ann: operate}\n  rates: {ann: operate, bob: operate}\n"


@pytest.fixture
def kb(tmp_path):
    tree(
        tmp_path,
        {"kb.toml": 'as_of = "2026-06-01"\n', "architecture/a.yml": ARCHITECTURE, "ownership/a.yml": OWNERSHIP},
    )

    def run(*words):
        done = CliRunner().invoke(main, ["-C", str(tmp_path), *words])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    def write(architecture=ARCHITECTURE, ownership=OWNERSHIP):
        tree(tmp_path, {"architecture/a.yml": architecture, "ownership/a.yml": ownership})

    run.root, run.file, run.write = tmp_path, tmp_path / BASELINE, write
    return run


def refused(kb, *words):
    done = CliRunner().invoke(main, ["-C", str(kb.root), *words])
    assert done.exit_code != 0
    return str(done.exception)


MORE = ARCHITECTURE + "  refunds: {tier: 0, needs: none}\n"


def test_day_one_is_green_and_only_what_is_new_fails(kb):
    assert kb("check", "--fail-on", "warning").exit_code == 1
    first = kb("check", "--write-baseline")
    assert first.exit_code == 0
    assert "+++ b/kb-baseline.toml\n" in first.stdout
    assert first.stderr == "kb-baseline.toml holds 4 findings. Commit it.\n"
    green = kb("check", "--fail-on", "info")
    assert green.exit_code == 0
    assert "4 of 4 left: 0 mended." in green.stdout
    assert "┃ Nothing new\n" in green.stdout
    kb.write(MORE)
    red = kb("check", "--fail-on", "warning")
    assert red.exit_code == 1
    assert "`refunds`" in red.stdout
    assert "`pay`" not in red.stdout


def test_it_burns_down_shrinks_when_written_anew_and_grows_only_when_asked(kb):
    kb("check", "--write-baseline")
    mended = MORE.replace("tier: 0, needs: [rates]", "tier: 0, capacity: {unit: rps, designed: 9}, needs: [rates]")
    kb.write(mended)
    before = kb.file.read_text()
    said = kb("check").stdout
    assert "[#####...............] 3 of 4 left: 1 mended." in said
    assert "- capacity-known: pay" in said
    dry = kb("check", "--write-baseline", "--dry-run")
    assert "Nothing was written (--dry-run)." in " ".join(dry.stderr.split())
    assert kb.file.read_text() == before
    shrunk = kb("check", "--write-baseline")
    assert "holds 3 findings, 4 before." in shrunk.stderr
    assert "stay out and count: --accept-new takes them in." in " ".join(shrunk.stderr.split())
    assert set(kb.file.read_text().splitlines()) < set(before.splitlines())
    assert kb("check", "--fail-on", "warning").exit_code == 1
    kb("check", "--write-baseline", "--accept-new")
    assert kb("check", "--fail-on", "info").exit_code == 0
    again = kb.file.read_text()
    assert kb("check", "--write-baseline").stdout == ""  # nothing changes: no diff, the same bytes
    assert kb.file.read_text() == again


def test_errors_are_never_let_be(kb):
    kb("check", "--write-baseline")
    held = kb.file.read_text()
    kb.write(ARCHITECTURE.replace("tier: 2", "teir: 2"))
    assert "an error is mended, not let be" in refused(kb, "check", "--write-baseline", "--accept-new")
    assert kb.file.read_text() == held
    red = kb("check")
    assert red.exit_code == 1
    assert "not known while the files have errors" in red.stdout
    kb.write()
    kb.file.write_text(held + "[check.findings.unknown-key]\nrates = 1\n")
    kb.write(ARCHITECTURE.replace("tier: 2", "teir: 2"))
    assert kb("check").exit_code == 1


def test_a_faulty_baseline_is_an_error_and_lets_nothing_be(kb):
    kb.file.write_text("format_version = 1\nchek = 1\n")
    red = kb("check")
    assert red.exit_code == 1
    assert "kb-baseline.toml:2:1: error: `chek` is not a key of a baseline" in red.stdout
    kb.file.unlink()
    kb("risk", "--write-baseline")
    kb.file.write_text("format_version = 7\n")
    assert "this baseline is of format 7" in refused(kb, "risk", "--baseline")


def test_without_the_baseline_everything_counts(kb):
    kb("check", "--write-baseline")
    assert kb("check", "--no-baseline", "--fail-on", "warning").exit_code == 1
    assert json.loads(kb("check", "--no-baseline", "-f", "json").stdout)["baseline"] is None


def test_every_format_knows_what_is_new(kb):
    kb("check", "--write-baseline")
    kb.write(MORE)
    report = json.loads(kb("check", "-f", "json").stdout)
    Draft7Validator(json.loads(report_schema("check"))).validate(report)
    new = [item for item in report["findings"] if not item["baselined"]]
    assert {item["subject"] for item in new} == {"refunds"}
    assert (report["baseline"]["start"], report["baseline"]["left"]) == (4, 4)
    assert report["counts"]["warnings"] + report["counts"]["infos"] == len(new)
    states = [item["baselineState"] for item in json.loads(kb("check", "-f", "sarif").stdout)["runs"][0]["results"]]
    assert (states.count("new"), states.count("unchanged")) == (len(new), 4)
    assert kb("check", "-f", "github").stdout.count("\n") == len(new)
    assert kb("check", "-f", "junit", "--fail-on", "info").stdout.count('<skipped message="in the baseline"/>') == 4
    assert "4 of 4 left" in kb("check", "-f", "markdown").stdout
    without = json.loads(kb("check", "-f", "sarif", "--no-baseline").stdout)["runs"][0]["results"]
    assert not any("baselineState" in item for item in without)


def test_risk_fails_only_on_what_is_worse_than_it_was(kb):
    assert kb("risk", "--fail-on", "single").exit_code == 1
    assert "kb risk --write-baseline" in refused(kb, "risk", "--baseline")
    assert "holds 2 components. Commit it." in kb("risk", "--write-baseline").stderr
    same = kb("risk", "--baseline", "--fail-on", "single", "--fail-under", "2")
    assert same.exit_code == 0
    assert "Against kb-baseline.toml: 2 as before." in same.stdout
    kb.write(ownership=OWNERSHIP.replace(", bob: operate", ""))
    red = kb("risk", "--baseline", "--fail-on", "single")
    assert red.exit_code == 1
    assert "rates  thin, bus factor 2  single, bus factor 1" in red.stdout
    assert kb("risk", "--baseline", "--fail-on", "orphaned").exit_code == 0
    assert json.loads(kb("risk", "--baseline", "-f", "json").stdout)["baseline"]["worse"][0]["component"] == "rates"
    kept = kb("risk", "--write-baseline")
    assert "1 worse or new stays out and counts" in " ".join(kept.stderr.split())
    assert kb("risk", "--baseline", "--fail-on", "single").exit_code == 1
    kb("risk", "--write-baseline", "--accept-new")
    assert kb("risk", "--baseline", "--fail-on", "single").exit_code == 0


def test_a_bus_factor_that_falls_through_what_stands_below_fails_only_where_that_is_asked(kb):
    kb.write(ownership=OWNERSHIP.replace("pay: {ann: operate}", "pay: {ann: operate, bob: operate}"))
    kb("risk", "--write-baseline")
    kb.write(
        ownership=OWNERSHIP.replace("pay: {ann: operate}", "pay: {ann: operate, bob: operate}").replace(
            "rates: {ann: operate, bob: operate}", "rates: {ann: operate}"
        )
    )
    found = json.loads(kb("risk", "--baseline", "-f", "json").stdout)["baseline"]["worse"]
    assert [(item["component"], item["by_class"], item["by_bus_factor"]) for item in found] == [
        ("pay", False, True),
        ("rates", True, True),
    ]


def test_both_parts_share_one_file(kb):
    kb("check", "--write-baseline")
    kb("risk", "--write-baseline")
    both = kb.file.read_text()
    assert "[check.findings.owner-known]" in both
    assert "[risk.components]" in both
    kb("check", "--write-baseline", "--accept-new")
    assert kb.file.read_text() == both


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--accept-new"), "--accept-new belongs to --write-baseline"),
        (("check", "--dry-run"), "--dry-run belongs to --write-baseline"),
        (("check", "--write-baseline", "--no-baseline"), "leave --no-baseline out"),
        (("check", "--write-baseline", "--questions", "2"), "leave --questions out"),
        (("risk", "--write-baseline", "--component", "pay"), "leave --component out"),
        (("risk", "--write-baseline", "--team", "till"), "leave --team out"),
        (("risk", "--write-baseline", "--baseline"), "leave --baseline out"),
        (("risk", "--baseline", "--without", "ann"), "leave --without out"),
        (("risk", "--baseline", "--full"), "leave --full out"),
    ],
)  # fmt: skip
def test_options_that_make_no_sense_together_are_refused(kb, words, said):
    assert said in refused(kb, *words)
    assert not kb.file.exists()


def test_a_baseline_of_the_check_alone_is_no_baseline_of_risk(kb):
    assert "there is no baseline" in refused(kb, "risk", "--baseline")
    kb("check", "--write-baseline")
    assert "holds no risk part" in refused(kb, "risk", "--baseline", "--fail-on", "single")
    kb("risk", "--write-baseline")
    assert kb("risk", "--baseline", "--fail-on", "single").exit_code == 0


def test_reports_with_a_baseline_fit_eighty_columns(kb):
    kb("check", "--write-baseline")
    kb("risk", "--write-baseline")
    kb.write(MORE, OWNERSHIP.replace(", bob: operate", ""))
    for words in (("check",), ("risk", "--baseline")):
        assert max(map(len, kb(*words).stdout.splitlines())) <= 80


def test_a_write_that_fails_leaves_the_old_file(kb, monkeypatch):
    kb("check", "--write-baseline")
    before = kb.file.read_text()
    kb.write(MORE)
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    assert "No space left" in refused(kb, "check", "--write-baseline", "--accept-new")
    assert kb.file.read_text() == before
    assert [file.name for file in kb.root.iterdir() if "tmp" in file.name] == []
