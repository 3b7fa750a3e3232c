"""No line less in `needs`, `built_on`, `runs_on` or `entry` makes a verdict better, or a scale lower, without a sentence that says so.

What is left out of what an event stands on takes its failing checks along, and so does what is asked of each part of it: the sign-offs of the
whole keep both.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import testing
from kb.analyses.readiness.assess import assess
from kb.analyses.readiness.closure import closure_of
from kb.analyses.readiness.kept import difference
from kb.model.service import Edges
from tests.properties.test_readiness_keys import BASES, EVENTS, WORST_FIRST, whole

RELATIONS = ("needs", "built_on", "runs_on")


def report(name, event, base):
    return assess(base, base.events[event], testing.at(BASES[name][1][event]))


def without_each_item(base, event):
    """Yield (what stood on what, the base without that line) for each hard edge below an event, and for each of its entries."""
    for component in (base.components[name] for name in closure_of(base, base.events[event]) if name != event):
        for relation in RELATIONS:
            edges = getattr(component, relation) or ()
            for place, edge in enumerate(edges):
                fewer = component._replace(**{relation: Edges((*edges[:place], *edges[place + 1 :]))})
                yield component.id, edge.to, base._replace(components={**base.components, component.id: fewer})
    found = base.events[event]
    for entry in found.entry:
        fewer = found._replace(entry=tuple(item for item in found.entry if item != entry))
        yield event, entry, base._replace(events={**base.events, event: fewer})


def neglected(base, component):
    """Return a base in which nobody can operate a component, and nothing was tested."""
    found = base.components.get(component)
    if found is None:
        return base
    return base._replace(
        components={**base.components, component: found._replace(capacity=None)},
        knowledge={name: known for name, known in base.knowledge.items() if name != component},
        runs=tuple(run for run in base.runs if component not in (run.components or ())),
    )


@pytest.mark.parametrize("state", ["as it is", "the end of the edge neglected"])
@pytest.mark.parametrize(("name", "event"), EVENTS)
def test_a_line_less_improves_nothing_without_a_word(name, event, state):
    base, bad, seen = whole(name), [], 0
    base = base._replace(events={**base.events, event: base.events[event]._replace(scale=None)})
    for tail, to, less in without_each_item(base, event):
        change = (lambda made: made) if state == "as it is" else (lambda made, to=to: neglected(made, to))
        before, after = report(name, event, change(base)), report(name, event, change(less))
        seen += 1
        better = WORST_FIRST.index(after.verdict) > WORST_FIRST.index(before.verdict) or after.scale < before.scale
        if better and f"{tail} no longer stands on" not in said(after):
            bad.append(
                f"{before.scale.word} {before.verdict.value} became {after.scale.word} {after.verdict.value} without {tail} -> {to}"
            )
    assert bad == []
    assert seen > 10


def said(found):
    return " ".join([answer.value for result in found.results for answer in result.answers] + [*found.refused])


@pytest.mark.parametrize("event", ["lecture-night", "autumn-on-sale"])
def test_each_line_less_is_named_and_blocks(event):
    base = whole("lantern")
    for tail, to, less in without_each_item(base, event):
        after = report("lantern", event, less)
        result = next(item for item in after.results if item.check == "architecture-known")
        assert result.outcome.name == "STALE"
        assert all(f"{tail} no longer stands on {to}" in answer.value for answer in result.answers)


def without_each_asked(base, event):
    """Yield (what is no longer said, the base without it) for each alert, changes and amplifier below an event, and for its past."""
    found = base.events[event]
    for place, amplifier in enumerate(found.amplifiers):
        less = found._replace(amplifiers=(*found.amplifiers[:place], *found.amplifiers[place + 1 :]))
        yield f"amplifier {' to '.join(amplifier.edge)}", base._replace(events={**base.events, event: less})
    yield "past ", base._replace(events={**base.events, event: found._replace(past=())})
    for name in closure_of(base, found):
        component = base.components.get(name)
        for place, alert in enumerate(component.alerts or () if component else ()):
            less = component._replace(alerts=(*component.alerts[:place], *component.alerts[place + 1 :]))
            yield f"alert {alert.id}", base._replace(components={**base.components, name: less})
        if component and component.changes:
            less = component._replace(changes=())
            yield "changed ", base._replace(components={**base.components, name: less})


@pytest.mark.parametrize("event", ["lecture-night", "autumn-on-sale"])
def test_each_line_asked_less_is_named_and_blocks(event):
    base, seen = whole("lantern"), 0
    for what, less in without_each_asked(base, event):
        result = next(item for item in report("lantern", event, less).results if item.check == "architecture-known")
        assert result.outcome.name == "STALE"
        assert all(f" no longer says {what}" in answer.value for answer in result.answers)
        seen += 1
    assert seen > 15


NUMBERS = st.integers(1, 40)
SINGLE = {
    "changed": st.dates().map(str),
    "crew": NUMBERS.map("{} min".format),
    "demand": NUMBERS.map(str),
    "past": NUMBERS.map(str),
    "scale": st.sampled_from(["routine", "notable", "marquee"]),
    "typical": NUMBERS.map(str),
}
EDGES = st.sets(st.sampled_from(["db", "alert", "past or db by scale", "runbook or alert"]))
MANY = st.sets(st.sampled_from(["alert A", "alert B", "amplifier of all", "amplifier a to b", "access root"]))
RUNBOOKS = st.dictionaries(st.sampled_from(["fix", "look"]), st.sampled_from(["", " every 30", " every 90"]))


@st.composite
def maps(draw):
    """Return what was kept of the same three ids."""
    found = {}
    for name in ("show", "web", "db"):
        single = draw(st.fixed_dictionaries({}, optional=SINGLE))
        lines = {*draw(EDGES), *draw(MANY), *(f"runbook {book}{every}" for book, every in draw(RUNBOOKS).items())}
        found[name] = tuple(sorted({*lines, *(f"{word} {value}" for word, value in single.items())}))
    return found


@given(one=maps(), other=maps())
def test_what_is_less_neither_way_is_the_same(one, other):
    assert difference(one, one) == ""
    neither = not difference(one, other) and not difference(other, one)
    assert neither == (one == other)


@given(one=maps(), other=maps(), third=maps())
def test_what_was_taken_away_does_not_come_back_by_another_step(one, other, third):
    if not difference(one, other) and not difference(other, third):
        assert not difference(one, third)


@given(found=maps(), data=st.data())
def test_one_line_less_is_always_named(found, data):
    name = data.draw(st.sampled_from(sorted(found)))
    if found[name]:
        gone = data.draw(st.sampled_from(found[name]))
        fewer = {**found, name: tuple(line for line in found[name] if line != gone)}
        assert gone in difference(found, fewer)
