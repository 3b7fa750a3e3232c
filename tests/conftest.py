"""What any test may ask for."""

import os
import shutil

import pytest


@pytest.fixture(scope="session")
def dot() -> str:
    """The path of Graphviz's ``dot``. A test that asks for it is skipped without it, but never in CI."""
    found = shutil.which("dot")
    if found is None:
        reason = "Graphviz's dot is not installed (Debian, Ubuntu: apt-get install graphviz)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found
