"""kb ready, as a user runs it."""

import csv
import io
import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from kb.cli.main import main
from kb.errors import KbError, UsageError

LANTERN = Path(__file__).parents[2] / "examples" / "lantern"
AT = "2026-09-14T11:00Z"


@pytest.fixture(scope="module")
def kept():
    return LANTERN


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(LANTERN, tmp_path / "lantern")
    return tmp_path / "lantern"


def ready(folder, *arguments):
    result = CliRunner().invoke(main, ["-C", str(folder), "ready", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_verdict_comes_first_and_decides_the_exit_code(kept):
    result = ready(kept, "lecture-night")
    assert (result.exit_code, result.stdout.splitlines()[4]) == (0, "┃ GO")
    result = ready(kept, "lecture-night", "--at", "2026-09-13")
    assert (result.exit_code, result.stdout.splitlines()[4]) == (1, "┃ NO-GO")


def test_unknown_words_are_answered_with_the_nearest(kept):
    with pytest.raises(UsageError, match="no event `lecture-nigt`; did you mean `lecture-night`"):
        ready(kept, "lecture-nigt")
    with pytest.raises(UsageError, match="no check `load-teste`; did you mean `load-tested`"):
        ready(kept, "lecture-night", "--check", "load-teste")


def test_without_an_event_those_there_are_are_listed_by_date(kept):
    done = CliRunner().invoke(main, ["-C", str(kept), "ready"])
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0] == "Events (3)"
    assert [line.split()[0] for line in lines[6:-2] if line and not line.startswith(" ")] == [
        "summer-finale",
        "lecture-night",
        "autumn-on-sale",
    ]
    assert "  2026-07-10 19:00+01:00, over" in done.stdout
    assert lines[-1].startswith("`kb ready lecture-night` says GO or NO-GO")
    assert max(map(len, lines)) <= 80


def test_an_event_that_is_not_there_and_none_at_all(kept, tmp_path):
    with pytest.raises(
        UsageError, match="no event `zzz`; there are `autumn-on-sale`, `lecture-night` and `summer-finale`"
    ):
        ready(kept, "zzz")
    (tmp_path / "architecture").mkdir()
    (tmp_path / "architecture/a.yml").write_text("services: {pay: {}}\n")
    with pytest.raises(UsageError, match="no event is written yet"):
        ready(tmp_path)


def test_one_check_is_explained_by_id_and_code(kept):
    text = ready(kept, "lecture-night", "--check", "C2").stdout
    assert text == ready(kept, "lecture-night", "--check", "load-tested").stdout
    assert "warn_under" in text
    assert "must be at least 1" in text
    assert "architecture/front-door.yml" in text


def test_json_has_every_answer_with_its_grounds(kept):
    report = json.loads(ready(kept, "autumn-on-sale", "-f", "json").stdout)
    assert (report["verdict"], report["format_version"]) == ("GO WITH WAIVERS", 1)
    assert len(report["results"]) == 46
    waived = next(result for result in report["results"] if result["check"] == "vendor-contact")["answers"][0]
    assert waived["waiver"].startswith("waived by lt-17")
    assert waived["sources"][-1]["path"].endswith("waive-vendor-contact-lt-17.yml")
    assert report["dissent"][0]["say"] == "no-go"


def test_csv_has_one_row_an_answer(kept):
    rows = list(csv.DictReader(io.StringIO(ready(kept, "lecture-night", "-f", "csv").stdout)))
    assert {row["code"] for row in rows} >= {"D1", "A3"}
    assert all(row["state"] in ("pass", "not-applicable") for row in rows)


def test_junit_fails_what_blocks_and_skips_what_is_waived(kept):
    tree = ET.fromstring(ready(kept, "autumn-on-sale", "-f", "junit").stdout)
    suite = tree.find("testsuite")
    assert (suite.get("failures"), suite.get("skipped")) == ("0", "2")
    tree = ET.fromstring(ready(kept, "lecture-night", "-f", "junit", "--at", "2026-09-13").stdout)
    assert int(tree.find("testsuite").get("failures")) > 0


def test_markdown(kept):
    assert ready(kept, "lecture-night", "-f", "markdown").stdout.startswith("# Readiness: Lecture night")


def test_ids_of_events_are_completed(kept):
    result = CliRunner().invoke(
        main,
        [],
        env={"_KB_COMPLETE": "bash_complete", "COMP_WORDS": f"kb -C {kept} ready le", "COMP_CWORD": "4"},
        prog_name="kb",
    )
    assert "lecture-night" in result.stdout


# -- papers --------------------------------------------------------------------------------------

SIGN = (
    "sign",
    "lecture-night",
    "watch",
    "--subject",
    "web-app",
    "--by",
    "lt-16",
    "--value",
    "fired at 13:40, rang at 13:41",
    "--evidence",
    "page log",
    "--at",
    AT,
)


def changed(arguments, **options):
    found = list(arguments)
    for name, value in options.items():
        place = found.index(f"--{name}") if f"--{name}" in found else None
        if value is None:
            del found[place : place + 2]
        elif place is None:
            found += [f"--{name}", value]
        else:
            found[place + 1] = value
    return found


def test_a_sign_off_is_one_small_file(folder):
    assert ready(folder, *SIGN).stdout == "wrote events/lecture-night/20260914T110000Z-sign-watch-lt-16.yml\n"
    text = (folder / "events/lecture-night/20260914T110000Z-sign-watch-lt-16.yml").read_text()
    assert text.startswith("sign:\n  check: watch\n  subject: web-app\n")
    assert ready(folder, "lecture-night").exit_code == 0


def test_a_dry_run_shows_the_file_and_writes_none(folder):
    before = sorted(folder.rglob("*"))
    assert "+  check: watch\n" in ready(folder, *SIGN, "--dry-run").stdout
    assert sorted(folder.rglob("*")) == before


def test_a_paper_dated_after_as_of_says_that_it_does_not_count_there(folder):
    result = ready(folder, *changed(SIGN, at="2026-09-14T12:01Z"))
    assert "dated after as_of (2026-09-14 in kb.toml)" in " ".join(result.stderr.split())
    assert ready(folder, *SIGN).stderr == ""


def test_a_sign_off_of_the_whole_keeps_what_it_was_and_goes_stale_with_it(folder):
    """What hides one item less of `needs`: a component nobody operates is looked at no more."""
    knowledge, stage = folder / "ownership/knowledge.yml", folder / "architecture/stage.yml"
    knowledge.write_text(re.sub(r"(?m)^  relay-fabric:\n(    .*\n)+", "", knowledge.read_text()))
    assert ready(folder, "lecture-night").stdout.splitlines()[4] == "┃ NO-GO"
    stage.write_text(
        stage.read_text()
        .replace("      - to: media-relay\n", "      - to: login\n")
        .replace("        fallback: media-relay-b\n", "")
    )
    result = ready(folder, "lecture-night", "--check", "architecture-known")
    said = " ".join(result.stdout.split())
    assert result.exit_code == 1
    assert (
        "lecture-room no longer stands on media-relay or media-relay-b by switch-relay-region; lecture-room now stands on login; "
        in said
    )
    assert "no longer looked at: cluster-west, media-relay, media-relay-b, relay-fabric" in said
    signed = [*SIGN[:2], "architecture-known", "--by", "lt-03", "--value", "walked through with lt-06", *SIGN[-4:]]
    path = ready(folder, *signed).stdout.split()[1]
    assert (
        "  closure:\n    account-store: [cluster-east, access front-admin, alert AccountStoreErrors, changed 2026-05-11, demand "
        in (folder / path).read_text()
    )


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"value": "ok"}, "'ok' is no value"),
        ({"by": "lt-11"}, "decides the event"),
        ({"evidence": None}, "a blocker needs evidence"),
        ({"by": "lt-19"}, "lt-19 is not active"),
        ({"by": "lt-99"}, "there is no person `lt-99`"),
        ({"subject": "checkout"}, "watch does not ask about checkout; it asks about lecture-room, web-app"),
        ({"subject": "edge-gateway"}, "watch does not ask about edge-gateway"),
        ({"valid-for": "a while"}, "is no duration"),
        ({"value": "call +44 20 7946 0958"}, "phone number"),
        ({"at": "2026-09-14"}, "is not an instant"),
        ({"evidence": "x"}, "a blocker needs evidence, and 'x' does not say where it can be seen"),
        ({"at": "2027-01-01T00:00Z"}, "could never count: lecture-night ended 20"),
    ],
)
def test_a_sign_off_is_refused_with_a_sentence(folder, options, sentence):
    before = sorted(folder.rglob("*"))
    with pytest.raises(KbError, match=sentence):
        ready(folder, *changed(SIGN, **options))
    assert sorted(folder.rglob("*")) == before


