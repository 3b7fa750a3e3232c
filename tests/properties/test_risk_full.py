"""The full report against brute force, through the whole path from a base to the report, and what must always hold."""

import random
from fractions import Fraction
from itertools import combinations
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.full import Asked, FullRiskReport, full_report
from kb.analyses.risk.uncertainty import Range
from kb.model.base import Base
from kb.model.moment import parse_day
from kb.model.people import Knows
from kb.model.provenance import NO_PROVENANCE
from kb.model.service import Edge, Edges
from kb.model.words import Evidence, Level, Relation
from tests.analyses.risk.conftest import AT, HERE, component, person

YOUNG = parse_day("2026-09-01")


def organisation(rng: random.Random, most: int = 6) -> Base:
    """Invent an organisation of up to 7 components and 6 people; some unknown, some orphaned, some proven."""
    names = [f"c{number}" for number in range(rng.randint(1, 7))]
    people = [f"p{number}" for number in range(rng.randint(1, most))]
    parts = {
        name: component(
            name, tuple(to for to in names if to != name and rng.random() < 0.2), tier=rng.choice([0, 1, 2, 3, None])
        )
        for name in names
    }
    knowledge = {}
    for name in names:
        if rng.random() < 0.85:
            who = rng.sample(people, rng.randint(rng.random() > 0.1, min(3, len(people))))
            knowledge[name] = {one: knows(name, one, proven=rng.random() < 0.5) for one in sorted(who)}
    return Base(components=parts, people={name: person(name) for name in people}, knowledge=knowledge)


def knows(name: str, who: str, *, proven: bool) -> Knows:
    by, last = (Evidence.DRILL, YOUNG) if proven else (Evidence.CLAIMED, None)
    return Knows(name, who, Level.OPERATE, by, last, "notes 7", NO_PROVENANCE, HERE)


def report(base: Base, percent: int = 50, leaving: int | None = None) -> FullRiskReport:
    assessment = Assessment(base, AT)
    return full_report(assessment, assessment.report("all"), Asked(percent=percent, leaving=leaving))


class Truth:
    """What trying every set of people says."""

    def __init__(self, base: Base, *, proven: bool = False) -> None:
        self.held = {
            name: {who for who, item in entry.items() if item.last or not proven}
            for name, entry in base.knowledge.items()
        }
        self.weight = {name: base.settings.weight(base.components[name].tier) for name in self.held}
        self.people = sorted({who for entry in base.knowledge.values() for who in entry})
        self.total = sum(self.weight.values())

    def lost(self, gone: tuple[str, ...]) -> int:
        return sum(self.weight[name] for name, held in self.held.items() if held <= set(gone))

    def worst(self, size: int) -> int:
        return max(self.lost(gone) for gone in combinations(self.people, size))

    def size(self, percent: int) -> int:
        return next(size for size in range(len(self.people) + 1) if self.worst(size) * 100 > percent * self.total)

    def mean(self, size: int) -> Fraction:
        return Fraction(sum(self.lost(gone) for gone in combinations(self.people, size)), comb(len(self.people), size))


