"""Moves of `kb plan`: the kinds of session. Each other file in this folder is one move; its docstring is its manual page.

A move says what it is, who has to be there, and what proves it. It decides nothing: which moves somebody needs
follows from their level (:mod:`kb.analyses.plan.ladder`).
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from kb import plugs
from kb.model.noun import NamedTuple
from kb.model.settings import PlanSettings
from kb.model.words import Evidence


class Book(NamedTuple):
    """The runbook of a session, as it will be on the day.

    Attributes:
        id: its id.
        there: whether there is a file to read.
        steps: whether it has steps to go through.
    """

    id: str
    there: bool = True
    steps: bool = True


@dataclass(frozen=True)
class Move(ABC):
    """What a plug of this socket is.

    Attributes:
        title: what it is called.
        mentored: whether somebody who can operate the component has to be there.
        of_runbook: whether it is about the runbook as a whole, so that once is enough for all components it is for.
        proof: the kind of run that is logged for it; None where it is done when the next move is.
    """

    title: ClassVar[str]
    mentored: ClassVar[bool] = False
    of_runbook: ClassVar[bool] = False
    proof: ClassVar[Evidence | None] = None

    @property
    def id(self) -> str:
        """The id: the name of the module, with hyphens."""
        return plugs.slug(type(self).__module__)

    def hours(self, settings: PlanSettings) -> int:
        """Return how many hours it takes: the key of ``[plan]`` in kb.toml that has its name."""
        found: int = getattr(settings, self.id.replace("-", "_"))
        return found

    @abstractmethod
    def task(self, component: str, runbook: Book, teacher: str | None, vendors: tuple[str, ...]) -> str:
        """Return what is to be done, as an instruction to the learner."""
