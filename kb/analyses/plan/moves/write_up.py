"""Write the runbook that is missing, or the steps it lacks, with whoever can operate the component.

Why: without a runbook there is nothing to drill, so nothing to prove; and the next one to learn it starts from nothing again.

How to fix: `kb runbook new ID --for COMPONENT` begins the page; the learner writes, the operator dictates: when to use it, what to do,
what is then seen, what if not. `kb check` says what is still missing from it.

Source of thresholds: 4 hours, our default (`[plan] write_up`).

Passes:
    # kb.toml
    [plan]
    write_up = 6

Fails:
    # kb.toml
    [plan]
    write-up = 6
"""

from typing import ClassVar

from kb.analyses.plan.moves import Book, Move


class WriteUp(Move):
    """The learner writes, the mentor dictates."""

    title: ClassVar[str] = "write-up"
    mentored: ClassVar[bool] = True

    def task(self, component: str, runbook: Book, teacher: str | None, vendors: tuple[str, ...]) -> str:
        """Return what is to be done; see :meth:`Move.task`."""
        del vendors
        source = f"with {teacher}" if teacher else "from what you know or have found out"
        if runbook.there:
            return f"give the runbook {runbook.id} steps for {component} {source}"
        return f"write the runbook {runbook.id} for {component} {source}"
