"""On-call exports: every shape, whom names stand for, what is refused, which days are known, and what hostile files do."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import importers, testing
from kb.cli import explain
from kb.errors import KbError, NotInstalledError, UsageError
from kb.files.editing.changes import write_together
from kb.files.load import load
from kb.files.merging.merge import merge
from kb.importers import _calendar
from kb.importers.oncall import Oncall

PEOPLE = {
    "ownership/a.yml": "people:\n  ann: {handles: {pagerduty: PU1, mail: Ann@example.org, jsm: acc1}}\n  ben: {title: Ben B}\n"
}
DAYS = ("2026-03-02T09:00:00+01:00", "2026-03-09T09:00:00+01:00")


def read(tmp_path, files, base=PEOPLE, **options):
    root = testing.tree(
        tmp_path / "in", {name: text if isinstance(text, str) else json.dumps(text) for name, text in files.items()}
    )
    importer = Oncall(**options)
    return importer.read(importer.finds(root), testing.read(base).base)


def shifts(reading):
    return [(fact.id, *fact.value.values()) for fact in reading.facts if fact.key == "shifts"]


def members(reading):
    return [fact.value for fact in reading.facts if fact.key == "rotation"]


def calendar(*events, head=""):
    blocks = "".join(f"BEGIN:VEVENT\nUID:{number}\n{event}\nEND:VEVENT\n" for number, event in enumerate(events))
    return f"BEGIN:VCALENDAR\nPRODID:-//x//\n{head}{blocks}END:VCALENDAR\n"


SPAN = "DTSTART:20260302T080000Z\nDTEND:20260303T080000Z"

PAGERDUTY = {"schedule": {"id": "P1", "name": "Pay", "final_schedule": {"rendered_schedule_entries": [
    {"start": DAYS[0], "end": DAYS[1], "user": {"id": "PU1", "summary": "Somebody"}}]}}}  # fmt: skip
OPSGENIE = {"data": {"_parent": {"id": "s", "name": "Pay"}, "finalTimeline": {"rotations": [{"name": "r", "periods": [
    {"startDate": DAYS[0], "endDate": DAYS[1], "type": "override", "recipient": {"id": "u", "type": "user", "name": "ANN@example.org"}},
    {"startDate": DAYS[0], "endDate": DAYS[1], "recipient": {"type": "team", "name": "x"}},
    {"startDate": DAYS[0], "endDate": DAYS[1], "recipient": {"type": "noone"}}]}]}}}  # fmt: skip
JSM = {
    "name": "Pay",
    "finalTimeline": {
        "rotations": [
            {"periods": [{"startDate": DAYS[0], "endDate": DAYS[1], "responder": {"id": "acc1", "type": "user"}}]}
        ]
    },
}
GRAFANA = {"count": 1, "next": None, "results": [
    {"user_pk": "U1", "user_email": "ann@EXAMPLE.org", "user_username": "x", "shift_start": DAYS[0], "shift_end": DAYS[1]}]}  # fmt: skip
INCIDENT = {
    "schedule_entries": {
        "final": [
            {"start_at": DAYS[0], "end_at": DAYS[1], "user": {"id": "i", "name": "Ann", "email": "ann@example.org"}}
        ]
    }
}


SHIFT_BASED = {"schedule": {
    "id": "PS1", "type": "schedule_v3", "name": "Pay", "users": [{"id": "PU1", "summary": "Somebody", "type": "user_reference"}],
    "rotations": [{"id": "r", "type": "schedule_rotation", "events": [{"assignment_strategy": {
        "type": "rotating_member_assignment_strategy", "members": [{"type": "user_member", "user_id": "PU1"}, {"type": "empty_member"}]}}]}],
    "final_schedule": {"type": "final_schedule", "computed_shift_assignments": [
        {"type": "computed_shift_assignment", "start_time": DAYS[0], "end_time": DAYS[1], "member": {"type": "user_member", "user_id": "PU1"}},
        {"type": "computed_shift_assignment", "start_time": DAYS[1], "end_time": "2026-03-10T09:00:00+01:00", "member": {"type": "empty_member"}}]}}}  # fmt: skip
"""PagerDuty's API v3."""
ONCALLS = {"oncalls": [
    {"schedule": {"id": "P1", "type": "schedule_reference", "summary": "Pay"}, "user": {"id": "PU1", "summary": "Somebody"},
     "escalation_level": level, "start": DAYS[0], "end": DAYS[1]} for level in (1, 2)], "more": False}  # fmt: skip