def near(number: float) -> object:
    return pytest.approx(float(number), rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("seed", range(250))
def test_every_number_equals_brute_force(seed: int) -> None:
    rng = random.Random(seed)
    base = organisation(rng)
    percent = rng.choice([0, 10, 33, 50, 80, 99])
    truth = Truth(base)
    many = len(truth.people)
    leaving = rng.randint(0, many)
    found = report(base, percent, leaving)
    assert found.critical.people == found.robustness.people == found.loss.staff.people == many
    if not truth.total:
        assert (found.critical.claimed, found.loss.keeping.chance, found.robustness.curve) == (None, None, ())
        return
    claimed, proven = found.critical.claimed, found.critical.proven
    assert claimed is not None
    assert proven is not None
    assert claimed.size == claimed.bound == truth.size(percent)
    assert proven.size == proven.bound == Truth(base, proven=True).size(percent)
    assert claimed.greedy is not None
    assert claimed.greedy >= claimed.size
    assert claimed.lost_weight >= claimed.needed > percent * truth.total / 100
    for step in found.robustness.curve:
        assert step.worst_low == step.worst_high == near(1 - Fraction(truth.worst(step.gone), truth.total))
        assert step.random == near(1 - truth.mean(step.gone) / truth.total)
    choices = list(combinations(truth.people, leaving))
    assert found.loss.expected_weight == near(truth.mean(leaving))
    assert found.loss.expected == near(
        Fraction(sum(sum(held <= set(gone) for held in truth.held.values()) for gone in choices), len(choices))
    )
    assert found.loss.keeping.chance == near(
        Fraction(sum(not any(held <= set(gone) for held in truth.held.values()) for gone in choices), len(choices))
    )
    assert found.loss.tail.method == "exact"
    assert found.loss.tail.over == near(
        Fraction(sum(truth.lost(gone) * 100 > percent * truth.total for gone in choices), len(choices))
    )
    spread = sorted(truth.lost(gone) for gone in choices)
    assert found.loss.tail.median == spread[(len(spread) + 1) // 2 - 1]


@pytest.mark.parametrize("seed", range(100))
def test_ranges_hold_what_they_enclose(seed: int) -> None:
    for item in report(organisation(random.Random(seed))).uncertainty.ranges:
        values = [
            value
            for value in (item.written, item.proven, item.unknown_lost, item.unknown_held, item.lowest)
            if value is not None
        ]
        assert item.low is None or all(item.low <= value for value in values)
        assert item.high is None or all(value <= item.high for value in values)
        order_of(item)


def order_of(item: Range) -> None:
    """Proof and unknown components can only make a number worse; losses grow, all others fall."""
    sign = -1 if item.name == "expected loss" else 1
    pairs = [(item.proven, item.written), (item.lowest, item.proven), (item.lowest, item.unknown_lost)]
    pairs += [(item.unknown_lost, item.unknown_held)] if item.name != "bus factor" else []
    for worse, better in pairs:
        if worse is not None and better is not None and item.name != "operable":
            assert sign * worse <= sign * better + 1e-9, item


@pytest.mark.parametrize("seed", range(100))
def test_the_single_assumption_is_the_one_that_moves_the_loss_most(seed: int) -> None:
    """Turn every assumption around in the base itself and assess anew."""
    base = organisation(random.Random(seed))
    if not any(base.knowledge.values()):
        return  # nobody there to leave
    moved = next(item for item in report(base, leaving=1).uncertainty.sensitivities if item.name == "expected loss")
    before = report(base, leaving=1).loss
    effects = {}
    for name in base.components:
        entry = base.knowledge.get(name)
        if entry is None or (entry and not any(item.last for item in entry.values())):
            knowledge = {**base.knowledge, name: {}}
            if len({who for entry in knowledge.values() for who in entry}) == before.staff.people:
                after = report(Base(components=base.components, people=base.people, knowledge=knowledge), leaving=1)
                effects[name] = after.loss.expected - before.expected
    if moved.component in effects:
        assert moved.after is not None
        assert effects[moved.component] == near(max(effects.values()))
        assert moved.after - (moved.before or 0) == near(effects[moved.component])


# -- what must hold however an organisation looks ------------------------------------------------


def renamed(base: Base, people: dict[str, str]) -> Base:
    knowledge = {
        name: {
            people[who]: item._replace(person=people[who])
            for who, item in sorted(entry.items(), key=lambda pair: people[pair[0]])
        }
        for name, entry in base.knowledge.items()
    }
    return Base(
        components=base.components,
        people={people[who]: item._replace(id=people[who]) for who, item in base.people.items()},
        knowledge=knowledge,
    )


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_names_of_people_change_nothing(seed: int, shuffle: random.Random) -> None:
    base = organisation(random.Random(seed))
    names = list(base.people)
    shuffle.shuffle(names)
    assert report(renamed(base, {who: f"z{names.index(who)}" for who in base.people})) == report(base)


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_entities_changes_nothing(seed: int, shuffle: random.Random) -> None:
    base = organisation(random.Random(seed))
    mixed = list(base.knowledge.items())
    shuffle.shuffle(mixed)
    other = Base(
        components=base.components, people=dict(sorted(base.people.items(), reverse=True)), knowledge=dict(mixed)
    )
    assert report(other) == report(base)


@given(st.integers(0, 10_000), st.booleans())
@settings(max_examples=100, deadline=None)
def test_one_more_operator_never_worsens_a_number(seed: int, proven: bool) -> None:
    rng = random.Random(seed)
    base = organisation(rng)
    if not base.knowledge:
        return
    name = rng.choice(sorted(base.knowledge))
    knowledge = {**base.knowledge, name: {**base.knowledge[name], "zoe": knows(name, "zoe", proven=proven)}}
    better = report(Base(components=base.components, people={**base.people, "zoe": person("zoe")}, knowledge=knowledge))
    before = report(base)
    assert before.critical.claimed is not None
    assert better.critical.claimed is not None
    assert (better.critical.claimed.size or 0) >= (before.critical.claimed.size or 0)
    assert (better.critical.proven.size or 0) >= (before.critical.proven.size or 0)  # type: ignore[union-attr]
    curve = {step.gone: step for step in better.robustness.curve}
    for step in before.robustness.curve:  # as many people gone, one more in all
        assert curve[step.gone].worst_low >= step.worst_low - 1e-9
        assert curve[step.gone].random >= step.random - 1e-9


@given(st.integers(0, 10_000))
@settings(max_examples=100, deadline=None)
def test_one_more_hard_edge_never_lowers_what_stands_on_a_component(seed: int) -> None:
    rng = random.Random(seed)
    base = organisation(rng)
    names = sorted(base.components)
    here, there = rng.choice(names), rng.choice(names)
    item = base.components[here]
    edge = Edge(there, Relation.NEEDS, None, None, None, None, NO_PROVENANCE, HERE)
    more = {**base.components, here: item._replace(needs=Edges((*(item.needs or ()), edge)))}
    before = {row.component: row for row in report(base).order}
    after = report(Base(components=more, people=base.people, knowledge=base.knowledge))
    for row in after.order:
        old = before[row.component]
        assert row.blast_radius >= old.blast_radius
        assert all(new >= past for new, past in zip(row.above, old.above, strict=True))
        assert row.bus_factor is None or old.bus_factor is None or row.bus_factor <= old.bus_factor
    held = report(base)
    assert after.critical.hull == held.critical.hull  # who holds what has not changed
    assert after.critical.claimed is None or after.critical.claimed.size == held.critical.claimed.size  # type: ignore[union-attr]
    assert after.robustness == held.robustness
    assert (after.loss.keeping.chance or 0) <= (held.loss.keeping.chance or 0) + 1e-9 or len(base.components) == 0
