"""What runs prove, by hand-computed cases: one runbook for one component, runs as a small table."""

import pytest

from kb.analyses.coverage import Cover, Coverage
from kb.files.load import load
from kb.model.moment import noon, parse_day
from kb.model.words import Evidence, Level
from kb.testing import tree

DAY = "2026-09-14"


STEPS = "## Steps\n1. Restore it.\n"


def base(
    tmp_path, runs, knowledge="", front="---\ncomponents: [pay]\n---\n", architecture="pay: {}", more="", steps=STEPS
):
    """Make a base; a run is (day, kind, by, help, outcome, observer)."""
    files = {
        "architecture/a.yml": f"services: {{{architecture}}}\n",
        "ownership/a.yml": "people: {ann: {}, bob: {}, cid: {}, dot: {kind: external}}\n"
        + (f"knowledge: {{pay: {knowledge}}}\n" if knowledge else ""),
        "runbooks/restore.md": front + steps,
    }
    for number, (day, kind, by, helped, outcome, observer) in enumerate(runs):
        seen = f", observer: {observer}" if observer else ""
        files[f"runbooks/log/{number}.yml"] = (
            f"{{runbook: restore, kind: {kind}, by: {by}, ended: {day}T10:00Z, help: {helped}, outcome: {outcome}{seen}{more}}}\n"
        )
    tree(tmp_path, files)
    loaded = load(tmp_path)
    assert loaded.findings == ()
    return loaded.base


def operators(found, day=DAY):
    return {item.person: item for item in Coverage(found, noon(parse_day(day))).operators("pay")}


def drill(day, by, observer=""):
    return day, "drill", by, "none", "pass", observer


@pytest.mark.parametrize(
    ("knowledge", "level", "evidence"),
    [
        ("none", Level.ASSIST, Evidence.TABLETOP),
        ("{ann: aware}", Level.ASSIST, Evidence.TABLETOP),
        ("{ann: assist}", Level.ASSIST, Evidence.TABLETOP),
        ("{ann: {level: assist, by: deployed}}", Level.ASSIST, Evidence.TABLETOP),
        ("{ann: {level: assist, by: drill}}", Level.ASSIST, Evidence.DRILL),  # stronger than a tabletop
        ("{ann: operate}", Level.OPERATE, Evidence.CLAIMED),  # a tabletop supports no more than assist
    ],
)
def test_a_passed_tabletop_supports_assist(tmp_path, knowledge, level, evidence):
    found = base(tmp_path, [("2026-09-01", "tabletop", "ann", "none", "pass", "")], knowledge)
    ann = operators(found)["ann"]
    assert (ann.level, ann.evidence, ann.proven) == (level, evidence, False)
    assert Coverage(found, noon(parse_day(DAY))).cover("pay") == Cover(True, int(level is Level.OPERATE), 0, 0)


@pytest.mark.parametrize(
    ("helped", "outcome"), [("asked", "pass"), ("took_over", "pass"), ("none", "fail"), ("none", "partial")]
)
@pytest.mark.parametrize("kind", ["tabletop", "drill", "incident"])
def test_help_taken_or_a_run_not_passed_raises_nobody(tmp_path, kind, helped, outcome):
    found = base(
        tmp_path,
        [("2026-08-20", "drill", "bob", "none", "pass", ""), ("2026-09-01", kind, "ann", helped, outcome, "bob")],
    )
    assert {name: (item.level, item.expert) for name, item in operators(found).items()} == {
        "bob": (Level.OPERATE, False)
    }


def test_a_tabletop_says_nothing_of_who_can_operate(tmp_path):
    found = base(tmp_path, [("2026-09-01", "tabletop", "ann", "none", "pass", "")], "none")
    (tmp_path / "ownership/a.yml").write_text("people: {ann: {}}\n")
    assert Coverage(load(tmp_path).base, noon(parse_day(DAY))).cover("pay").known is False
    assert found.runs


def test_whoever_brought_another_to_operate_is_an_expert(tmp_path):
    found = base(tmp_path, [drill("2026-08-01", "ann"), drill("2026-09-01", "bob", observer="ann")])
    ann, bob = operators(found)["ann"], operators(found)["bob"]
    assert (ann.level, ann.expert, ann.proven) == (Level.EXPERT, True, True)
    assert [source.path for source in ann.sources] == ["runbooks/log/0.yml", "runbooks/log/1.yml"]
    assert (bob.level, bob.expert) == (Level.OPERATE, False)
    assert operators(found, "2026-08-31")["ann"].expert is False  # not yet
    assert operators(found, "2027-02-28")["ann"].expert is True  # 180 days later; what proved operate is older by then
    assert operators(found, "2027-02-28")["ann"].proven is False
    assert operators(found, "2027-03-01")["ann"].expert is False


