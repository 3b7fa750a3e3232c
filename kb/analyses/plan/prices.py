"""A bound where time is short: every hour gets a price, and nobody may earn more than at these prices (Lagrangian dual).

For any prices that are not negative, what all hours cost together, plus what each component could gain at best by
paying for its learners' and mentors' hours, is at least what any plan can gain that keeps to the hours. Prices are moved
a number of times towards what is overdrawn (subgradient steps); the bound of the best is worked out in whole numbers, so
that no rounding makes it too low. They also tell whose hours are scarce, which the search for a plan makes use of.

Reference: M. L. Fisher, "The Lagrangian relaxation method for solving integer programming problems", Management Science 27(1), 1981.
"""

from collections.abc import Mapping
from typing import Final

from kb.analyses.plan.cost import PART, Budgets, Cost
from kb.analyses.plan.need import Need, Problem
from kb.model.noun import NamedTuple

_FINE: Final = 1 << 20
"""Parts a price is rounded to."""
_STEPS: Final = 80
_WORK: Final = 300_000
"""Prices are moved fewer times where there are more than so many possible learners and steps together."""

Key = tuple[str, bool]
"""A person, and whether it is their teaching hours."""
Costs = Mapping[tuple[str, str], Cost]


class Priced(NamedTuple):
    """The bound, and the price of an hour of learning (False) and of teaching (True) per person."""

    gain: int
    prices: Mapping[Key, float]


class _Dual:
    """One problem, at whatever prices."""

    def __init__(self, problem: Problem, costs: Costs, has: Budgets) -> None:
        self.problem = problem
        self.costs = costs
        names = {item.person for need in problem.needs for item in need.candidates}
        teachers = {name for need in problem.needs for item in need.candidates for name in item.teachers}
        self.budget: dict[Key, int] = {(name, False): has.learn[name] for name in sorted(names)}
        self.budget |= {(name, True): has.teach[name] for name in sorted(teachers)}

    def at(self, prices: Mapping[Key, int]) -> tuple[int, dict[Key, int]]:
        """Return the bound at some prices (in parts), in parts of parts, and the hours that are then spent (in parts)."""
        spent: dict[Key, int] = {}
        total = sum(prices.get(key, 0) * hours for key, hours in self.budget.items()) * PART
        for need in self.problem.needs:
            total += self._need(need, prices, spent)
        return total, spent

    def _need(self, need: Need, prices: Mapping[Key, int], spent: dict[Key, int]) -> int:
        offers = []
        for item in need.candidates:
            cost = self.costs[need.component, item.person]
            price, teacher = prices.get((item.person, False), 0) * cost.hours, None
            if cost.mentored:
                teacher = min(item.teachers, key=lambda name: (prices.get((name, True), 0), name), default=None)
                if teacher is None:
                    continue
                price += prices.get((teacher, True), 0) * cost.mentored
            offers.append((price, item.person, teacher, cost))
        offers.sort(key=lambda offer: offer[:2])
        total = 0
        for gain, (price, person, teacher, cost) in zip(need.gains(), offers, strict=False):
            worth = gain * _FINE * PART - price
            if worth <= 0:
                break
            total += worth
            spent[person, False] = spent.get((person, False), 0) + cost.hours
            if teacher is not None:
                spent[teacher, True] = spent.get((teacher, True), 0) + cost.mentored
        return total


def price(problem: Problem, costs: Costs, has: Budgets, reached: int) -> Priced:
    """Return a bound on the gain of a problem, where a plan is known that gains ``reached``."""
    dual = _Dual(problem, costs, has)
    prices: dict[Key, float] = dict.fromkeys(dual.budget, 0.0)
    best, best_prices, pace, idle = None, dict(prices), 1.0, 0
    for _ in range(max(4, min(_STEPS, _WORK // max(1, len(costs))))):
        whole = {key: int(value * _FINE) for key, value in prices.items()}
        found, spent = dual.at(whole)
        bound = found // (_FINE * PART)
        if best is None or found < best:
            best, best_prices, idle = found, dict(prices), 0
        else:
            idle += 1
            if idle == 5:
                pace, idle = pace / 2, 0
        over = {key: spent.get(key, 0) / PART - hours for key, hours in dual.budget.items()}
        over = {key: value for key, value in over.items() if value > 0 or prices[key] > 0}
        length = sum(value * value for value in over.values())
        if bound <= reached or length == 0:
            break
        step = pace * (found / (_FINE * PART) - reached) / length
        for key, value in over.items():
            prices[key] = max(0.0, prices[key] + step * value)
    return Priced((best or 0) // (_FINE * PART), best_prices)
