"""What any test may ask for."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write expected outputs anew instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a file of expected output, byte for byte; ``pytest --update-goldens`` writes the file anew."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"{path} is missing: pytest --update-goldens writes it"
        assert text == path.read_bytes().decode(), (
            f"not as in {path}; if the new output is right: pytest --update-goldens"
        )

    return compare


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
