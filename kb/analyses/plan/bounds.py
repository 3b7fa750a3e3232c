"""What no plan can beat: exact assignments with the limits of time eased.

*Learners*: everyone may take as many components as their cheapest ones would fill their hours, whatever the weeks; a session that
serves several components at once is paid in equal parts by all it could serve. *Mentors*: the same for those who alone can
teach something; what several can teach, or a learner could fill without a mentor, is free. Both ease every limit and
tighten none, so no real plan is better.
"""

from typing import Final

from kb.analyses.plan.cost import PART, Budgets
from kb.analyses.plan.ladder import writing
from kb.analyses.plan.need import Need, Problem
from kb.analyses.plan.prices import Costs
from kb.analyses.plan.schedule import Pair
from kb.graph.assignment import assign
from kb.model.noun import NamedTuple

_NEAR: Final = 1 << 24
"""A part of a session weighs more than the distance of all learners of a block together."""


class Bound(NamedTuple):
    """A bound on a block.

    Attributes:
        gain: the risk that can be taken away at most.
        sessions: the sessions it takes at least to take away that much.
        pairs: the learners the eased assignment picks, in the order of the needs.
    """

    gain: int
    sessions: int
    pairs: tuple[Pair, ...]


def bound(problem: Problem, costs: Costs, has: Budgets) -> Bound:
    """Return the bound of a block, and the picks it rests on."""
    people = sorted({candidate.person for need in problem.needs for candidate in need.candidates})
    number = {name: index for index, name in enumerate(people)}
    sizes: list[list[int]] = [[] for _ in people]
    for (_, person), cost in costs.items():
        sizes[number[person]].append(cost.hours)
    room = [_room(has.learn[name], sizes[index]) for index, name in enumerate(people)]
    unit = PART * _NEAR
    most = unit * (1 + _most_sessions(problem, costs))
    places = [_places(need, problem, most, unit) for need in problem.needs]
    choices = [
        [(number[item.person], costs[need.component, item.person].sessions * _NEAR + item.distance) for item in need.candidates]
        for need in problem.needs
    ]  # fmt: skip
    found = assign(places, room, choices)
    pairs, gain = [], 0
    for need, chosen in zip(problem.needs, found.chosen, strict=True):
        by_name = {item.person: item for item in need.candidates}
        pairs += [Pair(need, by_name[people[index]]) for index in chosen]
        gain += sum(need.gains()[: len(chosen)])
    spent = most * gain - found.value - sum(pair.candidate.distance for pair in pairs)
    return Bound(gain, -(-spent // unit), tuple(pairs))


def taught_bound(problem: Problem, costs: Costs, has: Budgets) -> int:
    """Return the risk that can be taken away at most by the hours of those who teach."""
    gains: list[list[int]] = []
    options: list[list[tuple[int, int]]] = []
    rooms: list[int] = []
    teachers: dict[str, int] = {}
    sizes: dict[str, list[int]] = {}
    for need in problem.needs:
        least: dict[str, int] = {}
        free = len(rooms)
        rooms.append(0)
        for item in need.candidates:
            size = costs[need.component, item.person].mentored
            rooms[free] += size == 0
            for name in item.teachers if size else ():
                least[name] = min(size, least.get(name, size))
        ways = [(free, 0)]
        if len(least) > 1:  # who learns may be taught by several in turn: no single one's hours are a limit
            rooms[free] = need.missing
        for name, size in least.items() if len(least) == 1 else ():
            if name not in teachers:
                teachers[name] = len(rooms)
                rooms.append(0)
            sizes.setdefault(name, []).extend([size] * len(need.gains()))
            ways.append((teachers[name], 0))
        gains += [[gain] for gain in need.gains()]
        options += [ways] * len(need.gains())
    for name, index in teachers.items():
        rooms[index] = _room(has.teach[name], sizes[name])
    return assign(gains, rooms, options).value


def _most_sessions(problem: Problem, costs: Costs) -> int:
    """Return more sessions than any choice could take."""
    found = 0
    for need in problem.needs:
        dearest = max((costs[need.component, item.person].sessions for item in need.candidates), default=0)
        found += need.missing * (dearest // PART + 1) + len(writing(need, problem.settings))
    return found


def _places(need: Need, problem: Problem, most: int, unit: int) -> list[int]:
    """Return what the places of a need are worth; the first pays for the runbook that has to be written."""
    paid = unit * len(writing(need, problem.settings))
    return [most * gain - (0 if place else paid) for place, gain in enumerate(need.gains())]


def _room(total: int, sizes: list[int]) -> int:
    """Return how many of some sizes fit into a total of hours at most."""
    left = total * PART
    for count, size in enumerate(sorted(sizes)):
        left -= size
        if left < 0:
            return count
    return len(sizes)
