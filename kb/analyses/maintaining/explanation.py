"""What the suggestions for one component rest on: every person with a part in it, by name."""

from collections.abc import Iterable
from typing import NamedTuple

from kb.analyses.maintaining.parts import Evidence, Part


class Found(NamedTuple):
    """One repository's part of a component.

    Attributes:
        why: how the files were found.
        files: how many there are.
        people: what each person did to them, those of whom anything can be said, by name.
    """

    repository: str
    why: str
    files: int
    people: tuple[Evidence, ...]


class Explanation(NamedTuple):
    """What histories say of one component."""

    component: str
    parts: tuple[Found, ...]


LEAST = 0.02
"""Share below which a person is not listed: one commit on a large component says nothing (our default)."""


def explain(component: str, parts: Iterable[tuple[str, Part]]) -> Explanation:
    """Return what the suggestions for a component rest on. Of (repository, part) of any components, those of this one are taken."""
    found = [
        Found(repository, part.why, part.files, tuple(sorted(one for one in part.people if one.share >= LEAST)))
        for repository, part in parts
        if part.component == component
    ]
    return Explanation(component, tuple(sorted(found)))
