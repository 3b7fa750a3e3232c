"""Exact assignment at least cost: who fills which places, where places are worth something and people have room for few.

Every *task* has places, each worth something, the first not less than the second and so on; every *worker* takes at most
a number of tasks, each once, at a cost. Wanted is the choice that is worth most after its costs. Standard library
only; tasks and workers are the integers from 0.

How: it is a flow. Every place sends one unit, to a worker or to "left open" (which costs what the place is worth); units are sent one
by one along a cheapest way, which may move earlier ones over (successive shortest paths). Dijkstra's search works on reduced
costs, kept from being negative by potentials, and stops at the first free worker, so that where there is room for all
a unit looks at its own choices only. With u units, a choices and n nodes: O(u (a + n log n)) at most. The result is
optimal: at the end no way in the residual graph has a negative cost. Equal inputs give equal results.

Reference: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, "Network Flows", 1993, section 9.7.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_FAR = 1 << 200


class Assignment(NamedTuple):
    """The best choice.

    Attributes:
        chosen: per task the workers that fill its places, ascending.
        value: what the filled places are worth, less the costs of those who fill them.
    """

    chosen: tuple[tuple[int, ...], ...]
    value: int


def assign(
    places: Sequence[Sequence[int]], room: Sequence[int], choices: Sequence[Sequence[tuple[int, int]]]
) -> Assignment:
    """Return the choice that is worth most.

    Args:
        places: per task what its first, second, ... place is worth, not negative, not growing.
        room: per worker how many tasks they can take.
        choices: per task the workers that could fill a place, each once, with what that costs (not negative).
    """
    flow = _Flow(places, room, choices)
    for task, values in enumerate(places):
        for _ in values:
            flow.send(task)
    chosen = tuple(tuple(sorted(used)) for used in flow.used)
    value = sum(
        sum(places[task][: len(workers)]) - sum(flow.costs[task][worker] for worker in workers)
        for task, workers in enumerate(chosen)
    )
    return Assignment(chosen, value)


class _Flow:
    """The units sent so far, and potentials under which no residual arc has a negative reduced cost.

    Node numbers: tasks as they are, worker ``w`` is ``~w``, and the sink is None.
    """

    def __init__(
        self, places: Sequence[Sequence[int]], room: Sequence[int], choices: Sequence[Sequence[tuple[int, int]]]
    ) -> None:
        self.places = places
        self.choices = choices
        self.costs = [dict(items) for items in choices]
        self.room = list(room)
        self.used: list[set[int]] = [set() for _ in places]
        self.tasks_of: list[set[int]] = [set() for _ in room]
        self.open = [0] * len(places)  # places left open so far
        self.task_potential = [0] * len(places)
        self.worker_potential = [0] * len(room)
        self.sink_potential = 0

    def send(self, start: int) -> None:  # noqa: C901, PLR0912 - written for speed
        """Send one unit of a task along a cheapest way.

        One search, written out: split up, it would spend its time handing over its five tables.
        """
        task_potential, worker_potential, sink = self.task_potential, self.worker_potential, self.sink_potential
        near: dict[int, int] = {start: 0}
        before: dict[int, int] = {}
        done: list[tuple[int, int]] = []
        closed: set[int] = set()
        best, last = _FAR, start
        heap = [(0, start)]
        while heap:
            distance, node = heappop(heap)
            if distance >= best:
                break
            if node in closed:
                continue
            closed.add(node)
            done.append((node, distance))
            if node < 0:
                worker = ~node
                if self.room[worker] > 0:
                    reached = distance + worker_potential[worker] - sink
                    if reached < best:
                        best, last = reached, node
                base = distance + worker_potential[worker]
                for task in self.tasks_of[worker]:
                    found = base - self.costs[task][worker] - task_potential[task]
                    if found < near.get(task, _FAR):
                        near[task], before[task] = found, node
                        heappush(heap, (found, task))
                continue
            base = distance + task_potential[node]
            values, taken = self.places[node], self.open[node]
            if taken < len(values):
                reached = base + values[len(values) - 1 - taken] - sink
                if reached < best:
                    best, last = reached, node
            used = self.used[node]
            for worker, cost in self.choices[node]:
                if worker not in used:
                    found = base + cost - worker_potential[worker]
                    if found < best and found < near.get(~worker, _FAR):
                        near[~worker], before[~worker] = found, node
                        heappush(heap, (found, ~worker))
        for node, distance in done:
            if node < 0:
                worker_potential[~node] += distance - best
            else:
                task_potential[node] += distance - best
        self._follow(last, before)

    def _follow(self, node: int, before: dict[int, int]) -> None:
        """Move the units along a way, from its end back to its start."""
        if node < 0:
            self.room[~node] -= 1
        else:
            self.open[node] += 1
        while node in before:
            other = before[node]
            if node < 0:  # a task takes a worker
                self.used[other].add(~node)
                self.tasks_of[~node].add(other)
            else:  # a worker leaves a task
                self.used[node].discard(~other)
                self.tasks_of[~other].discard(node)
            node = other
