"""A baseline: what was found when it was written, so that only what is new fails."""

from collections.abc import Mapping
from datetime import date

from kb.model.noun import NamedTuple
from kb.model.words import RiskClass

Key = tuple[str, str]
"""What an entry is known by: the id of the rule, and the subject of the finding. No line and no wording, which change."""


class CheckBaseline(NamedTuple):
    """The findings of `kb check` that are let be for being old.

    Attributes:
        since: the day it was begun for.
        start: how many findings it held then, and how many were accepted later.
        entries: rule and subject -> how many findings.
    """

    since: date
    start: int
    entries: Mapping[Key, int]


class Recorded(NamedTuple):
    """How a component stood.

    Attributes:
        risk_class: its class.
        bus_factor: its bus factor; None if it was unknown.
        unknown: how many components of its closure nobody had said anything about.
        at_most: whether the bus factor was a bound although nothing of its closure was unknown: one of two ways was.
    """

    risk_class: RiskClass
    bus_factor: int | None
    unknown: int
    at_most: bool = False

    @property
    def is_bound(self) -> bool:
        """Whether the bus factor may have been less."""
        return bool(self.bus_factor) and (self.unknown > 0 or self.at_most)


class RiskBaseline(NamedTuple):
    """How every component stood.

    Attributes:
        since: the day it was begun for.
        start: how many were orphaned, single or unknown then, and how many of those were accepted later.
        components: component -> how it stood, or better, where it has been mended since.
    """

    since: date
    start: int
    components: Mapping[str, Recorded]


class Baseline(NamedTuple):
    """What a baseline file holds; each part is written by its own command."""

    check: CheckBaseline | None = None
    risk: RiskBaseline | None = None


class Changed(NamedTuple):
    """A component that stands worse than its baseline.

    Attributes:
        component: its id.
        was: how it stood.
        stands: how it stands.
        by_class: whether its class is worse.
        by_bus_factor: whether its bus factor is worse, or less is known of it.
    """

    component: str
    was: Recorded
    stands: Recorded
    by_class: bool
    by_bus_factor: bool


class RiskComparison(NamedTuple):
    """How the components of a scope stand against their baseline.

    Attributes:
        since: the day it was begun for.
        start: how many of the whole were orphaned, single or unknown.
        weak: how many of the scope are now.
        worse: those that stand worse.
        added: those that are not in it.
        better: how many stand better.
        unclear: of how many that cannot be told: the bus factor moved, and what was, or is, unknown may be why.
        same: how many stand as they did.
        gone: those in it that are no more; of the whole only.
    """

    since: date
    start: int
    weak: int
    worse: tuple[Changed, ...]
    added: tuple[str, ...]
    better: int
    same: int
    gone: tuple[str, ...]
    unclear: int = 0
