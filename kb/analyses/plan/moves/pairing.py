"""Pair with somebody who can operate a component: watch a shift, or talk the runbook through at a table.

Why: what makes an operator is seldom written down. Where pages have become rare, shadowing teaches little (GOV.UK dropped
its shadow roles in 2024 for that reason): talk the runbook through as a tabletop instead.

How to fix: the mentor asks "and what would you do now?" at each step, and mends the runbook where it misleads.

Source of thresholds: 8 hours, our default (`[plan] pairing`), a working day of shadowing.

Passes:
    # kb.toml
    [plan]
    pairing = 6

Fails:
    # kb.toml
    [plan]
    pairing = 0
"""

from typing import ClassVar

from kb.analyses.plan.moves import Book, Move


class Pairing(Move):
    """Learner and mentor, side by side."""

    title: ClassVar[str] = "pairing"
    mentored: ClassVar[bool] = True

    def task(self, component: str, runbook: Book, teacher: str | None, vendors: tuple[str, ...]) -> str:
        """Return what is to be done; see :meth:`Move.task`."""
        del vendors
        talk = f"{runbook.id} through step by step" if runbook.steps else f"{component} through"
        return f"sit with {teacher or 'an operator'} on {component}: watch, or talk {talk}"
