"""Plans of a rehearsal, made of a few words."""

from datetime import UTC, datetime

from kb.analyses.rehearsal.plan import Plan
from kb.model.runbook import Step
from kb.model.source import Source
from kb.model.words import Evidence


def step(name: str, *if_not: str, expect: str | None = None, minutes: int | None = None, two: bool = False) -> Step:
    """Return a step; ``two``: whether it asks for two people."""
    here = Source("runbooks/book.md", 9, 1)
    return Step(name, f"Do {name}", (f"do {name}",), expect, if_not, None, minutes, two, f"hash-{name}", here)


def drill(*steps: Step) -> Plan:
    """Return a drill by ann, whom bob observes."""
    begun = datetime(2026, 6, 1, 9, tzinfo=UTC)
    return Plan("book", "The book", Evidence.DRILL, "ann", "bob", begun, "abc", steps, ("relay", "room"))
