"""When a runbook is verified."""

import pytest

from kb.analyses.freshness import Badge, freshness, verified_edges
from kb.files.load import load
from kb.model.moment import noon, parse_day

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
    for path, text in files.items():
        (root / path).parent.mkdir(exist_ok=True, parents=True)
        (root / path).write_text(text)
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