def test_what_does_not_apply_or_needs_none_is_not_signed(folder):
    with pytest.raises(UsageError, match="standby-crew does not apply: asked of marquee events"):
        ready(folder, "sign", "autumn-on-sale", "P7", *SIGN[3:])
    with pytest.raises(UsageError, match="forecast-stated needs no sign-off for this event"):
        ready(folder, "sign", "summer-finale", "D1", *SIGN[3:])


@pytest.mark.parametrize(
    ("check", "subject", "by", "sentence"),
    [
        ("C2", "web-app", "lt-16", "computed from the files"),
        ("access", "lt-01", "lt-01", "cannot attest this"),
        ("escalation-alive", "stage-primary", "lt-01", "cannot attest this"),
        ("forecast-stated", "lecture-night", "lt-12", "cannot attest this"),
        ("poll", "lecture-night", "lt-16", "kb ready poll"),
    ],
)
def test_nobody_attests_their_own(folder, check, subject, by, sentence):
    with pytest.raises(KbError, match=sentence):
        ready(folder, *changed(("sign", "lecture-night", check, *SIGN[3:]), subject=subject, by=by))


WAIVE = (
    "waive",
    "lecture-night",
    "crew-complete",
    "--by",
    "lt-11",
    "--reason",
    "a small evening",
    "--compensating",
    "two people watch it",
    "--owner",
    "lt-01",
    "--at",
    AT,
)


