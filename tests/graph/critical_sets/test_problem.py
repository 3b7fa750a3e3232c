"""Components are drawn together by equal holders, in an order of their own."""

import pytest

from kb.graph.critical_sets.problem import Problem


def test_equal_holders_fall_together_and_weightless_ones_matter_to_nobody():
    found = Problem.of([(2, 1), (1, 2, 2), (), (3,), ()], [1, 4, 2, 0, 5])
    assert (found.sets, found.weights) == ([(1, 2)], [5])
    assert (found.lost, found.total) == (7, 12)
    assert found.people() == [1, 2]


def test_the_order_of_the_input_is_forgotten():
    assert Problem.of([(1,), (0, 2)], [1, 2]) == Problem.of([(2, 0), (1,)], [2, 1])


def test_negative_weights_and_uneven_lists_are_refused():
    with pytest.raises(ValueError, match="negative: -1"):
        Problem.of([(1,)], [-1])
    with pytest.raises(ValueError, match="zip"):
        Problem.of([(1,)], [])
