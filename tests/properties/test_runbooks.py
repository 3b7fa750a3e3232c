"""Properties of runs, steps and freshness."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.analyses.coverage import Coverage
from kb.analyses.freshness import Badge, freshness
from kb.analyses.runbooks.listing import ORDER, listing
from kb.files.load import load
from kb.files.steps import sections_and_steps
from kb.model.provenance import NO_PROVENANCE
from kb.model.runbook import Run
from kb.model.source import Source
from kb.model.words import Evidence

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
PEOPLE = ("ann", "bob", "cid", "dot", "eve")
FILES = {
    "architecture/a.yml": "services: {pay: {changes: [{date: 2026-03-01, significant: true}]}, ship: {}, bare: {}}\n",
    "ownership/a.yml": "people: {ann: {}, bob: {until: 2026-05-01}, cid: {}, dot: {kind: external}, eve: {from: 2026-02-01, until: 2026-04-01}}\n"
    "knowledge: {pay: {ann: operate, bob: assist, eve: operate}, ship: {cid: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}, eve: expert}}\n",
    "runbooks/fix.md": "---\ncomponents: [pay, ship]\nauthors: [ann]\n---\n## Steps\n### s1 · One\n- do: it\n",
    "runbooks/mend.md": "---\ncomponents: [bare, pay]\n---\n## Steps\n### s1 · One\n- do: that\n",
}


def make_runs(base):
    hashes = st.sampled_from([runbook.steps_hash for runbook in base.runbooks.values()] + [None])
    return st.builds(
        Run,
        runbook=st.sampled_from(sorted(base.runbooks)), steps_hash=hashes, kind=st.sampled_from([Evidence.TABLETOP, Evidence.DRILL, Evidence.INCIDENT]),
        by=st.sampled_from(PEOPLE), observer=st.sampled_from([None, *PEOPLE]), started=st.none(),
        ended=st.integers(-300, 5).map(lambda days: NOW + timedelta(days=days)), help=st.sampled_from(["none", "asked", "took_over"]), steps=st.none(),
        outcome=st.sampled_from(["pass", "partial", "fail"]), followups=st.none(), provenance=st.just(NO_PROVENANCE),
        source=st.integers(0, 10**6).map(lambda number: Source(f"runbooks/log/{number}.yml", 1, 1)),
    )  # fmt: skip


def small(tmp_path_factory):
    root = tmp_path_factory.mktemp("base")
    for path, text in FILES.items():
        (root / path).parent.mkdir(exist_ok=True, parents=True)
        (root / path).write_text(text)
    loaded = load(root)
    assert loaded.findings == ()
    return loaded.base


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return small(tmp_path_factory)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_passed_run_never_lowers_coverage_levels_or_badges(base, data):
    runs = tuple(data.draw(st.lists(make_runs(base), max_size=6)))
    more = data.draw(make_runs(base))._replace(outcome="pass", help="none")
    before, after = (
        base._replace(runs=tuple(sorted(given, key=lambda run: run.source))) for given in (runs, (*runs, more))
    )
    old, new = Coverage(before, NOW), Coverage(after, NOW)
    for component in base.components:
        a, b = old.cover(component), new.cover(component)
        assert (b.known, b.coverage, b.proven, b.externals) >= (a.known, a.coverage, a.proven, a.externals)
        assert b.coverage >= a.coverage
        assert b.proven >= a.proven
        levels = {item.person: item.level for item in new.operators(component)}
        assert all(levels[item.person] >= item.level for item in old.operators(component) if not item.expert)
    for runbook in base.runbooks.values():
        states = [freshness(each, runbook, NOW).badge for each in (before, after)]
        assert states[0] is not Badge.VERIFIED or states[1] is Badge.VERIFIED
        assert states[0] is Badge.NEVER_RUN or states[1] is not Badge.NEVER_RUN


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_order_of_files_is_irrelevant(base, data):
    runs = data.draw(st.lists(make_runs(base), max_size=6, unique_by=lambda run: run.source))
    shuffled = data.draw(st.permutations(runs))
    first, second = (base._replace(runs=tuple(given)) for given in (runs, shuffled))
    assert listing(first, NOW) == listing(second, NOW)._replace(at=NOW)
    for component in base.components:
        assert Coverage(first, NOW).operators(component) == Coverage(second, NOW).operators(component)


TEXT = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(old=TEXT, new=TEXT)
def test_editing_a_step_makes_it_stale(base, old, new):
    def body(text):
        return ["## Steps", "### s1 · One", f"- do: {text}", "- expect: 1", "### s2 · Two", "- do: that"]

    _, steps, before = sections_and_steps(body(old), 0, "x.md")
    _, edited, after = sections_and_steps(body(new), 0, "x.md")
    assert (before == after) is (old == new)
    assert (steps[0].hash == edited[0].hash) is (old == new)
    assert steps[1].hash == edited[1].hash
    book = base.runbooks["fix"]._replace(steps=edited, steps_hash=after)
    run = Run(
        "fix",
        before,
        Evidence.DRILL,
        "cid",
        None,
        None,
        NOW - timedelta(days=1),
        "none",
        None,
        "pass",
        None,
        NO_PROVENANCE,
        Source("r", 1, 1),
    )
    state = freshness(base._replace(runs=(run,), runbooks={**base.runbooks, "fix": book}), book, NOW)
    assert state.badge is (Badge.VERIFIED if old == new else Badge.CHANGED)
    assert len(ORDER) == len(Badge)
