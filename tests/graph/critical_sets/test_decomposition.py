"""Blocks between exact optima: equal whether a large block is cut beside its target first or not."""

import random

import pytest

from kb.graph.critical_sets import decomposition
from kb.graph.critical_sets.decomposition import Decomposition
from kb.graph.critical_sets.problem import Problem


def problem(seed, people=60, components=200):
    rng = random.Random(seed)
    known = [min(rng.randrange(people), rng.randrange(people)) for _ in range(4 * components)]
    holders = [tuple(sorted(set(rng.choices(known, k=rng.randint(1, 4))))) for _ in range(components)]
    return Problem.of(holders, [rng.choice((1, 2, 4, 8)) for _ in holders])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("share", [0.05, 0.3, 0.8])
def test_cutting_beside_the_target_first_changes_no_answer(seed, share, monkeypatch):
    given = problem(seed)
    target = max(1, int(given.total * share))
    answers = []
    for many in (10**9, 2):
        monkeypatch.setattr(decomposition, "MANY", many)
        found = Decomposition(given)
        found.resolve(10**9, target)
        below, block = found.around(target)
        answers.append((sum(one.weight for one in below), sum(len(one.people) for one in below), block.weight))
        assert block.straight
        whole = Decomposition(given)
        assert whole.resolve(10**9)
        assert set(found.points(0)) <= set(whole.points(0))
    assert answers[0] == answers[1]


def test_without_work_nothing_is_split():
    found = Decomposition(problem(1))
    assert not found.resolve(0)
    assert len(found.blocks) == 1


def test_nobody_holds_anything():
    found = Decomposition(Problem.of([()], [3]))
    assert found.resolve(100)
    assert list(found.points(3)) == [(0, 3)]
