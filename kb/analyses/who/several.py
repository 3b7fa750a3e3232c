"""What `kb who` answers where a name stands for several components, or for none."""

from datetime import datetime

from kb.analyses.who.report import Asked, OnCall, Outside
from kb.model.noun import NamedTuple
from kb.model.source import Source
from kb.model.words import RiskClass


class Held(NamedTuple):
    """A component on a line: how many can operate it at the date, and where to go on.

    Attributes:
        risk_class: class by its coverage.
        coverage: employees and contractors available who can operate it.
        proven: those of them with proof young enough.
        owner: the team that owns it; None = unknown.
        runbooks: ids of its runbooks.
    """

    component: str
    title: str
    risk_class: RiskClass
    coverage: int
    proven: int
    owner: str | None
    runbooks: tuple[str, ...]
    source: Source


class WhoListReport(NamedTuple):
    """Several components a name stands for, or none: whom to call, and where to go on.

    Attributes:
        asked: everything the name stands for.
        on_call: the rotations that cover any of the components, or the one that was asked for.
        components: by id.
        vendors: the vendors that were asked for, and how to reach them.
    """

    at: datetime
    asked: tuple[Asked, ...]
    on_call: tuple[OnCall, ...]
    components: tuple[Held, ...]
    vendors: tuple[Outside, ...] = ()
