"""The test of a table of outcomes: a module that imports it holds ``TABLE``, rows of (name, edits, expected outcome)."""

import pytest


def test_the_truth_table(outcome, request: pytest.FixtureRequest, edits: list[tuple[str, str]], expected: str) -> None:
    """Hold the check a module is named after against one row of its table."""
    name = request.module.__name__.rpartition(".test_")[2].replace("_", "-")
    assert outcome(name, *edits) == expected
