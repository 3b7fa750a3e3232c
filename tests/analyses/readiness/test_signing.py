"""One refusal, the reason that holds, and who could sign."""

import pytest

from kb import testing
from kb.analyses.readiness.answer import Scale
from kb.analyses.readiness.signing import kept_closure, refuse_sign
from kb.analyses.readiness.situation import Situation
from kb.model.event import Sign

FILES = {
    "events/show.yml": "scale: marquee\nentry: [web]\ndecider: dot\nforecast: {low: 1, base: 2, high: 3, metric: concurrent, by: ann, date: 2026-05-28}\n"
    "window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}\n",
    "architecture/a.yml": "services: {web: {owner: live, needs: [db]}, db: {owner: live}}\n",
    "events/show/a.yml": "sign: {check: %s, subject: %s, by: %s, date: 2026-05-30, value: walked through twice, evidence: notes, closure: {show: [web], web: [db], db: []}}\n",
}
PEOPLE = "teams: {live: {}}\npeople: {ann: {team: live}, bob: {}, cid: {}, dot: {}, old: {until: 2026-01-01}}\n"
PROVEN = "{level: operate, by: drill, last: 2026-05-01, ref: notes 7}"
KNOWN = f"knowledge: {{web: {{ann: operate, cid: {PROVEN}, dot: {PROVEN}, old: {PROVEN}}}, db: {{bob: assist}}}}\n"


def refused(check, by, subject="show", known=KNOWN):
    files = FILES | {"ownership/a.yml": PEOPLE + known}
    files["events/show/a.yml"] %= (check, subject, by)
    base = testing.read(files).base
    (sign,) = base.signs
    assert isinstance(sign, Sign)
    said = refuse_sign(base, base.events["show"], sign, testing.at())
    return said and said.removeprefix(f"the sign-off of {by} does not count: ")


@pytest.mark.parametrize(
    ("by", "why"),
    [
        ("ann", "ann cannot attest this: they operate web by claim, and here only proof counts; cid can"),
        ("bob", "bob cannot attest this: they operate no part of it; cid can"),
        ("dot", "dot decides the event, and so cannot attest for it"),
        ("cid", None),
    ],
)
def test_the_architecture(by, why):
    assert refused("architecture-known", by) == why


def test_where_nobody_can_yet():
    assert refused("architecture-known", "ann", known="knowledge: {web: {ann: operate}}\n") == (
        "ann cannot attest this: they operate web by claim, and here only proof counts; nobody can yet: a drill proves it"
    )


def test_the_forecast_of_ones_own():
    assert (
        refused("forecast-stated", "ann") == "ann cannot attest this: the forecast is theirs; somebody else has to look"
    )
    assert refused("forecast-stated", "bob") is None


def test_what_is_computed_says_what_to_write():
    assert refused("load-tested", "bob", "web") == (
        "load-tested is computed from the files, so nobody can attest it; instead, write the capacity of web in concurrent"
    )


def test_only_a_sign_off_of_the_whole_keeps_what_the_event_stands_on_and_what_is_asked_of_it():
    base = testing.read(FILES | {"events/show/a.yml": "", "ownership/a.yml": PEOPLE}).base
    assert kept_closure(base, base.events["show"], "architecture-known") == {
        "db": (),
        "show": ("web", "crew 360 min", "scale marquee"),
        "web": ("db", "demand 3"),
    }
    assert kept_closure(base, base.events["show"], "forecast-stated") is None


def test_what_became_routine_by_what_was_taken_out_can_be_signed_again_and_stays_notable():
    small = "entry: [web]\ndecider: dot\nforecast: {low: 1, base: 2, high: 3, metric: concurrent, by: ann, date: 2026-05-28}\ntypical: {value: 3, metric: concurrent}\n"
    old = "sign: {check: architecture-known, by: cid, date: 2026-05-30, value: walked through twice, evidence: notes, closure: {show: [web], web: [db, x], db: [], x: []}}\n"
    files = FILES | {"events/show.yml": small, "events/show/a.yml": old, "ownership/a.yml": PEOPLE + KNOWN}
    base = testing.read(files).base
    case = Situation(base, base.events["show"], testing.at())
    assert (case.scale, case.scaled.why) == (
        Scale.NOTABLE,
        "it was signed when it was something else; now 1.0 times the typical event",
    )
    again = base.signs[0]._replace(closure=kept_closure(base, base.events["show"], "architecture-known"))
    assert refuse_sign(base, base.events["show"], again, testing.at()) is None
    same = base._replace(signs=(again,))
    assert Situation(same, same.events["show"], testing.at()).scale is Scale.ROUTINE