def test_a_waiver(folder):
    assert ready(folder, *WAIVE).stdout == "wrote events/lecture-night/20260914T110000Z-waive-crew-complete-lt-11.yml\n"
    for check in ("P3", "E1", "E3", "O5"):
        with pytest.raises(UsageError, match="can never be waived"):
            ready(folder, "waive", "lecture-night", check, *WAIVE[3:])
    with pytest.raises(UsageError, match="only the decider"):
        ready(folder, *changed(WAIVE, by="lt-01"))
    with pytest.raises(UsageError, match="no reason"):
        ready(folder, *changed(WAIVE, reason="TBD"))


POLL = (
    "poll",
    "lecture-night",
    "--role",
    "comms",
    "--by",
    "lt-10",
    "--say",
    "no-go",
    "--value",
    "the script is not read",
    "--at",
    "2026-09-14T11:30Z",
)


def test_a_no_go_stops_the_event_and_is_kept_after_a_go(folder):
    ready(folder, *POLL)
    assert ready(folder, "lecture-night").exit_code == 1
    ready(folder, *changed(POLL, say="go", value="it was read aloud", at="2026-09-14T11:45Z"))
    result = ready(folder, "lecture-night")
    assert result.exit_code == 0
    assert "comms (lt-10, 2026-09-14): the script is not read" in result.stdout


def test_a_poll_is_refused_with_a_sentence(folder):
    with pytest.raises(UsageError, match="lt-11 does not speak for comms; lt-10 may"):
        ready(folder, *changed(POLL, by="lt-11"))
    with pytest.raises(UsageError, match="juggler is not asked; the roles are"):
        ready(folder, *changed(POLL, role="juggler"))
    with pytest.raises(UsageError, match="is no value"):
        ready(folder, *changed(POLL, value="fine"))


# -- diff, plan, review --------------------------------------------------------------------------


def test_diff_shows_what_moved(kept):
    text = ready(kept, "diff", "lecture-night", "--from", "2026-09-13", "--to", "2026-09-14").stdout
    assert "0 worse, 4 better" in text
    assert "E3 poll" in text
    assert "Nothing moved" in ready(kept, "diff", "lecture-night", "--from", "2026-09-14").stdout
    moves = json.loads(
        ready(kept, "diff", "lecture-night", "--from", "2026-09-14", "--to", "2026-09-19", "-f", "json").stdout
    )["moves"]
    assert {move["after"] for move in moves if not move["better"]} >= {"stale"}


def test_plan_dates_what_is_open(kept):
    plan = json.loads(ready(kept, "plan", "lecture-night", "--at", "2026-09-01", "-f", "json").stdout)
    tasks = {task["check"]: task for task in plan["tasks"] if task["check"]}
    assert tasks["poll"]["due"] == "2026-09-14"
    assert tasks["forecast-stated"]["late"] == 14
    assert plan["squeezed"] > 0
    assert [task["due"] for task in plan["tasks"]] == sorted(task["due"] for task in plan["tasks"])
    assert ready(kept, "plan", "lecture-night", "--at", "2026-09-01").stdout.count("Milestone") == 6
    assert ready(kept, "plan", "lecture-night", "-f", "csv").stdout.startswith("due,task")


