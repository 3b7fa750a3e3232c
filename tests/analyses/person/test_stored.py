"""Everything stored on a person: every key that can name one is found."""

import pytest

from kb.analyses.person.stored import stored
from kb.files.load import load
from kb.model.source import Source
from kb.testing import tree

FILES = {
    "kb.toml": '[[suppress]]\nrule = "lead-present"\nsubject = "ann"\nreason = "x"\nuntil = "2030-01-01"\n',
    "architecture/a.yml": (
        "services:\n  pay:\n    description: ask ann about it\n    ladder: [{when: full, decider: ann}]\n"
        "    capacity: {limit_confirmed: {by: ann, value: 3}}\n    x: {owner-of-record: ann, notes: [a, {deep: see ann}]}\n"
    ),
    "ownership/a.yml": (
        "teams: {till: {lead: ann}}\npeople:\n  ann: {team: till, title: Ann A., handles: {git: ann-a}, away: [2026-01-01/2026-01-05]}\n  bob: {}\n"
        "knowledge: {pay: {ann: {level: operate, by: drill, last: 2026-01-01, ref: note 7}, bob: assist}}\n"
        "oncall:\n  line:\n    rotation: [bob, ann]\n    secondary: [ann]\n    escalation: [ann]\n"
        "    shifts: [{person: ann, start: 2026-01-01T08:00Z, end: 2026-01-01T09:00Z, role: primary}]\n"
    ),
    "runbooks/fix.md": "---\nauthors: [ann]\n---\n# Fix\n",
    "runbooks/log/a.yml": "{runbook: fix, kind: drill, by: bob, observer: ann, ended: 2026-01-01T10:00Z, help: none, outcome: pass, followups: [ann-a asks], steps: [{id: s1, note: with ann}]}\n",
    "events/e.yml": (
        "decider: ann\ndeputy: ann\nroles: {comms: ann, scribe: [bob, ann]}\nforecast: {by: ann}\nabort: [{decider: ann}]\nsuccess: [{decider: ann}]\n"
        "comms: {owner: ann}\nreview: {facilitator: ann}\nbackup_venue: {decider: ann}\noutcome: {timeline: [{by: ann, text: x}]}\n"
    ),
    "events/e/s.yml": "sign: {check: access, subject: ann, by: ann, date: 2026-01-01, value: x}\n",
    "events/e/w.yml": "waive: {check: access, by: ann, owner: ann, date: 2026-01-01, reason: x, until: event-end}\n",
    "events/e/p.yml": "poll: {role: r, by: ann, say: go, date: 2026-01-01}\n",
}
EXPECTED = [
    ("knowledge", ""), ("rotation", "escalation"), ("rotation", "rotation"), ("rotation", "secondary"), ("rotation", "shifts.person"),
    ("team", "lead"), ("component", "description"), ("component", "x.notes.deep"), ("component", "x.owner-of-record"),
    ("component", "ladder.decider"), ("component", "capacity.limit_confirmed.by"), ("runbook", "authors"), ("run", "observer"), ("run", "steps.note"),
    ("event", "decider"), ("event", "deputy"), ("event", "roles.comms"), ("event", "roles.scribe"), ("event", "forecast.by"), ("event", "abort.decider"),
    ("event", "success.decider"), ("event", "comms.owner"), ("event", "review.facilitator"), ("event", "backup_venue.decider"),
    ("event", "outcome.timeline.by"), ("sign-off", "by"), ("sign-off", "subject"), ("waiver", "by"), ("waiver", "owner"), ("poll", "by"), ("suppression", "subject"),
]  # fmt: skip


@pytest.fixture
def base(tmp_path):
    tree(tmp_path, FILES)
    loaded = load(tmp_path)
    assert loaded.findings == ()
    return loaded.base


def test_finds_every_place(base):
    report = stored(base, "ann")
    assert sorted((use.group, use.relation) for use in report.uses) == sorted(EXPECTED)
    assert {use.relation for use in report.uses if not use.exact} == {"description", "x.notes.deep", "steps.note"}


def test_says_what_each_place_says(base):
    says = {(use.group, use.relation): use.says for use in stored(base, "ann").uses}
    assert says["knowledge", ""] == "operate, drill 2026-01-01 (note 7)"
    assert says["rotation", "shifts.person"] == "primary, 2026-01-01T08:00:00+00:00, 2026-01-01T09:00:00+00:00"
    assert says["component", "description"] == "ask ann about it"


def test_shows_the_own_entry_as_read(base):
    fields = dict(stored(base, "ann").fields)
    assert fields == {
        "team": "till",
        "kind": "employee (the default, written or not)",
        "away": "2026-01-01/2026-01-05",
        "handles": "git: ann-a",
        "title": "Ann A.",
    }


def test_adds_lines_that_are_only_comments(base):
    lines = [Source("ownership/a.yml", 3, 3), Source("ownership/a.yml", 99, 4), Source("ownership/a.yml", 99, 9)]
    assert stored(base, "ann", lines).mentions == (Source("ownership/a.yml", 99, 1),)


def test_of_others_it_says_nothing(base):
    assert {(use.group, use.relation) for use in stored(base, "bob").uses} == {
        ("knowledge", ""), ("rotation", "rotation"), ("run", "by"), ("event", "roles.scribe"),
    }  # fmt: skip
