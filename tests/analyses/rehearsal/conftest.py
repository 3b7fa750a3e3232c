"""A plan of three steps: s1 asks for two people, s2 leads to s3 if it fails, s3 says to escalate."""

from datetime import UTC, datetime

import pytest

from kb.analyses.rehearsal.plan import Plan
from kb.model.runbook import Step
from kb.model.source import Source
from kb.model.words import Evidence


def step(name, if_not=("escalate",), *, two_person=False):
    return Step(
        name,
        f"Do {name}",
        (f"do {name}",),
        "it shows 1",
        if_not,
        None,
        2,
        two_person,
        f"hash-{name}",
        Source("runbooks/book.md", 9, 1),
    )


@pytest.fixture(scope="session")
def plan():
    steps = (step("s1", two_person=True), step("s2", ("s4",)), step("s3"), step("s4"))
    return Plan(
        "book",
        "The book",
        Evidence.DRILL,
        "ann",
        "bob",
        datetime(2026, 6, 1, 9, tzinfo=UTC),
        "abc",
        steps,
        ("relay", "room"),
    )
