"""A shortest path in a directed graph whose nodes are the integers ``0 .. n-1``, given as a list of successor lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from kb.graph.closures import Adjacency


def shortest_path(adj: Adjacency, start: int, goals: Collection[int]) -> tuple[int, ...] | None:
    """Return a shortest path from `start` to the nearest of `goals`, both ends included; None if there is none.

    Breadth first, O(n + e). Deterministic and independent of the order of the successor lists: of the nearest goals
    the smallest index, and of its shortest paths the one that is smallest when read backwards from the goal.
    """
    wanted = frozenset(goals)
    came_from: dict[int, int] = {start: -1}
    ring = [start]
    while ring:
        if reached := wanted.intersection(ring):
            return _trace(came_from, min(reached))
        ring = sorted(ring)
        following: list[int] = []
        for node in ring:
            for target in adj[node]:
                if target not in came_from:
                    came_from[target] = node
                    following.append(target)
        ring = following
    return None


def _trace(came_from: dict[int, int], node: int) -> tuple[int, ...]:
    """Follow the search tree back from `node` to its root; return the path root first."""
    path = []
    while node >= 0:
        path.append(node)
        node = came_from[node]
    return tuple(reversed(path))
