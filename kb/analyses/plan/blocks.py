"""Blocks of a problem: needs that share no learner, no mentor and no runbook cannot disturb each other."""

from kb.analyses.plan.need import Need, Problem


def blocks(problem: Problem) -> tuple[Problem, ...]:
    """Return the blocks of a problem, in the order of their first needs. Near-linear: union-find with path halving."""
    parent = list(range(len(problem.needs)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    first: dict[str, int] = {}
    for number, need in enumerate(problem.needs):
        for name in _names(need):
            other = first.setdefault(name, number)
            one, two = sorted((root(number), root(other)))
            parent[two] = one
    groups: dict[int, list[Need]] = {}
    for number, need in enumerate(problem.needs):
        groups.setdefault(root(number), []).append(need)
    return tuple(problem._replace(needs=tuple(group)) for group in groups.values())


def _names(need: Need) -> set[str]:
    found = {f"runbook {need.runbook}"}
    for candidate in need.candidates:
        found.add(candidate.person)
        found.update(candidate.teachers)
    return found
