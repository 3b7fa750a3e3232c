from kb import testing
from kb.analyses.readiness.owners import owner_of
from kb.analyses.readiness.situation import Situation

FILES = {
    "events/show.yml": "entry: [room]\ndecider: dot\n",
    "architecture/a.yml": "services: {room: {owner: live, runs_on: [cloud], runbooks: [undo]}, bare: {}}\nvendors: {cloud: {}, other: {}}\n",
    "ownership/a.yml": "teams: {live: {}, desk: {}}\npeople: {dot: {team: desk}, eve: {}}\noncall: {rota: {covers: [room]}, lead: {covers: []}}\n",
    "runbooks/undo.md": "---\nowner: live\n---\nUndo.\n",
}


def test_each_kind_of_subject_has_its_owner():
    loaded = testing.read(FILES)
    assert loaded.findings == ()
    case = Situation(loaded.base, loaded.base.events["show"], testing.at())
    owners = {
        name: owner_of(case, name)
        for name in ("room", "bare", "live", "dot", "eve", "cloud", "other", "rota", "lead", "undo", "show")
    }
    assert owners == {
        "room": "live",
        "bare": None,
        "live": "live",
        "dot": "desk",
        "eve": None,
        "cloud": "live",
        "other": None,
        "rota": "live",
        "lead": "desk",
        "undo": "live",
        "show": "desk",
    }
