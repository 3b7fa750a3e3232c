"""Every reason for which a run no longer verifies a runbook, on one small base."""

import pytest

from kb.analyses.freshness import Badge, freshness
from kb.analyses.staleness import Cause
from kb.files.load import load
from kb.model.moment import noon, parse_day
from kb.testing import tree

ARCHITECTURE = """\
services:
  room: {needs: [{to: relay, fallback: spare, modes: [{id: overload}]}], changes: CHANGES}
  relay: {}
  spare: {}
"""
OWNERSHIP = """\
teams: {crew: {}, upper: {}, lower: {parent: upper}}
people:
  ann: {team: crew}
  bob: {}
  p-3: {title: Cleo Marsh, until: 2026-06-20}
  p-4: {until: 2026-05-01}
  p-5: {team: lower}
  p-8: {until: 2026-05-31}
  p-9: {}
knowledge: {room: KNOWLEDGE}
"""
RUNBOOK = """\
---
components: [room]
covers: [{from: room, to: relay, mode: overload}]
owner: crew
authors: [p-4, p-9]
---
## When to use
The relay is down.
## Steps
### s1 · Switch
- do: switch
### s2 · Look
- do: look
## Escalate
TEXT
## Background
Written by p-4.
"""
RUN = """\
{runbook: switch, steps_hash: HASH, kind: KIND, by: BY, ended: 2026-06-01T10:00Z, help: none, outcome: OUTCOME, steps: STEPS}
"""


def base(
    tmp_path,
    *,
    changes="[]",
    knowledge="none",
    text="Page crew.",
    owner="crew",
    mode="overload",
    run=None,
    edge="relay",
    people="",
):
    files = {
        "architecture/a.yml": ARCHITECTURE.replace("CHANGES", changes),
        "ownership/a.yml": OWNERSHIP.replace("KNOWLEDGE", knowledge).replace("  p-5", f"{people}  p-5", 1),
        "runbooks/switch.md": RUNBOOK.replace("TEXT", text).replace("owner: crew", f"owner: {owner}").replace("overload", mode).replace("to: relay", f"to: {edge}"),
    }  # fmt: skip
    book = write(tmp_path, files).runbooks["switch"]
    given = {
        **(run or {}),
        "HASH": f"'{book.steps_hash}'",
        "KIND": "drill",
        "BY": "bob",
        "OUTCOME": "pass",
        "STEPS": "[]",
        **(run or {}),
    }
    record = RUN
    for key, value in given.items():
        record = record.replace(key, value)
    return write(tmp_path, {"runbooks/log/one.yml": record})


def write(root, files):
    tree(root, files)
    loaded = load(root)
    assert loaded.findings == ()
    return loaded.base


def state(found, day="2026-07-01"):
    return freshness(found, found.runbooks["switch"], noon(parse_day(day)))


def said(found, day="2026-07-01"):
    fresh = state(found, day)
    return fresh.badge, [(reason.cause, reason.text) for reason in fresh.reasons]


def test_nothing_has_moved_on(tmp_path):
    assert said(base(tmp_path)) == (Badge.VERIFIED, [])


def test_the_interval(tmp_path):
    found = base(tmp_path)
    assert said(found, "2026-11-28") == (Badge.VERIFIED, [])
    assert said(found, "2026-11-29") == (
        Badge.STALE,
        [(Cause.INTERVAL, "last run 181 days ago, and it is to be run every 180")],
    )


@pytest.mark.parametrize(
    ("changes", "badge"),
    [
        ("[{date: 2026-06-02, significant: true, ref: r7}]", Badge.STALE),
        ("[{date: 2026-06-01, significant: true}]", Badge.VERIFIED),  # the day of the run: not after it
        ("[{date: 2026-06-02, significant: false}, {date: 2026-06-02}]", Badge.VERIFIED),
        ("[{date: 2026-07-02, significant: true}]", Badge.VERIFIED),  # not yet
    ],
)
def test_a_significant_change_after_the_run(tmp_path, changes, badge):
    fresh = state(base(tmp_path, changes=changes))
    assert fresh.badge is badge
    if badge is Badge.STALE:
        assert fresh.reasons[0].text == "`room` changed on 2026-06-02 (r7), after that run"
        assert [str(source) for source in fresh.reasons[0].sources] == [
            "architecture/a.yml:2",
            "runbooks/log/one.yml:1",
        ]


