"""What one run proves."""

import pytest

from kb.analyses.freshness import Badge
from kb.analyses.rehearsal.proof import prove
from kb.documents.run_proof import describe
from kb.files.load import load
from kb.files.rehearsals.records import read_run
from kb.model.moment import noon, parse_day
from kb.render.text import Text

FILES = {
    "architecture/a.yml": "services: {room: {}, relay: {}}\n",
    "ownership/a.yml": """\
people: {ann: {}, bob: {}, cid: {}}
knowledge: {room: {bob: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}, cid: operate}}
""",
    "runbooks/switch.md": """\
---
id: switch
components: [room, relay]
authors: [ann]
review: {every_days: 60}
---
## Steps
### s1 · Switch
- do: switch
""",
}
RUN = {
    "runbook": "switch",
    "kind": "drill",
    "by": "cid",
    "started": "2026-06-01T09:50Z",
    "ended": "2026-06-01T10:00Z",
    "help": "none",
    "outcome": "pass",
}


@pytest.fixture
def base(tmp_path):
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / path).write_text(text)
    loaded = load(tmp_path)
    assert loaded.findings == ()
    return loaded.base


def proof(base, day="2026-06-02", **changed):
    fields = RUN | {"steps_hash": f'"{base.runbooks["switch"].steps_hash}"'} | changed
    run, findings = read_run("".join(f"{key}: {value}\n" for key, value in fields.items()), "runbooks/log/one.yml")
    assert findings == ()
    return prove(base, run, noon(parse_day(day)))


def words(found):
    return " ".join(Text(width=1000).render(found, describe(found, "now")).split())


def test_a_passed_unaided_drill_by_another_proves_and_verifies(base):
    found = proof(base)
    assert [
        (gain.component, gain.before, gain.after, gain.proven_before, gain.proven_after) for gain in found.gains
    ] == [
        ("relay", False, True, 0, 1),
        ("room", False, True, 1, 2),
    ]
    assert (found.before, found.after) == (Badge.NEVER_RUN, Badge.VERIFIED)
    assert "switch was never run, and becomes verified" in words(found)
    assert "cid is now proven to operate relay, room" in words(found)


def test_it_may_be_among_the_runs_already(base):
    found = proof(base)
    assert prove(base._replace(runs=(found.run,)), found.run, found.at) == found


@pytest.mark.parametrize(
    ("changed", "proves", "verifies", "why"),
    [
        ({"by": "ann"}, True, False, "ann is an author of it"),
        ({"help": "asked"}, False, True, "help was taken"),
        ({"kind": "tabletop"}, False, False, "a tabletop supports assist"),
        ({"outcome": "partial"}, False, False, "its outcome is partial, not pass"),
        ({"steps_hash": '"0123"'}, True, False, "other steps than those that stand there now"),
        ({"day": "2026-08-15"}, True, False, "older than the 60 days"),
        ({"day": "2027-06-01"}, False, False, "older than 180 days"),
        ({"day": "2026-05-31"}, False, False, "ended after the date"),
    ],
)
def test_what_keeps_it_from_that_is_said(base, changed, proves, verifies, why):
    found = proof(base, **changed)
    assert any(gain.after for gain in found.gains if gain.component == "relay") is proves
    assert (found.after is Badge.VERIFIED) is verifies
    assert proves is not bool(found.not_proven)
    assert why in words(found)


def test_who_was_proven_already_stays_so(base):
    assert "relay" in words(proof(base, by="bob"))
    assert [gain.before for gain in proof(base, by="bob").gains] == [False, True]


def test_what_the_files_say_nobody_can_is_not_proven_and_why_is_said(base):
    denying = base._replace(knowledge={**base.knowledge, "relay": {}})
    found = proof(denying)
    assert [(gain.component, gain.after) for gain in found.gains] == [("relay", False), ("room", True)]
    assert "cid is now proven to operate room. " in words(found)
    assert "It does not count for relay: the files say `none`, that nobody can operate it." in words(found)
    none = proof(denying._replace(knowledge={"relay": {}, "room": {}}))
    assert "does not prove that cid can operate anything: the files say `none` of all that it is for" in words(none)


def test_a_record_proves_no_more_than_it_says_it_was_for(base):
    found = proof(base, components="[room]")
    assert [(gain.component, gain.after) for gain in found.gains] == [("relay", False), ("room", True)]
    assert "is now proven to operate room." in words(found)
    none = proof(base, components="[]")
    assert "It does not prove that cid can operate anything: its record says that the runbook was for nothing" in words(
        none
    )
