"""What a comparison says of two small bases, or of one base at two dates."""

from datetime import datetime
from typing import Any

import pytest

from kb.analyses.diff.compare import compare, fails
from kb.analyses.diff.report import Change, DiffReport, Effect, What, When
from kb.analyses.diff.side import Side
from kb.model.base import Base
from kb.model.finding import Severity
from kb.model.words import RiskClass
from kb.testing import TODAY, at, base, read

TWO = "ann operates pay; bob operates pay; pay tier 0"


def diff(
    before: Base | str, after: Base | str, first: str = TODAY, last: str = TODAY, event: str | None = None
) -> DiffReport:
    sides = (base(item) if isinstance(item, str) else item for item in (before, after))
    instants: tuple[datetime, datetime] = (at(first), at(last))
    old, new = (Side(item, when, name) for item, when, name in zip(sides, instants, ("old", "new"), strict=True))
    return compare(old, new, event)


def said(report: DiffReport) -> list[str]:
    return [
        f"{item.effect.value} {item.what.value} {item.subject}: {item.before} > {item.after}" for item in report.changes
    ]


def only(report: DiffReport) -> Change:
    assert len(report.changes) == 1, said(report)
    return report.changes[0]


def test_the_same_is_no_change() -> None:
    report = diff(TWO, TWO)
    assert (report.changes, report.events, report.standings, report.findings) == ((), (), (), ())


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (
            "ann operates pay; bob assists pay; pay tier 0",
            "lost single pay: thin (2, none proven) > single (1, none proven)",
        ),
        ("ann assists pay; bob assists pay; pay tier 0", "lost orphaned pay: thin (2, none proven) > orphaned"),
        ("ann in a; bob in a; nobody operates pay; pay tier 0", "lost orphaned pay: thin (2, none proven) > orphaned"),
        ("ann in a; bob in a; pay tier 0", "lost unknown pay: thin (2, none proven) > unknown"),
        (f"{TWO}; cy operates pay", "gained thin pay: thin (2, none proven) > held (3, none proven)"),
        (f"{TWO}; ann proves pay by drill 2026-05-01", "gained unproven pay: none proven > 1 proven"),
    ],
)
def test_the_class_of_a_component(after: str, expected: str) -> None:
    assert said(diff(TWO, after)) == [expected]
    mirrored = expected.replace("lost", "x").replace("gained", "lost").replace("x", "gained").split(" > ")
    before, _, old = mirrored[0].partition(": ")
    assert said(diff(after, TWO)) == [f"{before}: {mirrored[1]} > {old}"]


@pytest.mark.parametrize(
    ("after", "text", "side"),
    [
        ("ann operates pay; bob assists pay; pay tier 0", "`bob`: operate, claimed → assist, claimed", When.AFTER),
        ("ann operates pay; bob in a; pay tier 0", "`bob`: operate, claimed → no line on it", When.BEFORE),
        ("ann operates pay; pay tier 0", "`bob`: operate, claimed → not in the files", When.BEFORE),
        (f"{TWO}; bob until 2026-05-30", "`bob`: operate, claimed → left, last day 2026-05-30", When.AFTER),
        (f"{TWO}; bob away 2026-05-30/2026-06-30", "`bob`: operate, claimed → away until 2026-06-30", When.AFTER),
        (f"{TWO}; bob from 2026-07-01", "`bob`: operate, claimed → not yet here, from 2026-07-01", When.AFTER),
        (f"{TWO}; bob is external", "`bob`: operate, claimed, external", When.AFTER),
    ],
)
def test_why_an_operator_is_lost(after: str, text: str, side: When) -> None:
    change = diff(TWO, after).changes[0]
    assert (change.what, change.effect) == (What.SINGLE, Effect.LOST)
    assert [(why.text, why.side) for why in change.why] == [(text, side)]
    assert change.why[0].source.path.startswith("ownership/")


