"""The events of the two example organisations, from their files to what is printed."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb import testing
from kb.analyses.readiness.answer import Outcome, Scale
from kb.analyses.readiness.assess import assess
from kb.analyses.readiness.report import Verdict
from kb.cli.main import main
from kb.files.load import load
from kb.model.moment import parse_instant
from kb.model.words import Basis

ROOT = Path(__file__).parents[2]
LANTERN = ROOT / "examples" / "lantern"
EXPECTED = Path(__file__).parent / "readiness" / "expected"
NOT_PASSED = ["D1", "C1", "C2", "C4", "D3", "G1", "G3", "P1", "P3", "P4", "P7", "P11", "K6", "R4", "O3", "O6"]
ROUTINE = ["D1", "C1", "G1", "P1", "P3", "P8", "K1", "K3"]


@pytest.fixture(scope="module")
def founding():
    return load(ROOT).base


@pytest.fixture(scope="module")
def lantern():
    return load(LANTERN).base


def report(base, event, at):
    return assess(base, base.events[event], parse_instant(at))


def ready(*arguments):
    result = CliRunner().invoke(main, ["ready", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


# -- the founding case ---------------------------------------------------------------------------


def test_the_day_before_it_says_no_go(founding):
    found = report(founding, "presidential-announcement", "2023-05-23T12:00Z")
    assert found.verdict is Verdict.NO_GO
    assert found.failing >= 3
    assert found.on_record >= 3


def test_each_check_that_must_not_pass_does_not_and_is_traced_to_lines(founding):
    found = report(founding, "presidential-announcement", "2023-05-23T12:00Z")
    for result in found.results:
        if result.code in NOT_PASSED:
            assert result.outcome.blocks, result.code
            bad = [answer for answer in result.answers if answer.outcome.blocks]
            assert all(answer.repair for answer in bad)
            for source in (source for answer in bad for source in answer.sources):
                assert source.line <= len((ROOT / source.path).read_text().splitlines())
            assert all(answer.sources for answer in bad), result.code


def test_what_the_evening_showed_changes_nothing(founding):
    event = founding.events["presidential-announcement"]
    at = parse_instant("2023-05-23T12:00Z")
    assert event.outcome is not None
    assert assess(founding, event, at) == assess(founding, event._replace(outcome=None), at)


def test_without_every_assumed_fact_it_is_still_no_go_on_evidence(founding):
    base = without_assumptions(founding)
    found = report(base, "presidential-announcement", "2023-05-23T12:00Z")
    assert found.verdict is Verdict.NO_GO
    failing = {result.code for result in found.results if result.open and result.outcome is Outcome.FAIL}
    assert failing >= {"P4", "P7", "P11"}
    assert found.on_record == found.failing >= 3
    answers = [answer for result in found.results for answer in result.answers]
    assert not [answer for answer in answers if answer.rests is Basis.ASSUMPTION]


def without_assumptions(base):
    """Return a base without any fact whose basis is assumption, and without references to what is gone."""

    def kept(item):
        return getattr(item, "provenance", None) is None or item.provenance.basis is not Basis.ASSUMPTION

    def prune(value, gone):
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            return tuple(
                prune(item, gone)
                for item in value
                if kept(item) and not (isinstance(item, str) and item in gone) and getattr(item, "to", None) not in gone
            )
        if hasattr(value, "_fields"):
            return type(value)._make(
                None if hasattr(item, "_fields") and not kept(item) else prune(item, gone) for item in value
            )
        return None if isinstance(value, str) and value in gone else value

    tables = ("systems", "components", "vendors", "teams", "people", "rotations", "runbooks", "events")
    gone = {name for table in tables for name, item in getattr(base, table).items() if not kept(item)}
    new = {
        table: {name: prune(item, gone) for name, item in getattr(base, table).items() if name not in gone}
        for table in tables
    }
    new["knowledge"] = {
        name: {who: item for who, item in known.items() if kept(item)} for name, known in base.knowledge.items()
    }
    new["knowledge"] = {name: known for name, known in new["knowledge"].items() if known and name not in gone}
    return type(base)(settings=base.settings, references=base.references, **new)


def test_a_routine_space_on_the_assumed_state_of_2022_is_a_go_after_few_checks(founding):
    found = report(founding, "weekly-space", "2022-10-05T12:00Z")
    assert (found.verdict, found.scale) == (Verdict.GO, Scale.ROUTINE)
    assert [result.code for result in found.results if result.outcome is not Outcome.NOT_APPLICABLE] == ROUTINE
    assert not [answer for result in found.results for answer in result.answers if "signed" in answer.value]


def test_the_same_routine_space_in_2023_is_not(founding):
    assert report(founding, "weekly-space", "2023-05-23T12:00Z").verdict is Verdict.NO_GO


# -- the healthy organisation --------------------------------------------------------------------


def test_the_marquee_event_is_a_go_with_evidence_for_every_check(lantern):
    found = report(lantern, "lecture-night", "2026-09-14T12:00Z")
    assert (found.verdict, found.scale) == (Verdict.GO, Scale.MARQUEE)
    outcomes = {result.code: result.outcome for result in found.results}
    assert outcomes.pop("A3") is Outcome.NOT_APPLICABLE
    assert set(outcomes.values()) == {Outcome.PASS}
    assert found.evidence.observed > found.evidence.declared


def test_the_notable_event_is_a_go_with_one_waiver_and_keeps_the_dissent(lantern):
    found = report(lantern, "autumn-on-sale", "2026-09-14T12:00Z")
    assert (found.verdict, found.scale) == (Verdict.WAIVERS, Scale.NOTABLE)
    assert [result.check for result in found.results if result.outcome is Outcome.WAIVED] == ["vendor-contact"]
    assert [voice.value for voice in found.dissent] == ["nobody at Cobble Pay has a name; I would wait for October"]


@pytest.mark.parametrize(
    ("event", "at"),
    [
        ("lecture-night", "2026-09-14T07:00Z"),
        ("autumn-on-sale", "2026-09-14T09:00Z"),
        ("lecture-night", "2026-09-01T12:00Z"),
    ],
)
def test_the_same_events_are_no_go_before_the_last_paper_is_signed(lantern, event, at):
    assert report(lantern, event, at).verdict is Verdict.NO_GO


def test_sign_offs_run_out(lantern):
    found = report(lantern, "autumn-on-sale", "2026-09-19T12:00Z")
    assert next(result for result in found.results if result.code == "P8").outcome is Outcome.STALE


# -- what is printed -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "folder", "event", "at", "code"),
    [
        ("no-go", ROOT, "presidential-announcement", "2023-05-23", 1),
        ("go", LANTERN, "lecture-night", "2026-09-14", 0),
        ("waivers", LANTERN, "autumn-on-sale", "2026-09-14", 0),
        ("routine", ROOT, "weekly-space", "2022-10-05", 0),
    ],
)
def test_the_report_is_as_expected(golden, name, folder, event, at, code):
    result = CliRunner().invoke(main, ["-C", str(folder), "ready", event, "--at", at])
    assert result.exit_code == code
    assert max(map(len, result.stdout.splitlines())) <= 80
    golden(EXPECTED / f"{name}.txt", result.stdout)


@pytest.mark.parametrize(
    ("name", "folder", "event"),
    [("no-go-page", ROOT, "presidential-announcement"), ("waivers-page", LANTERN, "autumn-on-sale")],
)
def test_the_page_for_the_decider_is_one_page(golden, name, folder, event):
    text = CliRunner().invoke(main, ["-C", str(folder), "ready", event, "--page"]).stdout
    assert len(text.splitlines()) <= 60
    golden(EXPECTED / f"{name}.txt", text)


def test_nobody_is_ranked(founding):
    found = report(founding, "presidential-announcement", "2023-05-23T12:00Z")
    shared = next(result for result in found.results if result.code == "P5")
    assert not [answer for answer in shared.answers if answer.subject in founding.people]


def test_a_misspelt_threshold_is_an_error_with_its_place(tmp_path):
    files = {
        "kb.toml": "[checks.load-tested]\nwarn_unde = 3\n",
        "events/show.yml": "title: A show\n",
        "architecture/a.yml": "services: {room: {}}\n",
    }
    result = CliRunner().invoke(main, ["-C", str(testing.tree(tmp_path, files)), "ready", "show"])
    assert "kb.toml:2: `warn_unde` is not a threshold of `load-tested`; did you mean `warn_under`?" in str(
        result.exception
    )


@pytest.mark.parametrize(
    ("folder", "event", "at"),
    [
        (ROOT, "presidential-announcement", "2023-05-23"),
        (LANTERN, "lecture-night", "2026-09-14"),
        (LANTERN, "autumn-on-sale", "2026-09-14"),
    ],
)
def test_the_page_in_html_fits_one_sheet(folder, event, at):
    """Counted in lines with an estimate of what a sheet holds, so that no browser is needed; Chromium prints these on one A4."""
    arguments = ["-C", str(folder), "ready", event, "--at", at, "--page", "--format", "html"]
    drawn = CliRunner().invoke(main, arguments).stdout
    assert drawn.startswith("<!doctype html>")
    texts = re.findall(r"<(?:h1|h2|p|li|dd)[^>]*>(.*?)</(?:h1|h2|p|li|dd)>", drawn)
    assert sum(-(-len(text) // 95) for text in texts) + 2 * drawn.count("<h2>") <= 62


def test_the_full_report_in_html_leads_with_the_verdict():
    arguments = ["-C", str(ROOT), "ready", "presidential-announcement", "--at", "2023-05-23", "--format", "html"]
    drawn = CliRunner().invoke(main, arguments).stdout
    assert drawn.index('<p class="verdict bad"><strong>NO-GO</strong>') < drawn.index("<h2>")
    assert "P1 enough-operators: periscope-media: 0 proven operators there, and nobody claims to be one" in drawn