NOT_FIRST = [drill("2026-08-01", "ann"), drill("2026-08-02", "bob"), drill("2026-09-01", "bob", observer="ann")]
NOT_PROVEN = [drill("2026-09-01", "bob", observer="ann")]
TOO_OLD = [drill("2026-01-01", "ann"), drill("2026-09-01", "bob", observer="ann")]
TABLE = [drill("2026-08-01", "ann"), ("2026-09-01", "tabletop", "bob", "none", "pass", "ann")]
SELF = [drill("2026-08-01", "ann"), drill("2026-09-01", "ann", observer="ann")]


@pytest.mark.parametrize("runs", [NOT_FIRST, NOT_PROVEN, TOO_OLD, TABLE, SELF])
def test_else_nobody_is(tmp_path, runs):
    assert not any(item.expert for item in operators(base(tmp_path, runs)).values())


def test_a_line_of_knowledge_can_prove_the_observer_and_can_say_that_it_was_not_the_first(tmp_path):
    runs = [drill("2026-09-01", "bob", observer="ann")]
    line = "{level: operate, by: incident, last: 2026-08-01, ref: notes 7}"
    assert operators(base(tmp_path, runs, f"{{ann: {line}}}"))["ann"].expert
    assert not operators(base(tmp_path, runs, f"{{ann: {line}, bob: {line}}}"))["ann"].expert
    assert operators(
        base(tmp_path, runs, f"{{ann: {line}, bob: {{level: operate, by: drill, last: 2026-09-01, ref: notes 7}}}}")
    )["ann"].expert


def test_an_expert_by_word_alone_counts_as_an_operator(tmp_path):
    (ann,) = operators(base(tmp_path, [], "{ann: expert}")).values()
    assert (ann.expert, ann.counts, ann.proven) == (False, True, False)


BOTH = "---\ncomponents: [new, pay]\n---\n"


@pytest.mark.parametrize(
    ("front", "architecture", "more", "proven"),
    [
        ("---\ncomponents: [pay]\n---\n", "pay: {}, new: {}", "", ["pay"]),
        ("---\ncomponents: [pay]\n---\n", "pay: {}, new: {runbooks: [restore]}", "", ["pay"]),  # listed afterwards
        ("---\ncomponents: [pay]\n---\n", "pay: {}, new: {alerts: [{id: Gone, runbook: restore}]}", "", ["pay"]),
        ("# Restore\n", "pay: {runbooks: [restore]}, new: {}", "", []),
        ("# Restore\n", "pay: {runbooks: [restore]}, new: {}", ", components: [pay]", ["pay"]),
        (BOTH, "pay: {}, new: {}", "", ["new", "pay"]),  # an older record does not say what it was for
        (BOTH, "pay: {}, new: {}", ", components: [pay]", ["pay"]),
        (BOTH, "pay: {}, new: {}", ", components: []", []),
        (BOTH, "pay: {}, new: {}", ", components: [gone-since, new]", ["new"]),
        ("---\ncomponents: [pay]\n---\n", "pay: {}, new: {}", ", components: [new, pay]", ["pay"]),  # for new no longer
        (BOTH, "pay: {aliases: [old]}, new: {}", ", components: [old]", ["pay"]),  # it has another id since
        (BOTH, "pay: {}, new: {}", ", components: [old]", []),
    ],
)
def test_a_run_proves_what_the_runbook_was_for_when_it_was_run(tmp_path, front, architecture, more, proven):
    found = base(tmp_path, [drill("2026-09-01", "ann")], "", front, architecture, more)
    coverage = Coverage(found, noon(parse_day(DAY)))
    assert [name for name in ("new", "pay") if coverage.cover(name).proven] == proven
    assert [name for name in ("new", "pay") if coverage.is_known(name)] == proven


@pytest.mark.parametrize("none", ["none", "{}"])
def test_that_nobody_can_is_not_contradicted_by_a_run(tmp_path, none):
    found = base(tmp_path, [drill("2026-09-01", "ann"), drill("2026-09-02", "bob")], none)
    coverage = Coverage(found, noon(parse_day(DAY)))
    assert (coverage.cover("pay"), coverage.counting("pay"), coverage.operators("pay")) == (
        Cover(True, 0, 0, 0),
        (),
        (),
    )
    assert coverage.proofs("pay") == ([], False)
    less = base(tmp_path, [drill("2026-09-01", "ann"), drill("2026-09-02", "bob")], "{cid: aware}")
    assert Coverage(less, noon(parse_day(DAY))).cover("pay").proven == 2, (
        "the least that is said of anybody denies nothing"
    )


