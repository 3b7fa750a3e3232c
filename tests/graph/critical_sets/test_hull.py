"""Corners of a hull."""

from kb.graph.critical_sets.hull import Breakpoint, corners


def test_points_on_a_straight_line_and_below_it_are_left_out():
    points = [Breakpoint(0, 1), Breakpoint(1, 5), Breakpoint(2, 9), Breakpoint(4, 10), Breakpoint(5, 12)]
    assert list(corners(points)) == [(0, 1), (2, 9), (5, 12)]


def test_one_point_is_a_corner():
    assert list(corners([Breakpoint(0, 3)])) == [(0, 3)]
