"""Favourable evidence never worsens an answer; a missing key is never a pass."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb import testing
from kb.analyses.readiness.answer import Outcome, Scale
from kb.analyses.readiness.assess import assess
from kb.analyses.readiness.report import Verdict
from kb.files.load import load
from kb.model import service
from kb.model.words import Nothing

LANTERN = Path(__file__).parents[2] / "examples" / "lantern"
AT = testing.at("2026-09-14")


@cache
def example():
    return load(LANTERN).base


@pytest.fixture(scope="module")
def lantern():
    return example()


def outcomes(base, event="lecture-night", at=AT):
    found = assess(base, base.events[event], at)
    return {
        (result.code, answer.subject): answer.outcome.order
        for result in found.results
        for answer in reversed(result.answers)
    }, found


def better(before, after):
    """Whether no answer is worse after; an answer that is gone (its check no longer applies) is not worse."""
    applies = Outcome.NOT_APPLICABLE.order
    return all(after.get(key, applies) >= order for key, order in before.items())


def files(**changed):
    found = {str(path.relative_to(LANTERN)): path.read_text() for path in sorted(LANTERN.rglob("*")) if path.is_file()}
    return found | changed


@settings(max_examples=8, deadline=None)
@given(factor=st.floats(1, 50), at=st.sampled_from(["2026-09-10", "2026-09-14"]))
def test_a_higher_joint_test_never_worsens_anything(factor, at):
    base = example()
    raised = base._replace(components={name: _raised(item, factor) for name, item in base.components.items()})
    assert better(outcomes(base, at=testing.at(at))[0], outcomes(raised, at=testing.at(at))[0])


def _raised(component, factor):
    capacity = component.capacity
    if (
        isinstance(capacity, Nothing)
        or capacity is None
        or not isinstance(capacity.tested, service.Tested)
        or capacity.tested.value is None
    ):
        return component
    return component._replace(
        capacity=capacity._replace(tested=capacity.tested._replace(value=capacity.tested.value * factor))
    )


@settings(max_examples=10, deadline=None)
@given(index=st.integers(0, 33), event=st.sampled_from(["lecture-night", "autumn-on-sale"]))
def test_one_passed_run_less_never_improves_anything(index, event):
    base = example()
    runs = [run for run in base.runs if run.passed_unaided]
    gone = runs[index % len(runs)]
    less = base._replace(runs=tuple(run for run in base.runs if run is not gone))
    assert better(outcomes(less, event)[0], outcomes(base, event)[0])


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_one_operator_less_never_improves_anything(data):
    base = example()
    component = data.draw(st.sampled_from(sorted(base.knowledge)))
    person = data.draw(st.sampled_from(sorted(base.knowledge[component]) or ["nobody"]))
    if base.people[person].until is not None and base.people[person].until < AT.date():
        return  # one who left and once knew is a loss the churn counts; without the line nobody knows of it
    knowledge = dict(base.knowledge) | {
        component: {name: item for name, item in base.knowledge[component].items() if name != person}
    }
    less = base._replace(knowledge=knowledge)
    assert better(outcomes(less)[0], outcomes(base)[0])


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_one_sign_off_less_never_improves_anything_and_never_passes_by_absence(data):
    base = example()
    event = data.draw(st.sampled_from(["lecture-night", "autumn-on-sale"]))
    mine = [sign for sign in base.signs if sign.event == event]
    gone = data.draw(st.sampled_from(mine))
    less = base._replace(signs=tuple(sign for sign in base.signs if sign is not gone))
    assert better(outcomes(less, event)[0], outcomes(base, event)[0])


REQUIRED = [
    "window",
    "entry",
    "forecast",
    "amplifiers",
    "decider",
    "deputy",
    "roles",
    "freeze",
    "backup_venue",
    "abort",
]


@pytest.mark.parametrize("key", REQUIRED)
def test_an_event_without_a_required_key_is_unknown_never_a_pass(lantern, key):
    event = lantern.events["lecture-night"]._replace(**{key: None})
    found = assess(lantern, event, AT)
    assert found.verdict is Verdict.NO_GO
    assert found.unknown > 0
    assert not any(result.open and result.outcome is Outcome.FAIL for result in found.results if key != "roles")


COMPONENT_KEYS = ["capacity", "alerts", "changes", "dashboards", "needs", "ladder"]


@pytest.mark.parametrize("key", COMPONENT_KEYS)
def test_an_entry_without_a_required_key_is_unknown_never_a_pass(lantern, key):
    room = lantern.components["web-app"]
    lean = lantern._replace(components=dict(lantern.components) | {"web-app": room._replace(**{key: None})})
    found = assess(lean, lean.events["lecture-night"], AT)
    assert found.verdict is Verdict.NO_GO
    assert found.scale is Scale.MARQUEE


def test_the_order_of_files_does_not_matter(tmp_path):
    found = files()
    moved = {re.sub(r"^(architecture|ownership)/", r"\1/z-", path): body for path, body in reversed(found.items())}
    one, other = (load(testing.tree(tmp_path / name, tree)).base for name, tree in (("a", found), ("b", moved)))
    for event in ("lecture-night", "autumn-on-sale"):
        assert outcomes(one, event)[0] == outcomes(other, event)[0]


def dropped(item, path=""):
    """Yield a noun once for each of its keys, without that key; nested nouns too, of a list the first."""
    for name in item._fields:
        value = getattr(item, name)
        if name in ("source", "provenance", "about", "id", "kind", "relation", "to") or value is None:
            continue
        yield f"{path}{name}", item._replace(**{name: None})
        inner = value[0] if isinstance(value, tuple) and value and not hasattr(value, "_fields") else value
        if hasattr(inner, "_fields"):
            for place, found in dropped(inner, f"{path}{name}."):
                yield place, item._replace(**{name: found if inner is value else (found, *value[1:])})


@pytest.mark.parametrize("at", ["2026-09-10", "2026-09-14"])
def test_writing_less_never_improves_an_answer(lantern, at):
    event = lantern.events["lecture-night"]
    before = outcomes(lantern, at=testing.at(at))[0]
    for place, lean in dropped(event):
        found = assess(lantern, lean, testing.at(at))
        after = {
            (result.code, answer.subject): answer.outcome.order
            for result in found.results
            for answer in reversed(result.answers)
        }
        assert better(after, before), place
    for name in ("web-app", "cluster-east"):
        for place, lean in dropped(lantern.components[name]):
            base = lantern._replace(components=dict(lantern.components) | {name: lean})
            assert better(outcomes(base, at=testing.at(at))[0], before), (name, place)
