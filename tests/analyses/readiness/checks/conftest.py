"""The rows of a truth table, one test each."""

from tests.analyses.readiness.checks.truth import test_the_truth_table


def pytest_generate_tests(metafunc):
    """Give the test of truth tables the rows of the module that imports it."""
    if metafunc.function is test_the_truth_table:
        table = metafunc.module.TABLE
        metafunc.parametrize(("edits", "expected"), [row[1:] for row in table], ids=[row[0] for row in table])