FLATTENED = {"finalTimeline": {"rotations": [{"periods": [
    {"startDate": DAYS[0], "endDate": DAYS[1], "type": "historical", "responder": {"id": "t", "type": "team"},
     "flattenedResponders": [{"id": "acc1", "type": "user"}, {"id": "gone", "type": "user", "deleted": True}]}]}]}}  # fmt: skip


@pytest.mark.parametrize(
    "export",
    [
        PAGERDUTY,
        {"schedules": [PAGERDUTY["schedule"]]},
        OPSGENIE,
        JSM,
        GRAFANA,
        GRAFANA["results"],
        INCIDENT,
        SHIFT_BASED,
        ONCALLS,
        FLATTENED,
    ],
)
def test_a_final_shift_of_every_system_becomes_a_shift_of_the_person_known_by_it(tmp_path, export):
    reading = read(tmp_path, {"pay.json": export})
    assert shifts(reading) == [("pay", "ann", "2026-03-02T08:00:00Z", "2026-03-09T08:00:00Z")]
    assert members(reading) == ["ann"]
    assert len(reading.covers) == 1
    assert (
        "ay: 2026-03-02T08:00:00Z to 2026-03-09T08:00:00Z, 0 gaps. Before and after is unknown, not nobody."
        in reading.covers[0]
    )


@pytest.mark.parametrize("export", [
    {"schedule": {"name": "Pay", "schedule_layers": [{"users": [{"user": {"id": "PU1"}}]}], "final_schedule": {"rendered_schedule_entries": []}}},
    {"name": "Pay", "rotation": [{"event": [{"assignment_strategy": {"type": "rotating_member", "member": [
        {"type": "user_member", "user_id": "PU1"}, {"type": "empty_member"}]}}]}]},
    {"data": [{"name": "Pay", "participants": [{"type": "user", "id": "acc1"}, {"type": "none"}]}]},
    {"results": [{"type": "rolling_users", "rolling_users": [["PU1"], []]}]},
    {"schedule": {"name": "Pay", "config": {"rotations": [{"users": [{"id": "i", "email": "ann@example.org"}]}]}}},
])  # fmt: skip
def test_rules_say_who_takes_turns_and_never_when(tmp_path, export):
    reading = read(tmp_path, {"pay.json": export})
    assert shifts(reading) == []
    assert members(reading) == ["ann"]
    assert "ask for the final schedule. When somebody is on call is unknown, not nobody." in reading.covers[0]


@pytest.mark.parametrize(
    ("wrapper", "line"),
    [
        ({"schedules": [PAGERDUTY["schedule"]], "more": True}, 2),
        ({"values": [{"name": "Pay", "participants": []}], "links": {"next": "/v1/schedules?offset=50"}}, 2),
        (INCIDENT | {"pagination_meta": {"after": "opaque", "after_url": "x"}}, 2),
        (GRAFANA | {"next": "https://x/?page=2"}, 2),
    ],
)
def test_one_page_of_several_is_noted(tmp_path, wrapper, line):
    text = json.dumps(wrapper)
    for key in ('"more"', '"links"', '"pagination_meta"', '"next": "https'):
        text = text.replace(key, f"\n{key}")
    (note,) = read(tmp_path, {"pay.json": text}).notes
    assert (note.message, note.source.line) == ("there are further pages of this export", line)


def test_what_pages_nobody_or_has_no_end_is_not_taken_and_said(tmp_path):
    off = {"data": OPSGENIE["data"] | {"_parent": {"name": "Off", "enabled": False}}}
    endless = json.loads(json.dumps(PAGERDUTY).replace(f'"{DAYS[1]}"', "null"))
    direct = {"oncalls": [{"schedule": None, "user": {"id": "PU1"}, "start": None, "end": None}, *ONCALLS["oncalls"]]}
    reading = read(tmp_path, {"a.json": off, "b.json": endless, "c.json": direct})
    assert len(shifts(reading)) == 1
    assert reading.skipped["schedules that are switched off"] == 1
    assert reading.skipped["people on call without a schedule, straight from an escalation policy"] == 1
    assert [note.message for note in reading.notes if note.source.path == "b.json"] == [
        "`end` is empty: when this shift ends is unknown, and it was not taken"
    ]