def test_time_alone_takes_proof_and_people_away() -> None:
    made = base(
        "ann proves pay by drill 2026-01-05; bob operates pay; bob until 2026-06-15; bob is contractor; cy operates pay;"
        "cy away 2026-06-10/2026-06-20; dee operates pay"
    )
    report = diff(made, made, "2026-06-01", "2026-07-20")
    assert (
        said(report)
        == [
            "lost unproven pay: 1 proven > none proven",
        ]
        or said(report)[0] == "lost unproven pay: 1 proven > none proven"
    )
    assert report.changes[0].why[0].text == (
        "`ann`: operate, drill of 2026-01-05, a claim: the evidence is older than 180 days"
    )
    in_june = diff(made, made, "2026-06-01", "2026-06-17")
    assert said(in_june) == ["lost thin pay: held (4, 1 proven) > thin (2, 1 proven)"]
    assert [why.text for why in in_june.changes[0].why] == [
        "`bob`: operate, claimed → contractor, left, last day 2026-06-15",
        "`cy`: operate, claimed → away until 2026-06-20",
    ]
    back = diff(made, made, "2026-06-17", "2026-06-25")
    assert [why.text for why in back.changes[0].why] == ["`cy`: away until 2026-06-20 → operate, claimed"]
    assert back.changes[0].why[0].source == made.people["cy"].source  # where the end of the absence is written


def test_a_new_edge_lowers_the_bus_factor_and_is_named() -> None:
    text = f"{TWO}; cy operates pay; dee operates ledger; ledger tier 1; web tier 2; ann operates web; bob operates web"
    report = diff(text, f"{text}; web needs pay; pay needs ledger")
    assert said(report) == ["lost bus-factor pay: 3 > 1", "lost bus-factor web: 2 > 1"]
    assert [why.text for why in report.changes[0].why] == ["`pay` stands on `ledger`"]
    assert [why.text for why in report.changes[1].why] == ["`web` stands on `pay`", "`pay` stands on `ledger`"]
    back = diff(f"{text}; web needs pay; pay needs ledger", text)
    assert back.changes[0].why[0].text == "`pay` no longer stands on `ledger`"
    assert back.changes[0].why[0].side is When.BEFORE


def test_what_is_found_out_is_no_fall_and_what_is_not_known_any_more_no_gain() -> None:
    """Nobody had written about ledger, below web; it turns out that one person holds it."""
    text = f"{TWO}; web needs pay, ledger; ann operates web; bob operates web; ledger tier 1"
    there = diff(text, f"{text}; ann operates ledger")
    assert [item for item in said(there) if "web" in item] == ["other bus-factor web: <= 2 > 1"]
    back = diff(f"{text}; ann operates ledger", text)
    assert [item for item in said(back) if "web" in item] == ["other bus-factor web: 1 > <= 2"]
    falls = diff(text, text.replace("bob operates pay", "bob assists pay"))
    assert [item for item in said(falls) if "web" in item] == ["lost bus-factor web: <= 2 > <= 1"]


def test_a_bus_factor_falls_with_the_place_below() -> None:
    text = f"{TWO}; web needs pay; ann operates web; bob operates web; cy operates web"
    report = diff(text, text.replace("bob operates pay", "bob assists pay"))
    assert said(report) == [
        "lost single pay: thin (2, none proven) > single (1, none proven)",
        "lost bus-factor web: 2 > 1",
    ]
    assert report.changes[1].why[0].text == "`pay`, at the end of web > pay: `bob`: operate, claimed → assist, claimed"


def test_losses_come_first_and_the_last_operator_before_all() -> None:
    before = (
        "ann operates a, b, c; bob operates b; cy operates b; a tier 3; b tier 0; c tier 2; dee assists d; d tier 0"
    )
    after = "ann assists a; bob operates b; ann aware b; cy operates b; ann assists c; dee operates d; a tier 3; b tier 0; c tier 2; d tier 0"
    assert [(item.what, item.subject) for item in diff(before, after).changes] == [
        (What.ORPHANED, "c"),
        (What.ORPHANED, "a"),
        (What.THIN, "b"),
        (What.ORPHANED, "d"),  # a gain
    ]


