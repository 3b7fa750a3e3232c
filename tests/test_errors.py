"""What to install is said by the names of the packages themselves, with the versions of pyproject.toml."""

import re
import shlex
import sys
import tomllib
from pathlib import Path

from kb.errors import EXTRAS, NotInstalledError, install

ROOT = Path(__file__).resolve().parents[1]


def test_the_extras_are_those_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {name: list(packages) for name, packages in EXTRAS.items()} == project["optional-dependencies"]


def test_it_is_installed_beside_the_kb_that_asks():
    assert shlex.split(install("a>=1,<2", "b")) == [sys.executable, "-m", "pip", "install", "a>=1,<2", "b"]
    assert "'mkdocs-material>=9.7,<10'" in str(NotInstalledError("the site", "site"))
    assert NotInstalledError("the site", "site").exit_code == 2


def test_nothing_says_to_fetch_this_project_by_its_bare_name():
    """Nobody promises that the name is ours on an index; an address (`holdfast @ git+https://...`) or a clone is."""
    fetches = re.compile(r"(?:pip|pipx|uv tool) install [^\n`]*(?<![/\w.])holdfast\b(?! @)")
    texts = [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "site" / "guide").rglob("*.md"),
        *(ROOT / "kb").rglob("*.py"),
    ]
    found = [
        (path.relative_to(ROOT).as_posix(), match[0])
        for path in texts
        for match in fetches.finditer(path.read_text("utf-8"))
    ]
    assert found == []
