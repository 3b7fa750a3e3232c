import pytest

from kb.testing import check

FILES = {
    "architecture/a.yml": "services: {pay: {tier: 3}}\n",
    "ownership/p.yml": "people: {ann: {}, bob: {until: 2026-05-05}}\nknowledge: {pay: none}\n",
    "runbooks/pay-down.md": "---\ncomponents: [pay]\n---\n# Pay\n## Steps\n1. Restart.\n",
    "runbooks/log/1.yml": "{runbook: pay-down, kind: drill, by: ann, ended: 2026-05-01T10:00Z, help: none, outcome: pass}\n",
}


def found(day="2026-06-01", **edits):
    changed = dict(FILES)
    for old, new in edits.values():
        assert any(old in text for text in changed.values())
        changed = {path: text.replace(old, new) for path, text in changed.items()}
    return check("nobody-true", changed, day)


def test_a_run_contradicts_that_nobody_can():
    (finding,) = found()
    assert finding.message == (
        "the files say `none` of `pay`, that nobody can operate it, but ann passed a drill of `pay-down` unaided on "
        "2026-05-01: one of the two is out of date, and the run does not count"
    )
    assert str(finding.source) == "ownership/p.yml:2"
    assert [str(place) for place in finding.evidence] == ["runbooks/log/1.yml:1"]


@pytest.mark.parametrize(
    "edit",
    [
        ("knowledge: {pay: none}", ""),
        ("pay: none", "pay: {bob: aware}"),
        ("kind: drill", "kind: tabletop"),
        ("help: none", "help: asked"),
        ("outcome: pass", "outcome: partial"),
        ("by: ann", "by: bob"),  # who has left since cannot operate it
        ("components: [pay]", "components: []"),
        ("outcome: pass", "outcome: pass, components: []"),
    ],
)
def test_else_it_does_not(edit):
    assert found(edit=edit) == []


def test_only_runs_that_still_count_do():
    assert found("2026-04-30") == []
    assert len(found("2026-10-28")) == 1
    assert found("2026-10-29") == [], "older than evidence_days"
