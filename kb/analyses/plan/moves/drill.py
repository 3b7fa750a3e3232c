"""Drill the runbook unaided: the only session that proves *operate*.

Why: a claim is not a proof. Of everything that can be written down about knowledge, only an unaided drill, game day
or incident shows it; the plan counts nobody as an operator before.

How to fix: `kb runbook start RUNBOOK --kind drill --by LEARNER`, without help, to the end. If it passes, the item closes by itself.

Source of thresholds: 4 hours, our default (`[plan] drill`), preparation and notes included.

Passes:
    # kb.toml
    [plan]
    drill = 2

Fails:
    # kb.toml
    [plan]
    drill = -1
"""

from typing import ClassVar

from kb.analyses.plan.moves import Book, Move
from kb.model.words import Evidence


class Drill(Move):
    """The learner, alone."""

    title: ClassVar[str] = "drill"
    of_runbook: ClassVar[bool] = True
    proof: ClassVar[Evidence | None] = Evidence.DRILL

    def task(self, component: str, runbook: Book, teacher: str | None, vendors: tuple[str, ...]) -> str:
        """Return what is to be done; see :meth:`Move.task`."""
        del component, teacher, vendors
        return f"drill {runbook.id} unaided, to the end"