def test_a_rotation_of_incident_io_tells_the_role(tmp_path):
    entry = INCIDENT["schedule_entries"]["final"][0] | {"rotation_id": "R", "layer_id": "L"}
    config = {"rotations": [{"id": "R", "name": "Backup", "layers": [{"id": "L", "name": "One"}], "users": []}]}
    reading = read(tmp_path, {"pay.json": {"name": "Pay", "config": config, "schedule_entries": {"final": [entry]}}})
    assert shifts(reading)[0][-1] == "secondary"


def test_unknown_people_are_added_and_a_likeness_is_asked_about_and_never_merged(tmp_path):
    export = {
        "results": [
            {"user_username": "benn", "user_email": "benn@example.org", "shift_start": DAYS[0], "shift_end": DAYS[1]}
        ]
    }
    reading = read(tmp_path, {"pay.json": export})
    assert ("people", "benn", "handles", {"grafana": "benn"}) in [fact[:4] for fact in reading.facts]
    assert [note.message for note in reading.notes] == ["`benn@example.org` is nobody's name here; is it `ben`?"] or \
           [note.message for note in reading.notes] == ["`benn` is nobody's name here; is it `ben`?"]  # fmt: skip
    assert "mail" in str(read(tmp_path, {"pay.json": export}, mails=True).facts)


def test_an_account_without_a_name_is_nobodys(tmp_path):
    export = json.loads(json.dumps(JSM).replace("acc1", "5b10a2844c20165700ede21g"))
    reading = read(tmp_path, {"pay.json": export})
    assert reading.skipped == {"shifts of accounts nobody has": 1}
    assert "1 of 1 shifts not taken" in reading.covers[0]
    assert "is nobody's here" in reading.notes[0].message


def test_gaps_within_the_export_are_counted(tmp_path):
    rows = [{"user_email": "ann@example.org", "user_username": "a", "shift_start": f"2026-03-0{day}T00:00:00Z", "shift_end": f"2026-03-0{day + 1}T00:00:00Z"}
            for day in (1, 2, 5)]  # fmt: skip
    assert (
        "1 gap, the first from 2026-03-03T00:00:00Z to 2026-03-05T00:00:00Z"
        in read(tmp_path, {"a.json": {"results": rows}}).covers[0]
    )


def test_the_hours_before_the_first_shift_of_a_calendar_are_no_gap(tmp_path):
    two = (SPAN, "DTSTART:20260304T080000Z\nDTEND:20260305T080000Z")
    reading = read(tmp_path, {"a.ics": calendar(*(f"{span}\nSUMMARY:ann" for span in two))})
    assert "a: 2026-03-02T08:00:00Z to " in reading.covers[0]
    assert ", 2 gaps, the first from 2026-03-03T08:00:00Z to 2026-03-04T08:00:00Z. " in reading.covers[0]


def test_a_shift_the_export_no_longer_has_wins_and_is_told(tmp_path):
    files = {
        **PEOPLE,
        "ownership/b.yml": "oncall:\n  pay:\n    shifts:\n      - {person: ben, start: 2026-03-04T00:00:00Z, end: 2026-03-05T00:00:00Z}\n",
    }
    reading = read(tmp_path, {"pay.json": PAGERDUTY}, files)
    assert shifts(reading) == []
    assert reading.skipped == {"shifts where the files name somebody else": 1}
    assert "ownership/b.yml:4 has `ben` on call" in reading.notes[0].message


def test_what_was_imported_is_known_the_next_time_however_a_minute_is_written(tmp_path):
    root = testing.tree(tmp_path / "base", {**PEOPLE, "kb.toml": ""})
    for again in (False, True):
        export = json.loads(json.dumps(PAGERDUTY).replace("09:00:00+01:00", "08:00:00+00:00")) if again else PAGERDUTY
        folder = testing.tree(tmp_path / str(again), {"pay.json": json.dumps(export)})
        reading = Oncall().read(Oncall().finds(folder), load(root).base)
        proposal = merge(root, load(root).base, reading.facts, "oncall", "in")
        assert bool(proposal.changes) is not again
        assert proposal.kept == proposal.dropped == ()
        write_together(root, proposal.changes)
    assert load(root).base.rotations["pay"].shifts[0].person == "ann"


