"""A handover as a whole: to whom, when, with what proof, and what is left over."""

from datetime import date

from kb.analyses.handover.report import Work
from kb.analyses.plan.report import Why

TILL = """
people: {ann: {team: till}, bob: {team: till}, cy: {team: till}, ext: {team: till, kind: external, reach: 48 h}}
knowledge: {pay: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}, bob: assist, ext: operate}}
"""


def test_the_successor_learns_from_whoever_goes_and_is_proved_by_a_run(make, told):
    report = told(make(TILL))
    (pay,) = report.components
    assert (pay.before, pay.after, pay.proven_before, pay.planned, pay.counted) == (1, 0, 1, 2, 2)
    assert (pay.externals, pay.reach) == (1, ("48 h",))
    assert [(item.person, item.planned, item.shared) for item in pay.successors] == [
        ("bob", True, 8.0),
        ("cy", True, 8.0),
    ]
    assert pay.successors[0].reasons == ("already assists here",)
    assert {item.learner for item in report.plan.items} == {"bob", "cy"}
    assert {item.teacher for item in report.plan.sessions} <= {"ann", "ext", None}
    assert report.plan.open == ()
    assert report.plan.by == date(2026, 7, 3)  # five working days before 2026-07-10


def test_too_little_time_leaves_a_remainder_with_the_reason_and_what_would_help(make, told):
    base = make(TILL.replace("ext: operate", "ext: aware"))
    few = told(base, by=date(2026, 6, 19))
    (left,) = few.plan.open
    assert (left.component, left.short, left.why) == ("pay", 1, Why.TIME)
    assert (
        left.sentence
        == "whoever can teach it is there for sessions until 2026-06-12, and has no more hours that fit the learners'"
    )
    assert (
        left.options[0] == f"move the last day to {few.plan.later}"
    )  # cy has 16 h until then, and needs 20: no hours of ann help
    assert few.plan.later is not None
    assert told(base, by=few.plan.later).plan.open == ()


def test_more_hours_are_given_by_those_who_go_and_by_nobody_else(make, ask):
    from kb.analyses.handover.propose import propose  # noqa: PLC0415 - beside the fixture that does the same

    base = make(TILL.replace("ext: operate", "cy: aware"))
    case = ask(base, by=date(2026, 6, 19))
    few, more = propose(case), propose(case._replace(hours=20))
    assert more.plan.totals.added > few.plan.totals.added


def test_where_no_day_is_left_for_a_session_all_of_it_is_left_over_with_who_could_have(make, told):
    report = told(make(TILL), by=date(2026, 6, 4))
    assert report.plan.sessions == ()
    (left,) = report.plan.open
    assert left.sentence == "no day is left before the 5 working days kept free at the end"
    assert left.options[:2] == (
        f"move the last day to {report.plan.later}",
        "keep fewer days free ([plan] reserved_days)",
    )
    assert [item.person for item in report.components[0].successors] == ["bob", "cy"]


def test_nobody_to_take_over_is_no_matter_of_time(make, told):
    report = told(make("people: {ann: {team: till}}\nknowledge: {pay: {ann: operate}}\n"))
    (left,) = report.plan.open
    assert (left.why, left.short) == (Why.NOBODY, 2)
    assert report.plan.later is None
    assert report.components[0].successors == ()


def test_consequence_is_by_tier_then_operators_left_then_blast(make, told):
    architecture = "services: {a: {tier: 1}, b: {tier: 0}, c: {tier: 0, needs: [d]}, d: {tier: 0}, e: {}, f: {tier: 2}}"
    knowledge = "knowledge: {a: {ann: operate}, b: {ann: operate, bob: operate}, c: {ann: operate}, d: {ann: operate}, e: {ann: operate}, f: {ann: operate}}"
    report = told(make(f"people: {{ann: {{team: till}}, bob: {{team: till}}}}\n{knowledge}", architecture, ()))
    assert [item.component for item in report.components] == ["d", "c", "b", "a", "e", "f"]
    assert {item.component: item.order for item in report.components}["d"] == 1


def test_those_who_go_together_do_not_take_over_from_each_other(make, told):
    report = told(make(TILL), "ann", "bob")
    assert [item.person for item in report.components[0].successors] == ["cy"]
    assert report.components[0].givers == ("ann",)


def test_runbooks_are_to_be_written_rehearsed_taken_over_or_mended(make, told):
    run = "runbook: fix\nkind: drill\nby: ann\nstarted: 2026-05-01T10:00:00Z\nended: 2026-05-01T11:00:00Z\nhelp: none\noutcome: pass\nsteps_hash: %s\nsteps: []\nfollowups: []\n"
    first = make(TILL, runbooks=("fix: [pay] | authors: [bob]", "own: [pay] | authors: [ann] | owner: till"))
    files = {"runbooks/log/20260501T100000Z-fix-ann.yml": run % f'"{first.runbooks["fix"].steps_hash}"'}
    text = "---\nid: call\nkind: comms\ncomponents: [pay]\n---\n\n## Escalate\n\nAsk `ann` at once.\n"
    architecture = "services: {pay: {tier: 0, owner: till}, bare: {tier: 1, owner: till}}"
    base = make(
        TILL.replace("knowledge: {", "knowledge: {bare: {ann: operate}, "),
        architecture,
        ("fix: [pay] | authors: [bob]", "own: [pay] | authors: [ann] | owner: till"),
        files | {"runbooks/call.md": text},
    )
    found = {(item.work, item.runbook): item for item in told(base).runbooks}
    assert found.keys() == {
        (Work.WRITE, "restore-bare"),
        (Work.REHEARSE, "fix"),
        (Work.AUTHOR, "own"),
        (Work.TEXT, "call"),
    }
    assert found[Work.WRITE, "restore-bare"].source is None
    assert found[Work.REHEARSE, "fix"].todo == "only ann verified it; a drill by cy will"  # bob wrote it
    assert found[Work.AUTHOR, "own"].todo == "ann alone wrote it; team till names who keeps it true from now on"
    assert str(found[Work.TEXT, "call"].source) == "runbooks/call.md:9"


def test_events_before_the_last_day_are_told_with_who_is_needed_in_them(make, told):
    event = "title: Sale\nwindow: {start: 2026-06-%sT10:00:00Z, end: 2026-06-%sT12:00:00Z, pre: 60, post: 0}\nentry: [pay]\n"
    shift = "oncall: {first: {covers: [pay], rotation: [ann, bob], shifts: [{person: ann, start: 2026-06-10T08:00:00Z, end: 2026-06-10T09:30:00Z, role: primary}]}}\n"
    late = event.replace("2026-06-%s", "2026-08-%s")
    files = {
        "events/sale.yml": event % (10, 10),
        "events/late.yml": late % (10, 10),
        "events/other.yml": (event % (11, 11)).replace("entry: [pay]", "entry: []"),
    }
    (found,) = told(make(TILL + shift, files=files)).events
    assert (found.event, found.givers, found.components) == ("sale", ("ann",), ("pay",))
    assert found.scale == "notable", "without a forecast, as kb ready says; the file says nothing"
