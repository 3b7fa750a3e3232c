"""The locked lists: every pin hashed, no index named, the two sets in step with each other and with pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SETS = ("dev", "lock", "runtime")
PIN = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?P<rest>(?: ;.*?)?(?: \\\n +--hash=sha256:[0-9a-f]{64})+)\n", re.MULTILINE
)


def text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    return {pin["name"]: pin[0] for pin in PIN.finditer(text(name))}


def wanted(*groups: str, dependencies: bool) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [line for group in groups for line in project["dependency-groups"][group]]
    lines += project["project"]["dependencies"] if dependencies else []
    return {re.split(r"[^A-Za-z0-9-]", line)[0].lower() for line in lines}


@pytest.mark.parametrize("name", SETS)
def test_holds_nothing_but_comments_and_hashed_pins(name: str) -> None:
    rest = PIN.sub("", text(name))
    assert [line for line in rest.splitlines() if not line.startswith("#")] == []
    assert pins(name)


@pytest.mark.parametrize("name", SETS)
def test_names_no_index_and_no_path(name: str) -> None:
    assert not re.search(r"://|index-url|find-links|trusted-host|\s/\w", text(name))


def test_the_smaller_set_is_part_of_the_larger() -> None:
    assert pins("runtime").items() <= pins("dev").items()


def test_every_declared_dependency_is_locked() -> None:
    assert wanted("build", dependencies=True) <= set(pins("runtime"))
    assert wanted("build", "lint", "test", dependencies=True) <= set(pins("dev"))
    assert wanted("lock", dependencies=False) <= set(pins("lock"))
