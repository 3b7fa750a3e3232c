"""Filling roles with people: a largest matching of a small bipartite graph, found by augmenting paths (Kuhn, O(roles * links))."""

from collections.abc import Mapping, Sequence


def unfilled(roles: Sequence[str], able: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the roles left over when as many as possible are filled, each by another person.

    Args:
        roles: the roles, the most important first; a role may be named once only.
        able: per role the people who could fill it.
    """
    holder: dict[str, str] = {}

    def place(role: str, seen: set[str]) -> bool:
        for person in able.get(role, ()):
            if person not in seen:
                seen.add(person)
                if person not in holder or place(holder[person], seen):
                    holder[person] = role
                    return True
        return False

    return tuple(role for role in roles if not place(role, set()))
