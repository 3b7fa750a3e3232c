"""kb who as a user runs it."""

import csv
import io
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from kb.cli.main import main
from kb.cli.schema import report_schema
from kb.cli.who import command

ROOT = Path(__file__).parents[2]


def kb(*words):
    return CliRunner().invoke(main, ["-C", str(ROOT), "who", *words])


def test_opens_with_the_date_and_answers_within_80_columns():
    done = kb("space-room")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0] == "Who can operate space-room (Live room)"
    assert lines[2].startswith("At 2023-05-23 (as_of in kb.toml)")
    assert max(map(len, lines)) <= 80
    for words in (
        "SINGLE",
        "claimed",
        "Whom to call",
        "pager spaces-primary",
        "Can operate it",
        "Next best",
        "never run",
        "left on 2022-11-04",
    ):
        assert words in done.stdout


def test_another_date_shows_the_shift():
    done = kb("space-room", "--at", "2022-10-05T18:00-07:00")
    assert "On call now  old-1 until 2022-10-10T10:00-07:00" in done.stdout
    assert "proven: incident" in done.stdout


def test_whoever_is_on_call_and_not_available_is_marked(tmp_path):
    (tmp_path / "architecture").mkdir()
    (tmp_path / "ownership").mkdir()
    (tmp_path / "architecture/a.yml").write_text("services: {pay: {owner: till}}\n")
    (tmp_path / "ownership/a.yml").write_text("""\
teams: {till: {lead: lou, contact: [{kind: chat, to: '#till'}]}}
people: {lou: {until: 2026-10-31}, kim: {away: [2026-10-30/2026-11-04]}, pat: {}, sam: {}}
oncall:
  first:
    covers: [pay]
    rotation: [lou, kim, sam]
    secondary: [pat]
    escalation: [lou, till, pat]
    shifts: [{person: lou, start: 2026-11-01T00:00Z, end: 2026-11-02T00:00Z, role: primary}]
""")
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "who", "pay", "--at", "2026-11-01"])
    said = " ".join(done.stdout.split())
    assert "till, lead lou (left on 2026-10-31): chat #till" in said
    assert "lou (left on 2026-10-31) until 2026-11-02T00:00+00:00; next in turn: sam (" in said
    assert "Second no shift; order of turns: pat" in said
    assert "Called next lou (left on 2026-10-31); till (lou left on 2026-10-31): chat #till; pat" in said


def test_what_nobody_wrote_down_is_unknown():
    done = kb("timelines")
    assert "UNKNOWN" in done.stdout
    assert "Nobody has written down who can operate it" in done.stdout


def test_json_keeps_to_its_schema():
    done = kb("audio-fanout", "--format", "json")
    Draft7Validator(json.loads(report_schema("who"))).validate(json.loads(done.stdout))
    assert json.loads(done.stdout)["candidates"][0]["sources"]


def test_csv_has_a_row_a_person():
    rows = list(csv.DictReader(io.StringIO(kb("space-room", "--format", "csv").stdout)))
    assert [row["person"] for row in rows] == ["p-1", "p-2", "p-3", "old-1", "old-2", "old-3"]
    assert {row["proven"] for row in rows} <= {"yes", "no"}


def test_markdown_is_drawn(tmp_path):
    done = kb("space-room", "--format", "markdown", "-o", str(tmp_path / "who.md"))
    assert done.stdout == ""
    assert "Whom to call" in (tmp_path / "who.md").read_text()


def test_a_wrong_id_gets_the_right_one():
    done = kb("spac-room")
    assert str(done.exception) == "there is no component, alert, title or alias `spac-room`; did you mean `space-room`?"
    assert done.exception.exit_code == 2


def test_what_leads_to_no_component_is_named():
    rest = "; `kb who` answers for components, and for what leads to one"
    assert str(kb("p-1").exception) == (
        f"`p-1` is a person{rest}; what they can operate: kb person show p-1; what would be lost with them: kb risk --without p-1"
    )
    assert str(kb("weekly-space").exception) == (
        f"`weekly-space` is an event{rest}; whether it can be run: kb ready weekly-space"
    )
    assert str(kb("s0").exception) == f"`s0` is a source{rest}"


def test_a_team_is_how_to_reach_it_and_what_it_owns():
    text = kb("spaces-team").stdout
    assert text.startswith("Who can operate what spaces-team stands for\n")
    assert "Asked for   spaces-team, a team with 19 components, listed below\nReached by  " in text
    assert "space-room " in text.partition("Components (19)")[2]
    (team,) = json.loads(kb("spaces-team", "-f", "json").stdout)["asked"]
    assert (team["kind"], len(team["components"])) == ("team", 19)


def test_an_alert_says_what_to_follow_and_answers_for_what_raises_it():
    done = kb("RoomEnded")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Who can operate space-room (Live room)\n")
    assert "Asked for  RoomEnded, an alert of space-room\nFollow     relaunch-room: never run" in done.stdout
    assert "Whom to call" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_a_title_is_found_whatever_its_case():
    assert "Asked for  Live room, title of the component space-room" in kb("live ROOM").stdout


def test_a_system_shows_its_rotations_and_components():
    done = kb("rooms")
    assert done.stdout.startswith("Who can operate what rooms stands for\n")
    assert "Asked for  rooms, a system of 11 components, listed below" in done.stdout
    assert "Rotation     spaces-primary: pager spaces-primary" in done.stdout
    assert "room-state      single    1, none proven  spaces-team  relaunch-room," in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_a_list_is_written_as_json_and_csv():
    report = json.loads(kb("rooms", "--format", "json").stdout)
    Draft7Validator(json.loads(report_schema("who-list"))).validate(report)
    rows = list(csv.DictReader(io.StringIO(kb("rooms", "--format", "csv").stdout)))
    assert [row["component"] for row in rows] == [held["component"] for held in report["components"]]


def test_completion_offers_alerts_and_all_that_leads_to_a_component():
    def offered(text):
        context = click.Context(command, parent=click.Context(main, info_name="kb"))
        context.parent.params["folder"] = str(ROOT)
        return command.params[0].shell_complete(context, text)

    assert [item.value for item in offered("room-s")] == ["room-state", "room-store", "room-store-failover"]
    assert [item.value for item in offered("RoomE")] == ["RoomEnded"]
    assert offered("oomE") == []


@pytest.mark.parametrize("name", ["who", "graph", "schema", "init", "demo", "doctor", "person"])
def test_every_command_has_examples(name):
    done = CliRunner().invoke(main, [name, "--help"])
    assert "Examples:\n" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 80


@pytest.mark.parametrize("name", ["show", "forget"])
def test_so_has_every_command_of_person(name):
    assert "Examples:\n" in CliRunner().invoke(main, ["person", name, "--help"]).stdout