def test_plan_as_a_calendar(kept):
    text = ready(kept, "plan", "lecture-night", "--at", "2026-09-01", "-f", "ics").stdout_bytes.decode()
    lines = text.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert max(len(line.encode()) for line in lines) <= 75
    assert text.count("BEGIN:VEVENT") == text.count("DTSTART;VALUE=DATE:") > 10
    assert "DTSTAMP:20260901T120000Z" in text


def test_review_holds_the_outcome_against_the_checks(kept):
    review = json.loads(ready(kept, "review", "summer-finale", "-f", "json").stdout)
    assert [(lesson["kind"], bool(lesson["asked"])) for lesson in review["lessons"]] == [
        ("cause", True),
        ("recommendation", False),
    ]
    assert "the start of the event" in ready(kept, "review", "summer-finale").stdout


@pytest.fixture
def the_day_after(folder):
    """The example on the day after its lecture night, of which no outcome is written."""
    settings = folder / "kb.toml"
    settings.write_text(settings.read_text().replace('as_of = "2026-09-14"', 'as_of = "2026-09-16"'))
    return folder


def test_an_event_is_not_reviewed_before_it_has_begun(kept, the_day_after):
    for options in ((), ("--at", "2026-09-14T09:00Z")):
        with pytest.raises(UsageError, match="lecture-night has not begun: it starts 2026-09-15 18:00\\+01:00"):
            ready(kept, "review", "lecture-night", *options)
    assert "Nothing is written under `outcome`" in ready(the_day_after, "review", "lecture-night").stdout


@pytest.mark.parametrize("name", ["diff", "plan", "poll", "review", "sign", "waive"])
def test_every_subcommand_explains_itself(kept, name):
    assert "Example" in ready(kept, name, "--help").stdout


def test_the_group_and_the_report_explain_themselves(kept):
    assert "sign" in ready(kept, "--help").stdout
    assert "--check" in ready(kept, "lecture-night", "--help").stdout


def test_html(kept, tmp_path):
    for options in ((), ("--page",), ("--check", "C2")):
        assert "<h1>" in ready(kept, "lecture-night", *options, "-f", "html").stdout
    ready(kept, "lecture-night", "--page", "-f", "html", "-o", str(tmp_path / "page.html"))
    assert (tmp_path / "page.html").read_text().endswith("</html>\n")
    with pytest.raises(UsageError, match="drawn as text, markdown or html"):
        ready(kept, "lecture-night", "--page", "-f", "csv")


def test_a_check_is_explained_in_words(kept):
    for name in ("C2", "P3", "P4", "D1", "K6", "O5"):
        text = ready(kept, "lecture-night", "--check", name).stdout
        assert not [word for word in ("Severity.", "Nature.", "Scale.", "('", "frozenset") if word in text]


@pytest.mark.parametrize("name", ["diff", "plan", "review"])
def test_what_comes_beside_the_report_is_drawn_as_html_and_csv_too(kept, name):
    arguments = [name, "summer-finale" if name == "review" else "lecture-night"]
    arguments += ["--from", "2026-09-13"] if name == "diff" else []
    assert "<h1>" in ready(kept, *arguments, "-f", "html").stdout
    assert len(list(csv.DictReader(io.StringIO(ready(kept, *arguments, "-f", "csv").stdout)))) > 1


def test_one_check_is_drawn_in_every_format(kept):
    rows = list(csv.DictReader(io.StringIO(ready(kept, "lecture-night", "--check", "C2", "-f", "csv").stdout)))
    assert {row["check"] for row in rows} == {"load-tested"}
    tree = ET.fromstring(ready(kept, "lecture-night", "--check", "C2", "-f", "junit").stdout)
    assert int(tree.find("testsuite").get("tests")) == len(rows)


def test_diff_names_the_option_that_is_wrong(kept):
    with pytest.raises(UsageError, match=r"^--from: "):
        ready(kept, "diff", "lecture-night", "--from", "yesterday")
    with pytest.raises(UsageError, match=r"^--to: "):
        ready(kept, "diff", "lecture-night", "--from", "2026-09-13", "--to", "2026-13-01")


def test_one_is_said_in_the_singular(kept, the_day_after):
    text = ready(the_day_after, "review", "lecture-night", "--at", "2026-09-14T09:00Z").stdout
    assert not [line for line in text.splitlines() if " 1 blockers" in f" {line}"]
    assert "1 days" not in ready(kept, "plan", "lecture-night", "--at", "2026-09-02").stdout