def test_a_third_of_the_operators_left(tmp_path):
    three = "{ann: operate, bob: operate, p-3: expert, p-4: operate, p-5: assist}"  # p-4 had left before the run
    assert said(base(tmp_path, knowledge=three)) == (
        Badge.STALE, [(Cause.CHURN, "1 of the 3 who could operate `room` then have left since")],
    )  # fmt: skip
    four = "{ann: operate, bob: operate, p-3: expert, p-5: operate}"
    assert said(base(tmp_path, knowledge=four)) == (Badge.VERIFIED, [])
    assert said(base(tmp_path, knowledge=three), "2026-06-20") == (Badge.VERIFIED, [])  # the last day is a day present


@pytest.mark.parametrize("text", ["Then p-3.", "Ask `p-3`.", "Call @p-3", "Cleo Marsh knows."])
def test_somebody_named_in_the_text_has_left(tmp_path, text):
    found = base(tmp_path, text=text)
    fresh = state(found)
    assert (fresh.badge, [reason.text for reason in fresh.reasons]) == (
        Badge.STALE,
        ["its text names `p-3`, who left on 2026-06-20"],
    )
    assert fresh.reasons[0].sources[0].line == 15
    assert state(found, "2026-06-20").badge is Badge.VERIFIED


def test_authors_and_background_are_history(tmp_path):
    assert state(base(tmp_path, text="As Cleo said; p-30, xp-3.")).reasons == ()


def test_an_owner_without_anybody(tmp_path):
    found = base(tmp_path, owner="upper")
    assert state(found).badge is Badge.VERIFIED  # p-5 is in the team below
    (tmp_path / "ownership/a.yml").write_text(
        OWNERSHIP.replace("KNOWLEDGE", "none").replace("  p-5: {team: lower}\n", "")
    )
    assert said(load(tmp_path).base) == (Badge.STALE, [(Cause.REFERENCE, "its owner `upper` has no active member")])
    assert said(base(tmp_path, owner="lower"))[0] is Badge.VERIFIED


def test_an_edge_or_a_failure_mode_that_is_gone(tmp_path):
    assert said(base(tmp_path, edge="spare")) == (
        Badge.STALE, [(Cause.REFERENCE, "it covers `room` to `spare`, and there is no such edge any more")],
    )  # fmt: skip
    assert "does not have" in state(base(tmp_path, mode="silence")).reasons[0].text


def test_changed_steps_are_named_as_far_as_the_run_recorded_them(tmp_path):
    same = state(base(tmp_path))
    one = base(tmp_path).runbooks["switch"].steps[0].hash
    cases = {
        "[]": "the steps have changed since that run",
        "[{id: s1, result: ok}, {id: s9, result: ok}]": "the steps have changed since that run: s2 is new; s9 is gone",
        f"[{{id: s1, result: ok, hash: '{one}'}}, {{id: s2, result: ok, hash: other}}]": "the steps have changed since that run: s2 reads differently",
    }
    assert same.badge is Badge.VERIFIED
    for steps, text in cases.items():
        assert said(base(tmp_path, run={"HASH": "other", "STEPS": steps})) == (Badge.CHANGED, [(Cause.STEPS, text)])
    without = base(tmp_path, run={"steps_hash: HASH, ": ""})
    assert said(without) == (Badge.CHANGED, [(Cause.STEPS, "that run does not say which steps it followed")])


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ({"BY": "p-9"}, "only its authors have run it"),
        ({"KIND": "tabletop"}, "it has only been talked through, at a table"),
        ({"OUTCOME": "fail"}, "it has been run, and never passed"),
        ({"BY": "p-8"}, "by their dates, whoever ran it was not there then"),
    ],
)
def test_what_does_not_count_is_said(tmp_path, run, text):
    assert said(base(tmp_path, run=run)) == (Badge.NEVER_RUN, [(Cause.NEVER, text)])
    assert said(base(tmp_path, run=run), "2026-05-01") == (Badge.NEVER_RUN, [(Cause.NEVER, "nobody has run it")])


def test_an_older_run_that_still_holds_is_enough(tmp_path):
    """Three join after the first run and leave after the second: only the second has lost half of those who knew."""
    people = "".join(f"  {name}: {{from: 2026-06-02, until: 2026-06-20}}\n" for name in ("p-6", "p-7"))
    found = base(tmp_path, knowledge="{bob: operate, p-6: operate, p-7: operate}", people=people)
    book = found.runbooks["switch"]
    run = f"{{runbook: switch, steps_hash: '{book.steps_hash}', kind: drill, by: ann, ended: 2026-06-10T10:00Z, help: none, outcome: pass}}\n"
    fresh = state(write(tmp_path, {"runbooks/log/two.yml": run}))
    assert (fresh.badge, fresh.run.by) == (Badge.VERIFIED, "bob")