def test_new_components() -> None:
    report = diff(TWO, f"{TWO}; a tier 1; ann operates b, c, d; bob operates c, d; cy operates d")
    assert said(report) == [
        "lost single b:  > single (1, none proven)",
        "lost unknown a:  > unknown",
        "other identity c:  > thin (2, none proven)",
        "other identity d:  > held (3, none proven)",
    ]
    assert fails(report, RiskClass.ORPHANED) == ("a",)
    assert fails(report, RiskClass.SINGLE) == ("a", "b")


def test_a_component_that_is_gone_or_retired() -> None:
    text = f"{TWO}; ann operates old"
    gone = only(diff(text, TWO))
    assert (gone.what, gone.effect, gone.before, gone.after) == (
        What.IDENTITY,
        Effect.OTHER,
        "single (1, none proven)",
        "",
    )
    assert gone.why[0].side is When.BEFORE
    retired = only(diff(text, f"{text}; old lifecycle retired"))
    assert (retired.after, retired.why[0].text) == ("retired", "it is retired")
    assert fails(diff(text, TWO), RiskClass.THIN) == ()


def test_a_component_renamed_by_an_alias_is_compared() -> None:
    files = {
        "architecture/a.yml": "services: {pay: {}}",
        "ownership/o.yml": "people: {ann: {}, bob: {}}\nknowledge: {pay: {ann: operate, bob: operate}}",
    }
    new = {
        "architecture/a.yml": "services: {payments: {aliases: [pay]}}",
        "ownership/o.yml": "people: {ann: {}, bob: {}}\nknowledge: {payments: {ann: operate}}",
    }
    report = diff(read(files).base, read(new).base)
    assert said(report) == [
        "lost single payments: thin (2, none proven) > single (1, none proven)",
        "other identity payments: pay > payments",
    ]
    assert report.changes[0].was == "pay"
    assert fails(report, RiskClass.SINGLE) == ("payments",)


def test_a_component_alike_in_all_but_its_id_is_taken_for_the_same() -> None:
    change = only(
        diff("ann operates pay; pay tier 1; x needs pay", "ann operates payments; payments tier 1; x needs payments")
    )
    assert (change.was, change.subject, change.effect) == ("pay", "payments", Effect.OTHER)
    assert change.why[0].text == "taken for `pay`: alike in all but the id"
    two = diff("ann operates pay", "ann operates pay-a, pay-b")
    assert [change.was for change in two.changes] == [None] * 3  # which of the two?


def test_a_person_with_another_id_changes_nothing() -> None:
    assert diff(TWO, TWO.replace("bob", "robert")).changes == ()


def test_unknown_is_worse_than_anything_and_known_is_better() -> None:
    unknown, orphaned = "ann in a; pay tier 0", "ann in a; nobody operates pay; pay tier 0"
    hidden = diff(orphaned, unknown)
    assert said(hidden) == ["lost unknown pay: orphaned > unknown"]
    assert fails(hidden, RiskClass.ORPHANED) == ("pay",)
    told = diff(unknown, orphaned)
    assert said(told) == ["gained unknown pay: unknown > orphaned"]
    assert told.changes[0].why[0].text == "it is written that nobody knows it"
    assert fails(told, RiskClass.THIN) == ()


def test_externals_stand_beside() -> None:
    text = f"{TWO}; eve operates pay; eve is external"
    assert said(diff(text, TWO)) == ["lost external pay: 1 external > 0 external"]


def runbook(text: str, run: str | None = None) -> Base:
    files = {
        "architecture/a.yml": "services: {pay: {tier: 1}}",
        "ownership/o.yml": "people: {ann: {}, bob: {}}\nknowledge: {pay: {ann: operate, bob: operate}}",
        "runbooks/restart.md": f"---\ncomponents: [pay]\nauthors: [ann]\n---\n# Restart\n\n## Steps\n\n1. {text}\n",
    }
    loaded = read(files)
    if run is not None:
        found = loaded.base.runbooks["restart"]
        files["runbooks/log/20260501T100000Z-restart-bob.yml"] = (
            f"runbook: restart\nby: bob\nkind: drill\noutcome: pass\nhelp: none\nended: {run}\nsteps_hash: {found.steps_hash}\n"
        )
        loaded = read(files)
    return loaded.base


