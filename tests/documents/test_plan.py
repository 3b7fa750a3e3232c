"""Plans in words: what a reader who never saw the code must find, and large plans cut where it is said."""

from datetime import UTC, date, datetime

import pytest

from kb.analyses.plan.report import Open, PlanItem, PlanNeed, PlanReport, PlanSession, PlanTotals, Why
from kb.analyses.plan.solve import Proof
from kb.documents.plan import SHOWN, describe, describe_rows
from kb.documents.plan_tickets import tickets
from kb.model.words import Evidence, RiskClass
from kb.render.markdown import Markdown
from kb.render.text import Text

DAY = date(2026, 6, 1)


def session(number=0):
    return PlanSession(
        1, DAY, date(2026, 6, 7), "drill", 1, "drill", ("pay",), f"fix-{number}", "ann", None, 4, f"ann-fix-{number}", "drill fix"
    )  # fmt: skip


def item(number=0, **said):
    made = PlanItem(
        f"ann-fix-{number}", "ann", ("pay",), (), f"fix-{number}", Evidence.DRILL, True, False, (), (), 1, 4, DAY,
        date(2026, 6, 7), "pay has 0 of 2 proven operators (tier 0)", "already assists here", "before ship, which stands on it",
    )  # fmt: skip
    return made._replace(**said)


def report(count=1, **said):
    made = PlanReport(
        datetime(2026, 6, 1, 12, tzinfo=UTC),
        date(2026, 6, 28),
        "all",
        "proven",
        PlanTotals(1, 0, 1, 0, count, count, count, 4 * count, 0),
        Proof(480, 480, count, count, proved=True),
        tuple(item(number) for number in range(count)),
        tuple(session(number) for number in range(count)),
        (PlanNeed("pay", 0, "till", 2, 0, 1, RiskClass.ORPHANED, RiskClass.SINGLE, 1),),
        (),
        None,
    )
    return made._replace(**said)


def text(plan):
    return " ".join(Text(width=80).render(plan, describe(plan, "At 2026-06-01")).split())


@pytest.mark.parametrize(
    ("proof", "said"),
    [
        (Proof(480, 480, 1, 1, proved=True), "none does it with fewer sessions"),
        (Proof(480, 480, 3, 2, proved=False), "It takes 3 sessions; fewer than 2 cannot do."),
        (
            Proof(360, 480, 3, 0, proved=False),
            "takes away 75 % of what is proved to be the most any plan could, so at most 25 %",
        ),
    ],
)
def test_how_good_it_is_is_never_said_too_strongly(proof, said):
    plan = report(proof=proof)
    assert said in text(plan)
    assert ("Not proved" in text(plan)) == (proof.gain < proof.gain_bound)


def test_assumed_levels_are_said_first():
    plan = report(totals=PlanTotals(1, 0, 1, 0, 1, 1, 1, 4, 1))
    assert describe(plan, "").blocks[0].text.startswith("Given these assumed starting levels")


def test_what_stays_open_has_hours_reasons_options_and_a_day():
    left = Open("pay", None, 2, 40, Why.TIME, "the weeks have no room", ("move the date", "waive it"))
    unknown = Open("dark", 1, 2, 0, Why.UNKNOWN, "nobody has written", ("ask",))
    plan = report(open=(left, unknown), later=date(2026, 9, 6), totals=PlanTotals(2, 0, 0, 2, 2, 1, 1, 4, 0))
    said = text(plan)
    assert "pay (unknown tier) lacks 2, 40 h short: the weeks have no room. Options: move the date; waive it." in said
    assert "dark (tier 1) is unknown: nobody has written. Options: ask." in said
    assert "by 2026-09-06" in said
    assert "PARTLY" in said


def test_verdicts():
    assert "ALL REACHED" in text(report())
    nothing = report(0, needs=(), totals=PlanTotals(0, 0, 0, 0, 0, 0, 0, 0, 0), proof=Proof(0, 0, 0, 0, proved=True))
    assert "NOTHING" in text(nothing)
    assert "HELD" in text(nothing._replace(totals=PlanTotals(3, 3, 0, 0, 0, 0, 0, 0, 0)))
    assert "OUT OF REACH" in text(nothing._replace(totals=PlanTotals(1, 0, 0, 1, 2, 0, 0, 0, 0)))


def test_large_plans_are_cut_and_say_so_and_rows_have_all():
    plan = report(SHOWN + 5)
    assert "5 more sessions: csv, json and ics have all." in text(plan)
    assert "and 5 more (json has all)" in text(plan)
    assert len(describe_rows(plan, "").blocks[0].rows) == SHOWN + 5


def test_the_parts_of_a_move_in_one_week_share_a_row_and_other_sessions_do_not():
    parts = tuple(
        session()._replace(move="pairing", part=part, title=f"pairing {part} of 5", teacher=teacher, task="sit")
        for part, teacher in ((1, "max"), (2, "max"), (3, "mia"), (4, "max"))
    )
    plan = report(sessions=(*parts, session()))
    assert "ann pairing 1 and 2 of 5 8 max sit ann pairing 3 of 5 4 mia sit ann pairing 4 of 5 4 max sit" in text(plan)
    assert "pairing 1 to 3 of 5 12" in text(report(sessions=tuple(item._replace(teacher="max") for item in parts[:3])))
    assert len(describe_rows(plan, "").blocks[0].rows) == 5


def test_a_ticket_asks_for_a_proof_of_whoever_can_and_leaves_ids_as_they_are():
    plan = report()
    one = item()
    drill = plan.sessions[0]._replace(item=one.id, move="drill")
    ((_, proved),) = tickets(plan._replace(items=(one,), sessions=(drill,)), "At")
    assert proved.title == f"ann: prove that they can operate {', '.join(one.components)} (fix-0)"
    ((_, learned),) = tickets(plan._replace(items=(one,), sessions=(drill, drill._replace(move="read"))), "At")
    assert learned.title.startswith("ann: learn to operate ")
    assert f"\n\n{one.why}. Why ann: " in Markdown().render(plan, learned)


def test_a_ticket_stands_alone():
    plan = report()
    ((name, document),) = tickets(
        plan._replace(items=(item(access=("vault",), vendors=("aws",), rediscovery=True),)), "At"
    )
    drawn = Markdown().render(plan, document)
    assert name == "ann-fix-0"
    for said in (
        "vault",
        "aws",
        "2026-06-07",
        "kb runbook start fix-0 --kind drill --by ann",
        "already assists here",
        "drill fix",
    ):
        assert said in drawn
