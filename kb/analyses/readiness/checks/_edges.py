"""What the checks on the map share: of which components it is not written in full what they stand on."""

from collections.abc import Iterable
from typing import Final

from kb.analyses.readiness.situation import Situation
from kb.model.service import Component

_HARD: Final = ("needs", "built_on", "runs_on")


def unwritten(component: Component) -> list[str]:
    """Return the keys that would say what a component stands on and are not there; ``[]`` is an answer."""
    return [key for key in _HARD if getattr(component, key) is None]


def open_ends(case: Situation, names: Iterable[str]) -> list[str]:
    """Return which components at or below some do not say in full what they stand on, sorted."""
    known = [name for name in names if name in case.base.components]
    below = case.graph.closure(*known) if known else ()
    return [name for name in below if unwritten(case.base.components[name])]
