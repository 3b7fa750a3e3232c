"""Who is called during an event, and where a call goes from there."""

from kb import testing
from kb.analyses.readiness.crew import called, paths
from kb.analyses.readiness.situation import Situation

FILES = {
    "events/show.yml": "entry: [room, hall]\nwindow: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}\n",
    "architecture/a.yml": "services: {room: {}, hall: {}, shop: {}}\n",
    "ownership/a.yml": "people: {ann: {}, bob: {}, cid: {}}\noncall:\n"
    "  day: {covers: [room], rotation: [bob], secondary: [ann], escalation: [lead, ann]}\n"
    "  night: {covers: [hall], rotation: [ann], escalation: [spare]}\n"
    "  lead: {rotation: [cid], escalation: [day, spare]}\n"
    "  spare: {rotation: [bob]}\n"
    "  till: {covers: [shop], rotation: [bob]}\n",
}


def case(files=FILES):
    loaded = testing.read(files)
    assert loaded.findings == ()
    return Situation(loaded.base, loaded.base.events["show"], testing.at("2026-06-01"))


def test_a_call_reaches_what_covers_the_scope_then_all_it_escalates_to_each_once():
    assert paths(case()) == ("day", "night", "lead", "spare")


def test_everyone_on_a_rotation_is_called_unless_shifts_say_who():
    made = case()
    assert called(made, made.base.rotations["day"]) == ("ann", "bob")
    shift = "shifts: [{person: cid, start: 2026-06-03T15:00Z, end: 2026-06-03T23:00Z}]"
    made = case(FILES | {"ownership/a.yml": FILES["ownership/a.yml"].replace("secondary: [ann]", shift)})
    assert called(made, made.base.rotations["day"]) == ("cid",)