def test_a_runbook_is_verified_and_no_longer() -> None:
    never, verified = runbook("Do it."), runbook("Do it.", "2026-05-01T10:00Z")
    gained = [item for item in diff(never, verified).changes if item.kind == "runbook"]
    assert [(item.what, item.effect, item.before, item.after) for item in gained] == [
        (What.RUNBOOK, Effect.GAINED, "never run", "verified")
    ]
    assert gained[0].why[0].text == "a passed drill of 2026-05-01"
    lost = [item for item in diff(verified, never).changes if item.kind == "runbook"]
    assert lost[0].why[0].text == "the record of the drill of 2026-05-01 is gone"
    later = [item for item in diff(verified, verified, last="2027-01-01").changes if item.kind == "runbook"]
    assert (later[0].effect, later[0].after) == (Effect.LOST, "stale")
    assert "it is to be run every 180" in later[0].why[0].text


def vendor(until: str | None) -> Base:
    support = "" if until is None else f"support: {{until: {until}}}"
    return read(
        {"architecture/a.yml": f"vendors: {{cloud: {{{support}}}}}\nservices: {{pay: {{tier: 0, runs_on: [cloud]}}}}"}
    ).base


def test_support_ends() -> None:
    change = only(diff(vendor("2026-06-30"), vendor("2026-06-30"), last="2026-07-01"))
    assert (change.what, change.effect, change.tier) == (What.SUPPORT, Effect.LOST, 0)
    assert (change.before, change.after) == ("in support", "without support")
    assert only(diff(vendor("2026-06-30"), vendor(None))).after == "support unknown"
    assert only(diff(vendor("2026-05-30"), vendor("2027-05-30"))).effect is Effect.GAINED


DRILL = "{level: operate, by: drill, last: 2026-05-20, ref: notes 7}"
EVENT = {
    "architecture/a.yml": "services: {pay: {tier: 0}}",
    "ownership/o.yml": f"people: {{ann: {{}}, bob: {{}}, cy: {{}}}}\nknowledge: {{pay: {{ann: {DRILL}, bob: {DRILL}, cy: {DRILL}}}}}",
    "events/launch.yml": "title: Launch\nwindow: {start: 2026-08-01T18:00Z, end: 2026-08-01T20:00Z}\nentry: [pay]\ndecider: ann\n",
}


def test_the_answers_of_an_event_to_come() -> None:
    lost = EVENT | {"ownership/o.yml": EVENT["ownership/o.yml"].replace(f", cy: {DRILL}", "")}
    report = diff(read(EVENT).base, read(lost).base)
    assert [item.event for item in report.events] == ["launch"]
    moves = {move.check: move for move in report.events[0].moves}
    assert moves["enough-operators"].effect is Effect.LOST
    change = next(item for item in report.changes if item.kind == "event")
    assert (change.what, change.effect) == (What.READINESS, Effect.LOST)
    assert (
        change.why[0].text
        == "P1 enough-operators, pay: pass → warn: 2 proven operators there, 2 by a written line alone"
    )


def test_an_event_that_is_over_is_not_looked_at() -> None:
    made = read(EVENT).base
    assert diff(made, made, "2026-06-01", "2026-09-01").events == ()


def test_the_scope_of_an_event() -> None:
    more = EVENT | {"architecture/b.yml": "services: {other: {tier: 0}}"}
    report = diff(read(EVENT).base, read(more).base, event="launch")
    assert report.scope == "all that event launch stands on"
    assert report.changes == ()
    assert report.after.numbers.totals.components == 1


def test_losses_are_findings() -> None:
    findings = diff(
        f"{TWO}; ann proves pay by drill 2026-05-01", "ann operates pay; bob assists pay; pay tier 0"
    ).findings
    assert [(item.rule, item.severity) for item in findings] == [
        ("single", Severity.ERROR),
        ("unproven", Severity.WARNING),
    ]
    assert findings[0].message.startswith("component pay: thin (2, 1 proven) → single (1, none proven); `bob`: ")
    assert findings[0].source.path.startswith("ownership/")


