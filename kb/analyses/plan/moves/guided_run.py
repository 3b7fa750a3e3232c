"""Run the runbook with somebody beside you who can operate the component, or with the vendor.

Why: reverse shadowing. The hands are the learner's, the other one keeps silent until it would hurt.

How to fix: `kb runbook start RUNBOOK --kind drill --by LEARNER --observer MENTOR`; say in the log that help was taken. It proves nothing
yet, and shows what is still missing.

Source of thresholds: 4 hours, our default (`[plan] guided_run`). PagerDuty's public training asks for reverse shadowing as well.

Passes:
    # kb.toml
    [plan]
    guided_run = 3

Fails:
    # kb.toml
    [plan]
    guided_runs = 3
"""

from typing import ClassVar

from kb.analyses.plan.moves import Book, Move


class GuidedRun(Move):
    """The learner runs it, the mentor watches."""

    title: ClassVar[str] = "guided run"
    mentored: ClassVar[bool] = True
    of_runbook: ClassVar[bool] = True

    def task(self, component: str, runbook: Book, teacher: str | None, vendors: tuple[str, ...]) -> str:
        """Return what is to be done; see :meth:`Move.task`."""
        del component
        beside = teacher or (f"vendor {vendors[0]}" if vendors else "a colleague who reads the steps aloud")
        return f"run {runbook.id} in a drill with {beside} beside you"