@pytest.mark.parametrize(
    ("steps", "more", "proven"),
    [
        (STEPS, "", True),
        ("", "", False),
        ("## Steps\nRestore it.\n", ", steps_hash: 3f8bcdb3ac1b", True),
        ("", ", steps_hash: 3f8bcdb3ac1b", True),
        ("", ", steps: [{result: ok}]", False),
        (STEPS, ", steps: [{result: ok}]", False),
        (STEPS, ", steps: [{id: s1, result: ok}]", True),
    ],
    ids=["by steps", "none", "other prose", "steps that are gone", "as a whole", "steps written since", "told by step"],
)
def test_a_run_of_what_has_no_steps_proves_nothing(tmp_path, steps, more, proven):
    found = operators(base(tmp_path, [drill("2026-09-01", "ann")], steps=steps, more=more))
    assert ("ann" in found and found["ann"].proven) is proven


@pytest.mark.parametrize("front", ["kind: comms", "kind: access", "kind: routine", "requires: {level: aware}"])
@pytest.mark.parametrize("kind", ["tabletop", "drill", "incident"])
def test_a_runbook_that_is_not_about_restoring_shows_nothing_of_who_can(tmp_path, front, kind):
    found = base(
        tmp_path, [("2026-09-01", kind, "ann", "none", "pass", "")], front=f"---\ncomponents: [pay]\n{front}\n---\n"
    )
    assert operators(found) == {}
    assert not Coverage(found, noon(parse_day(DAY))).is_known("pay")


@pytest.mark.parametrize(
    ("asked", "level", "proven"),
    [("assist", Level.ASSIST, False), ("operate", Level.OPERATE, True), ("expert", Level.OPERATE, True)],
)
def test_a_run_shows_no_more_than_its_runbook_asks(tmp_path, asked, level, proven):
    front = f"---\ncomponents: [pay]\nkind: relaunch\nrequires: {{level: {asked}}}\n---\n"
    ann = operators(base(tmp_path, [drill("2026-09-01", "ann")], "none" if not proven else "", front))["ann"]
    assert (ann.level, ann.proven, ann.evidence) == (level, proven, Evidence.DRILL)


@pytest.mark.parametrize(("until", "proven"), [("2026-08-31", False), ("2026-09-01", True)])
def test_a_run_by_somebody_who_was_not_there_then_proves_nothing(tmp_path, until, proven):
    base(tmp_path, [drill("2026-09-01", "ann")])
    people = tmp_path / "ownership/a.yml"
    people.write_text(people.read_text().replace("ann: {}", f"ann: {{until: {until}}}"))
    shown = Coverage(load(tmp_path).base, noon(parse_day("2026-09-01")))
    assert [item.person for item in shown.operators("pay")] == ["ann"] * proven


def test_an_observer_who_was_not_there_then_brought_nobody_to_operate(tmp_path):
    line = "{level: operate, by: incident, last: 2026-08-01, ref: notes 7}"
    base(tmp_path, [drill("2026-09-01", "bob", observer="ann")], f"{{ann: {line}}}")
    people = tmp_path / "ownership/a.yml"
    people.write_text(people.read_text().replace("ann: {}", "ann: {from: 2026-09-02}"))
    assert not operators(load(tmp_path).base)["ann"].expert


RECORD = "20260801T100000Z-restore-ann"
LINE = "{ann: {level: operate, by: drill, last: 2026-08-01%s}}"


@pytest.mark.parametrize(
    ("ref", "proven"),
    [
        ("", False),
        (", ref: ticket 214", True),
        (", ref: drill notes of the front door", True),
        (", ref: TBD", False),
        (", ref: n/a", False),
        (f", ref: {RECORD}", False),
        (f", ref: runbooks/log/{RECORD}.yml", False),
    ],
)
def test_a_line_proves_by_what_it_refers_to_outside_of_the_log(tmp_path, ref, proven):
    found = base(tmp_path, [], LINE % ref)
    assert operators(found)["ann"].proven is proven
    assert Coverage(found, noon(parse_day(DAY))).cover("pay") == Cover(True, 1, int(proven), 0)
    assert Coverage(found, noon(parse_day(DAY))).counting("pay") == (("ann", proven),)


def test_a_line_that_refers_to_a_run_is_proven_by_its_record_from_its_day(tmp_path):
    found = base(tmp_path, [drill("2026-08-01", "ann")], LINE.replace("2026-08-01", "2026-09-10") % f", ref: {RECORD}")
    ann = operators(found)["ann"]
    assert (ann.proven, str(ann.last)[:10]) == (True, "2026-08-01")
    old = operators(found, "2027-02-20")["ann"]  # 163 days after the date of the line, 203 after that of the record
    assert not old.proven


@pytest.mark.parametrize(("more", "recorded"), [("", False), (', steps_hash: "0123456789ab"', True)])
def test_a_record_that_does_not_say_which_steps_it_followed_proves_by_word(tmp_path, more, recorded):
    found = Coverage(base(tmp_path, [drill("2026-08-01", "ann")], more=more), noon(parse_day(DAY)))
    assert found.cover("pay").proven == 1
    assert found.recorded("pay") == ({"ann"} if recorded else set())
    assert found.recorded("ship") == frozenset()
