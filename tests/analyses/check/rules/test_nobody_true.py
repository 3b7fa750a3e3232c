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


RECORD = "20260501T100000Z-pay-down-ann"
LINES = {
    "architecture/a.yml": "services: {pay: {}, shop: {}}\n",
    "ownership/p.yml": "people: {ann: {}, bob: {}, cy: {}}\n"
    f"knowledge: {{pay: {{ann: {{level: operate, by: drill, last: 2026-05-01, ref: {RECORD}}}}}}}\n",
    "runbooks/pay-down.md": "---\ncomponents: [pay]\n---\n# Pay\n## Steps\n1. Restart.\n",
    f"runbooks/log/{RECORD}.yml": "{runbook: pay-down, kind: drill, by: ann, observer: bob, ended: 2026-05-01T10:00Z, help: none, outcome: pass}\n",
}


def told(*edits):
    files = dict(LINES)
    for old, new in edits:
        assert old in files["ownership/p.yml"]
        files["ownership/p.yml"] = files["ownership/p.yml"].replace(old, new)
    return [(finding.message, str(finding.source)) for finding in check("nobody-true", files)]


@pytest.mark.parametrize(
    "edits",
    [
        (),
        (("ref: 2026", "ref: runbooks/log/2026"), ("-ann}", "-ann.yml}")),
        (("ann: {level", "bob: {level"),),
        ((RECORD, "ticket 214"),),
        ((f", ref: {RECORD}", ""), ("by: drill", "by: authored")),
        ((f", ref: {RECORD}", ""), ("level: operate", "level: assist")),
        ((f", last: 2026-05-01, ref: {RECORD}", ""),),
    ],
    ids=["its run", "by its path", "who watched it", "elsewhere", "authored", "assist", "a claim as it is"],
)
def test_a_line_that_rests_on_what_is_there_is_not_told(edits):
    assert told(*edits) == []


def test_a_line_whose_record_is_missing_or_of_others_is_told_with_what_was_meant():
    assert told((RECORD, slip := "20260501T100000Z-pay-dwon-ann")) == [
        (
            f"`ann` on `pay` rests on the run `{slip}`, which is not in the log, so the line is a claim; did you mean `{RECORD}`?",
            "ownership/p.yml:2",
        )
    ]
    assert told(("ann: {level", "cy: {level")) == [
        (
            f"`cy` on `pay` rests on the run `{RECORD}`, which is of somebody else, so the line is a claim",
            "ownership/p.yml:2",
        )
    ]


def test_lines_with_a_date_and_no_reference_are_told_of_once():
    line = "{level: operate, by: incident, last: 2026-05-02}"
    assert told(("knowledge: {", f"knowledge: {{shop: {{ann: {line}, bob: {line}}}, ")) == [
        (
            "`ann` on `shop` (and 1 line more) says `incident` with a date and no `ref`: a date alone is a claim",
            "ownership/p.yml:2",
        )
    ]
