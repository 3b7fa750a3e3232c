"""When a runbook is verified."""

import pytest

from kb.analyses.freshness import Badge, freshness, verified_edges
from kb.files.load import load
from kb.model.moment import noon, parse_day
from kb.model.runbook import StepResult
from kb.testing import tree

RUNBOOK = """\
---
id: switch
components: [room]
covers: [{{from: room, to: relay}}]
authors: [ann]
{review}---
## When to use
The relay is down.
## Steps
### s1 · Switch
- do: {do}
"""
RUN = "runbook: switch\nsteps_hash: {steps}\nkind: {kind}\nby: {by}\nended: 2026-06-01T10:00Z\nhelp: none\noutcome: {outcome}\n"


def base(tmp_path, run=None, review="", do="switch it"):
    files = {
        "architecture/a.yml": "services: {room: {needs: [{to: relay, fallback: spare}]}, relay: {}, spare: {}}\n",
        "ownership/a.yml": "people: {ann: {}, bob: {}}\n",
        "runbooks/switch.md": RUNBOOK.format(review=review, do=do),
    }
    if run is not None:
        steps = load(write(tmp_path, files)).base.runbooks["switch"].steps_hash
        files["runbooks/log/one.yml"] = RUN.format(
            **{"kind": "drill", "by": "bob", "outcome": "pass", "steps": f"'{steps}'"} | run
        )
    loaded = load(write(tmp_path, files))
    assert loaded.findings == ()
    return loaded.base


def write(root, files):
    tree(root, files)
    return root


def badge(found, day):
    return freshness(found, found.runbooks["switch"], noon(parse_day(day))).badge


def test_a_passed_run_by_another_on_the_same_steps_verifies_for_its_interval(tmp_path):
    found = base(tmp_path, {})
    assert badge(found, "2026-05-31") is Badge.NEVER_RUN
    assert badge(found, "2026-06-02") is Badge.VERIFIED
    assert badge(found, "2026-11-28") is Badge.VERIFIED  # 180 days later
    assert badge(found, "2026-11-29") is Badge.STALE


def test_the_interval_is_the_runbooks_own(tmp_path):
    found = base(tmp_path, {}, review="review: {every_days: 30}\n")
    assert badge(found, "2026-07-01") is Badge.VERIFIED
    assert badge(found, "2026-07-02") is Badge.STALE


@pytest.mark.parametrize("run", [{"by": "ann"}, {"outcome": "fail"}, {"outcome": "partial"}, {"kind": "tabletop"}])
def test_its_author_a_failed_run_and_a_tabletop_verify_nothing(tmp_path, run):
    assert badge(base(tmp_path, run), "2026-06-02") is Badge.NEVER_RUN


def test_changed_steps_need_a_new_run(tmp_path):
    base(tmp_path, {})
    (tmp_path / "runbooks/switch.md").write_text(RUNBOOK.format(review="", do="switch it over"))
    assert badge(load(tmp_path).base, "2026-06-02") is Badge.CHANGED


def test_a_change_outside_the_steps_does_not_matter(tmp_path):
    base(tmp_path, {})
    file = tmp_path / "runbooks/switch.md"
    file.write_text(file.read_text().replace("The relay is down.", "The relay is gone."))
    assert badge(load(tmp_path).base, "2026-06-02") is Badge.VERIFIED


def test_only_a_verified_runbook_lets_an_edge_fall_back(tmp_path):
    found = base(tmp_path, {})
    assert verified_edges(found, noon(parse_day("2026-06-02"))) == {("room", "relay")}
    assert verified_edges(found, noon(parse_day("2026-05-01"))) == frozenset()


@pytest.mark.parametrize(
    ("text", "steps", "word", "said"),
    [
        (
            "Switch it.\n",
            "~",
            Badge.NEVER_RUN,
            "it has no steps: it can be read, not rehearsed, and a run of it shows nothing",
        ),
        (
            "## Steps\nSwitch it.\n",
            "'{hash}'",
            Badge.NEVER_RUN,
            "it has no steps: it can be read, not rehearsed, and a run of it shows nothing",
        ),
        ("Switch it.\n", "'0123456789ab'", Badge.CHANGED, "the steps have changed since that run"),
        ("## Steps\n1. Switch it.\n", "'{hash}'", Badge.VERIFIED, None),
        ("## Steps\n1. Switch it.\n", "~", Badge.CHANGED, "that run does not say which steps it followed"),
    ],
    ids=["none", "prose where steps should be", "none any more", "one", "one, and who knows then"],
)
def test_what_has_no_steps_is_verified_by_no_run(tmp_path, text, steps, word, said):
    """Nothing is not the same as nothing: neither has a fingerprint of steps."""
    files = {
        "architecture/a.yml": "services: {room: {}}\n",
        "ownership/a.yml": "people: {ann: {}, bob: {}}\n",
        "runbooks/switch.md": f"---\ncomponents: [room]\nauthors: [ann]\n---\n{text}",
    }
    now = load(write(tmp_path, files)).base.runbooks["switch"].steps_hash
    run = RUN.format(kind="drill", by="bob", outcome="pass", steps=steps.format(hash=now))
    files["runbooks/log/one.yml"] = run.replace("steps_hash: ~\n", "")
    loaded = load(write(tmp_path, files))
    assert loaded.findings == ()
    found = freshness(loaded.base, loaded.base.runbooks["switch"], noon(parse_day("2026-06-02")))
    assert (found.badge, next((reason.text for reason in found.reasons), None)) == (word, said)


def test_what_had_no_steps_when_it_was_run_says_so(tmp_path):
    """Gone through as a whole: the record has a step without an id."""
    found = base(tmp_path, {})
    run = found.runs[0]._replace(steps=(StepResult(None, "ok", None, None, None, found.runs[0].source),))
    found = found._replace(runs=(run,))
    state = freshness(found, found.runbooks["switch"], noon(parse_day("2026-06-02")))
    assert (state.badge, state.reasons[0].text) == (Badge.NEVER_RUN, "it had no steps yet when it was run")
