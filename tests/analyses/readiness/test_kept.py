"""What a sign-off of the whole keeps, and what is said of a difference."""

import pytest

from kb import testing
from kb.analyses.readiness.kept import difference, kept_of
from tests.analyses.readiness.test_closure import CLOSURE

FILES = {
    "events/show.yml": "entry: [web]\nscale: marquee\n"
    "window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z, pre: 30}\n"
    "forecast: {high: 1000, metric: concurrent, date: 2026-05-20}\n"
    "amplifiers: [{edge: [web, room], multiplier: 3}, {multiplier: 2}]\n"
    "typical: [{value: 100, metric: concurrent}, {value: 90, metric: concurrent}]\n"
    "past: [{value: 300, metric: concurrent}, {value: 900, metric: cumulative}]\n",
    "architecture/a.yml": "services:\n"
    "  web: {needs: [{to: room, multiplier: 0.5}], alerts: [{id: WebSlow}, {id: WebDown}], runbooks: [fix]}\n"
    "  room:\n"
    "    needs: [{to: relay, multiplier: 1, fallback: spare}]\n"
    "    changes: [{date: 2026-05-01}, {date: 2026-05-09, significant: false}, {date: 2026-04-01, significant: true}]\n"
    "  relay: {needs: []}\n"
    "  spare: {changes: []}\n",
    "runbooks/fix.md": "---\nreview: {every_days: 90}\nrequires: {access: [web admin]}\n---\n",
    "runbooks/look.md": "---\ncomponents: [web]\n---\n",
}
KEPT = {
    "relay": ("demand 3000",),
    "room": ("relay or spare", "changed 2026-05-01", "demand 3000"),
    "show": ("web", "amplifier of all", "amplifier web to room", "crew 270 min", "past 300", "scale marquee", "typical 90"),
    "spare": (),
    "web": ("room", "access web admin", "alert WebDown", "alert WebSlow", "demand 2000", "runbook fix every 90", "runbook look"),
}  # fmt: skip


def kept(*edits):
    files = dict(FILES)
    for old, new in edits:
        (path,) = [path for path, text in files.items() if old in text]
        files[path] = files[path].replace(old, new)
    loaded = testing.read(files)
    assert loaded.findings == ()
    return kept_of(loaded.base, loaded.base.events["show"])


def test_what_it_stands_on_comes_first_then_what_is_asked():
    assert kept() == KEPT


def test_what_says_nothing_keeps_nothing():
    base = testing.read({"events/show.yml": "title: Show\n"}).base
    assert kept_of(base, base.events["show"]) == {"show": ()}


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("high: 1000", "high: 10"), "relay says demand 30, and said 3000; room says demand 30, and said 3000"),
        (("{edge: [web, room], multiplier: 3}, ", ""), "show no longer says amplifier web to room; relay says demand 1000, and said 3000"),
        (("{edge: [web, room], multiplier: 3}, ", ""), "show no longer says amplifier web to room"),
        ((", {multiplier: 2}", ""), "show no longer says amplifier of all"),
        (("multiplier: 0.5", "multiplier: 0.001"), "room says demand 6, and said 3000"),
        (("high: 1000, ", ""), "web says demand 300, and said 2000"),
        (("pre: 30", "pre: 0"), "show says crew 240 min, and said 270 min"),
        (("T20:00Z", "T19:00Z"), "show says crew 210 min, and said 270 min"),
        (("value: 300", "value: 30"), "show says past 30, and said 300"),
        (("past: [{value: 300, metric: concurrent}, ", "past: ["), "show no longer says past 300"),
        ((", {value: 90, metric: concurrent}", ""), "show says typical 100, and said 90"),
        (("scale: marquee", "scale: routine"), "show says scale routine, and said marquee"),
        (("scale: marquee\n", ""), "show no longer says scale marquee"),
        (("{date: 2026-05-01}, ", ""), "room says changed 2026-04-01, and said 2026-05-01"),
        (("{date: 2026-05-01}", "{date: 2026-05-01, significant: false}"), "room says changed 2026-04-01"),
        (("{id: WebSlow}, ", ""), "web no longer says alert WebSlow"),
        ((", runbooks: [fix]", ""), "web no longer says access web admin; web no longer says runbook fix every 90"),
        (("requires: {access: [web admin]}\n", ""), "web no longer says access web admin"),
        (("every_days: 90", "every_days: 180"), "web says runbook fix every 180, and said every 90"),
        (("review: {every_days: 90}\n", ""), "web says runbook fix without that, and said every 90"),
    ],
)  # fmt: skip
def test_less_asked_is_named(edit, said):
    assert said in difference(KEPT, kept(edit))


@pytest.mark.parametrize(
    "edit",
    [
        ("high: 1000", "high: 2000"),
        ("amplifiers: [", "amplifiers: [{edge: [room, relay], multiplier: 2}, "),
        ("pre: 30", "pre: 60"),
        ("value: 300", "value: 3000"),
        ("value: 90", "value: 80"),
        ("{date: 2026-05-01}", "{date: 2026-05-11}"),
        ("{id: WebSlow}", "{id: WebSlow}, {id: WebFlaps}"),
        ("every_days: 90", "every_days: 30"),
        ("components: [web]", "components: [web, room]"),
    ],
)
def test_more_asked_outdates_no_signature(edit):
    assert kept(edit) != KEPT
    assert difference(KEPT, kept(edit)) == ""


def test_what_was_kept_before_these_lines_were_is_of_the_edges_alone():
    assert difference({"web": ("room",), **dict.fromkeys(("relay", "spare"), ())}, {**KEPT, "show": ()}) != ""
    old = {name: tuple(line for line in lines if line in KEPT or " or " in line) for name, lines in KEPT.items()}
    assert difference(old, KEPT) == ""


def test_an_id_that_is_a_word_of_ours_is_an_edge():
    then = {"show": ("alert", "past or demand by scale"), "alert": ()}
    assert difference(then, then) == ""
    assert difference(then, {"show": (), "alert": ()}) == "show no longer stands on alert, past or demand by scale"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"web": ()}, "web no longer stands on room"),
        ({"web": ("room", "login")}, "web stands on login too"),
        ({"web": ("login",)}, "web no longer stands on room; web now stands on login"),
        (
            {"room": ("cluster", "login", "old", "relay")},
            "room no longer stands on relay or spare by move and switch; room now stands on relay",
        ),
        (
            {"cluster": ("cloud", "dns"), "dns": (), "old": None},
            "cluster stands on dns too; no longer looked at: old; new to it: dns",
        ),
    ],
)
def test_a_difference_names_the_edges_first(changes, said):
    now = {name: ends for name, ends in (CLOSURE | changes).items() if ends is not None}
    assert difference(CLOSURE, now) == said