def test_the_example_of_the_manual_gives_what_it_says(tmp_path):
    page = explain.page("importer", importers, "oncall")
    reading = read(tmp_path, page.files("Reads"), {})
    assert [fact.key for fact in reading.facts if fact.section == "oncall"] == [
        "",
        "title",
        "source",
        "rotation",
        "rotation",
        "shifts",
        "shifts",
    ]


# -- calendars -----------------------------------------------------------------------------------


def test_a_calendar_is_expanded_with_folded_lines_exceptions_and_the_clocks_going_forward(tmp_path):
    pytest.importorskip("recurring_ical_events")
    weekly = ("DTSTAMP:20260323T000000Z\nDTSTART;TZID=Europe/Berlin:20260323T090000\nDTEND;TZID=Europe/Berlin:20260330T090000\nRRULE:FREQ=WEEKLY;COUNT=3\n"
              "EXDATE;TZID=Europe/Berlin:20260330T090000\nSUMMARY:On Call - So\n mebody - Pay\nATTENDEE:MAILTO:AN\n N@example.org")  # fmt: skip
    reading = read(tmp_path, {"pay.ics": calendar(weekly)})
    assert shifts(reading) == [
        ("pay", "ann", "2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z"), ("pay", "ann", "2026-04-06T07:00:00Z", "2026-04-13T07:00:00Z"),
    ]  # fmt: skip
    assert "2026-03-23T08:00:00Z to 2026-06-21T00:00:00Z" in reading.covers[0]


@pytest.mark.parametrize(("event", "said"), [
    (f"{SPAN}\nRRULE:FREQ=SECONDLY", "recurs SECONDLY"), (f"{SPAN}\nRRULE:FREQ=MINUTELY;COUNT=3", "recurs MINUTELY"),
    (f"{SPAN}\nRRULE:FREQ=DAILY;INTERVAL=0", "INTERVAL is `0`"), (f"{SPAN}\nRRULE:FREQ=DAILY;INTERVAL=-1", "INTERVAL is `-1`"),
    (f"{SPAN}\nRRULE:FREQ=DAILY;BYHOUR=1,2", "within a day"), (f"{SPAN}\nRRULE:FREQ=DAILY;COUNT=x", "COUNT"), (f"{SPAN}\nRRULE:", "without FREQ"),
    ("DTSTART;TZID=Nowhere/X:20260302T080000", "nobody knows the time zone `Nowhere/X`"), ("DTSTART:20260302T080000", "names no time zone"),
    ("DTSTART:00010101T000000Z", "lies before 1970"), ("DTSTART:soon", "is no time"), ("SUMMARY:x", "no beginning"),
])  # fmt: skip
def test_what_hangs_or_lies_is_refused_with_its_line(tmp_path, event, said):
    reading = read(tmp_path, {"a.ics": calendar(f"{event}\nSUMMARY:Ann")})
    assert said in reading.notes[0].message
    assert reading.notes[0].source.line in (3, 5, 7)
    assert shifts(reading) == []


def test_a_rule_that_never_comes_true_is_ended_by_the_budget(tmp_path, monkeypatch):
    pytest.importorskip("recurring_ical_events")
    monkeypatch.setattr(_calendar, "BUDGET_SECONDS", 0.05)
    with pytest.raises(KbError, match=r"a.ics was not read: expanding it takes longer than 0 seconds"):
        read(tmp_path, {"a.ics": calendar(f"{SPAN}\nSUMMARY:Ann\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")})


