"""What each item of a plan was preferred to: what its learner does after it, and what they do not get to at all.

The order of one learner follows from :mod:`kb.analyses.plan.order`, the choice from what :mod:`kb.analyses.plan.solve` counts: risk
taken away, then sessions. Both are read off the finished plan, whichever way it was found.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from kb.analyses.plan.ladder import own_steps, run_steps
from kb.analyses.plan.need import SHARE, Candidate, Need, Problem
from kb.analyses.plan.schedule import Pair
from kb.analyses.plan.solve import Solution

Item = tuple[str, str]
"""A learner and a runbook."""


def preferred(problem: Problem, solution: Solution) -> dict[Item, str]:
    """Return a clause for each item of a plan: before what it comes, and instead of what it was chosen."""
    return _Preferred(problem, solution).said()


class _Preferred:
    """One plan, and what it leaves open."""

    def __init__(self, problem: Problem, solution: Solution) -> None:
        self.settings = problem.settings
        self.added = Counter(pair.need.component for pair in solution.pairs)
        self.pairs: dict[Item, list[Pair]] = {}
        for pair in solution.pairs:
            self.pairs.setdefault((pair.candidate.person, pair.need.runbook), []).append(pair)
        self.sessions = Counter((item.learner, item.runbook) for item in solution.sessions)
        self.order: dict[str, list[Item]] = {}
        for key in dict.fromkeys((item.learner, item.runbook) for item in solution.sessions):
            self.order.setdefault(key[0], []).append(key)
        self.open: dict[str, list[tuple[Need, Candidate]]] = {}
        learning = {(pair.candidate.person, pair.need.component) for pair in solution.pairs}
        for need in problem.needs:
            if self.added[need.component] < need.missing:
                for item in need.candidates:
                    if (item.person, need.component) not in learning:
                        self.open.setdefault(item.person, []).append((need, item))

    def said(self) -> dict[Item, str]:
        found = {}
        for learner, items in self.order.items():
            for number, key in enumerate(items):
                parts = (self._before(key, items[number + 1 :]), self._instead(key, self.open.get(learner, ())))
                found[key] = "; ".join(filter(None, parts)) or "nothing else waits for their time"
        return found

    def _before(self, key: Item, later: Sequence[Item]) -> str:
        """Say what comes after an item, and why: what stands on it, or what takes longer than to prove a claim."""
        mine = {pair.need.component for pair in self.pairs[key]}
        others = [pair for other in later for pair in self.pairs[other]]
        above = [pair.need.component for pair in others if mine & pair.need.below]
        if above:
            return f"before {_listed(above)}, which stand{'s' if len(set(above)) == 1 else ''} on it"
        if not others:
            return ""
        following = [pair.need.component for pair in self.pairs[later[0]]]
        learned = not all(pair.claimed for pair in self.pairs[later[0]])
        if learned and all(pair.claimed for pair in self.pairs[key]):
            return f"before {_listed(following)}, for here a drill is enough"
        return f"before {_listed(following)}"

    def _instead(self, key: Item, missed: Iterable[tuple[Need, Candidate]]) -> str:
        """Say what its learner could learn as well and does not, what is worth most first, and why not."""
        ranked = sorted(missed, key=lambda entry: (-self._next(entry[0]), entry[0].component))
        if not ranked:
            return ""
        need, item = ranked[0]
        worth, other = sum(self._last(pair.need) for pair in self.pairs[key]), self._next(need)
        takes, would = self.sessions[key], self._sessions(need, item)
        if worth > other:
            why = f"which takes away less risk ({_share(other)}, this {_share(worth)})"
        elif worth == other and would > takes:
            why = f"which takes {would} sessions for as much risk, this {takes}"
        else:
            why = f"whose {would} sessions found no room" if would > 1 else "whose session found no room"
        return f"instead of {need.component}, {why}"

    def _last(self, need: Need) -> int:
        """Return the risk that would stay if one of those who learn a component did not."""
        return need.gains()[self.added[need.component] - 1]

    def _next(self, need: Need) -> int:
        return need.gains()[self.added[need.component]]

    def _sessions(self, need: Need, item: Candidate) -> int:
        return len(own_steps(need, item, self.settings)) + len(run_steps(need, item, self.settings))


def _share(worth: int) -> str:
    """Say a gain in weights of tiers, as it is counted."""
    return f"{worth / SHARE:.3g}"


def _listed(names: Iterable[str]) -> str:
    """Name the first two."""
    found = list(dict.fromkeys(names))
    return " and ".join(found) if len(found) <= 2 else f"{found[0]} and {len(found) - 1} others"