@pytest.mark.parametrize("worst", [RiskClass.ORPHANED, RiskClass.SINGLE, RiskClass.THIN])
def test_failing_counts_what_falls_and_not_what_has_always_been_low(worst: RiskClass) -> None:
    low = "ann operates pay; nobody operates x; y tier 1"
    assert fails(diff(low, low), worst) == ()
    assert fails(diff(low, low.replace("ann operates", "ann assists")), worst) == ("pay",)


FALL_BACK = {
    "architecture/a.yml": "services: {web: {needs: [{to: pay, fallback: cash}]}, pay: {needs: []}, cash: {needs: []}}",
    "ownership/o.yml": "people: {ann: {}, bob: {}, cid: {}}\n"
    "knowledge: {web: {ann: operate, bob: operate}, pay: {ann: operate}, cash: {bob: operate, cid: operate}}",
    "runbooks/switch.md": "---\nkind: relaunch\ncovers: [{from: web, to: pay}]\nauthors: [bob]\n---\n## Steps\n\n### s1 Switch\n\n"
    "- Do: switch\n- Expect: 1\n",
}


def test_a_fallback_rehearsed_between_the_sides_is_why_a_bus_factor_moves() -> None:
    steps = read(FALL_BACK).base.runbooks["switch"].steps_hash
    log = (
        f"runbook: switch\nsteps_hash: {steps}\nkind: drill\nby: ann\nstarted: 2026-05-01T10:00Z\nended: 2026-05-01T10:10Z\n"
        "help: none\noutcome: pass\n"
    )
    old, new = read(FALL_BACK).base, read(FALL_BACK | {"runbooks/log/20260501-switch.yml": log}).base
    for before, after, said in ((old, new, "now"), (new, old, "no longer")):
        found = compare(Side(before, at(), "old"), Side(after, at(), "new")).changes
        (move,) = [change for change in found if change.what is What.BUS_FACTOR]
        assert move.subject == "web"
        assert [why.text for why in move.why] == [f"the fallback of `web` from `pay` to `cash` is {said} rehearsed"]
        assert move.why[0].source.path == "runbooks/log/20260501-switch.yml"


def test_an_edge_leads_to_its_fallback_only_where_that_is_rehearsed() -> None:
    files = {
        "architecture/a.yml": "services: {web: {needs: [{to: pay, fallback: cash}, mail]}, pay: {}, cash: {}, mail: {}}"
    }
    side = Side(read(files).base, at(), "new")
    pay, mail = side.base.components["web"].hard_edges
    assert (side.edge("web", "pay"), side.edge("web", "cash"), side.edge("web", "mail")) == (pay, None, mail)
    side.assessment.graph.rehearsed = frozenset({("web", "pay"), ("web", "mail")})
    assert (side.edge("web", "pay"), side.edge("web", "cash")) == (pay, pay)
    assert side.edge("web", "mail") == mail  # it declares no fallback


def test_a_comparison_knows_all_kinds_of_change() -> None:
    everything: set[Any] = set(What)
    assert [item.rank for item in What] == list(range(len(everything)))


def test_a_line_that_proves_nothing_any_more_is_said_to_be_a_claim():
    shown = (
        "people: {ann: {}}\nknowledge:\n  pay: {ann: {level: operate, by: incident, last: 2026-05-02, ref: notes 7}}\n"
    )
    old, new = (
        read({"architecture/a.yml": "services: {pay: {}}\n", "ownership/a.yml": text}).base
        for text in (shown, shown.replace(", ref: notes 7", ""))
    )
    claim = "operate, incident of 2026-05-02, a claim: it does not say where that can be seen"
    assert diff(old, new).changes[0].why[0].text == f"`ann`: {claim}"
    assert diff(new, old).changes[0].why[0].text == f"`ann`: {claim} → operate, incident of 2026-05-02"