def test_without_the_libraries_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(_calendar.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(NotInstalledError, match=r"pip install 'icalendar>=6,<8' 'recurring-ical-events"):
        read(tmp_path, {"a.ics": calendar(f"{SPAN}\nSUMMARY:Ann")})


@pytest.mark.parametrize(
    ("options", "said"),
    [({"since": "soon"}, "--since is `soon`"), ({"days": 0}, "--days is 0"), ({"days": 10**6}, "--days")],
)
def test_odd_options_are_said(tmp_path, options, said):
    with pytest.raises(UsageError, match=said):
        read(tmp_path, {"a.json": PAGERDUTY}, **options)


# -- hostile files -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    "", "{", "[1,]", '{"a":1,}', "NaN", "[1 2]", '{"a" 1}', '"\n"', '["\\x"]', "01", "1.", "-", "\ufeff", "[" * 100_000, "{}x", "'a'", "tru",
    "[1]]", '{"a":}', '"' + "a" * 10, "9" * 5_000,
])  # fmt: skip
def test_what_is_no_json_is_said_with_its_place(tmp_path, text):
    file = testing.tree(tmp_path, {"a.json": text}) / "a.json"
    with pytest.raises(KbError, match=r"a\.json:1:[0-9]+: (?s:.*)"):
        Oncall().read([file], testing.base("ann operates pay"))


@pytest.mark.parametrize(
    "text",
    [
        "1",
        "[]",
        "{}",
        "[[[[[[1]]]]]]",
        '{"data": 3}',
        '{"schedule": []}',
        '{"results": 7}',
        '{"results": [{"id": "S", "name": "Pay", "on_call_now": []}]}',
        '{"rotations": {}}',
    ],
)
def test_json_without_a_schedule_is_one_sentence(tmp_path, text):
    with pytest.raises(KbError, match=r"there is no on-call schedule in a\.json"):
        Oncall().read([testing.tree(tmp_path, {"a.json": text}) / "a.json"], testing.base("ann operates pay"))


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=5),
    st.sampled_from([*DAYS, "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"]),
)
KEYS = st.sampled_from(["schedule", "data", "final_schedule", "rendered_schedule_entries", "start", "end", "user", "finalTimeline", "rotations", "periods",
                        "startDate", "endDate", "recipient", "responder", "results", "shift_start", "shift_end", "user_email", "config", "schedule_entries",
                        "final", "start_at", "end_at", "users", "name", "id", "type", "participants", "rolling_users", "next", "rotation", "event", "oncalls", "computed_shift_assignments", "rotations", "events", "member",
                        "values", "links", "pagination_meta", "enabled", "flattenedResponders"])  # fmt: skip
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=25,
)


@given(ANYTHING)
@settings(max_examples=150)
def test_any_json_gives_a_reading_or_one_sentence(tmp_path_factory, value):
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_text(json.dumps(value), "utf-8")
    said = "any.json"
    try:
        Oncall().read([file], testing.base("ann operates pay"))
    except KbError as error:
        said = str(error)
    assert "any.json" in said


LINES = st.sampled_from([
    "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "TZID:X", "BEGIN:VALARM", "END:VALARM", "END:VCALENDAR", SPAN, " folded", "\tfolded", "",
    "RRULE:FREQ=DAILY;UNTIL=x;=;;", "RRULE:FREQ=WEEKLY;INTERVAL=99999999999", "DTSTART;TZID=:20260101", 'DTSTART;X="a:b:20260101', "DTSTAMP:20269999", "UID", ":", ";:",
    "DTSTART:99990101", "EXDATE:" + "20260101," * 50, "X-WR-TIMEZONE:../../etc/passwd", "X-WR-CALNAME:\\n\\;",
])  # fmt: skip


@given(st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=15))
@settings(max_examples=150)
def test_any_calendar_is_screened_without_a_traceback(tmp_path_factory, lines):
    file = tmp_path_factory.getbasetemp() / "any.ics"
    file.write_bytes("\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines]).encode("utf-8", "surrogatepass"))
    notes = []
    found = _calendar.Calendar(file, "any.ics", notes)
    window = found.window(None, 90)
    assert window.start < window.end
    assert len(found.usable) + len(notes) == len(found.events)


def test_a_file_that_is_no_calendar_and_one_with_too_many_events_are_refused(tmp_path, monkeypatch):
    with pytest.raises(KbError, match="does not begin with BEGIN:VCALENDAR"):
        read(tmp_path, {"a.ics": "hello"})
    monkeypatch.setattr(_calendar, "MAX_EVENTS", 2)
    with pytest.raises(KbError, match="holds 3 events, more than 2"):
        read(tmp_path, {"a.ics": calendar(SPAN, SPAN, SPAN)})
