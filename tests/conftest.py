"""What any test may ask for."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

# A busy machine is no failure, so no example has a deadline; CI tries the same examples each time, a person new ones.
hypothesis.settings.register_profile("house", deadline=None, derandomize=os.environ.get("CI") == "true")
hypothesis.settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Do not count the coverage of properties: their examples run the same lines hundreds of times, two to four times as slowly.

    Tests that run long over lines which others run carry the same mark themselves, ``no_cover``.
    """
    for item in items:
        if "properties" in item.path.parts or getattr(getattr(item, "function", None), "is_hypothesis_test", False):
            item.add_marker("no_cover")


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Do not count in the processes of pytest-xdist either: pytest-cov begins twice there and, told to pause, stops one of the two."""
    counting = sys.gettrace() if item.get_closest_marker("no_cover") and hasattr(item.config, "workerinput") else None
    if counting is None:
        return (yield)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(counting)


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


class Repo:
    """A git repository a test builds commit by commit; dates and names are fixed, so that ids are too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, day: str = "2026-01-01", feed: bytes | None = None) -> str:
        """Run git here as a person would, whatever the settings of whoever runs the tests; return its answer."""
        made = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "Ann"), ("EMAIL", "ann@example.org"), ("DATE", f"{day}T12:00:00+00:00"))
        }
        null = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
        done = subprocess.run(
            ["git", *words], cwd=self.folder, env=null | made, input=feed, capture_output=True, timeout=60
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done.stdout.decode(errors="surrogateescape").strip()

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files; None removes one."""
        for path, content in files.items():
            file = self.folder / path
            if content is None:
                file.unlink()
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(self, files: Mapping[str, str | bytes | None], day: str = "2026-01-01", message: str = "change") -> str:
        """Write files, commit all there is, and return the id of the commit."""
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, day=day)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """An empty git repository to build in."""
    return Repo(tmp_path / "repo")


@pytest.fixture
def story(repo: Repo) -> Repo:
    """A knowledge base below `org/kb` of a repository, and half a year of its history: a commit and a tag per folder."""
    folder = Path(__file__).parent / "stories" / "history"
    for step in sorted(path for path in folder.iterdir() if path.is_dir() and path.name != "expected"):
        day, _, tag = step.name.partition("_")
        gone = (step / "gone.txt").read_text().split() if (step / "gone.txt").is_file() else []
        files: dict[str, bytes | None] = {f"org/kb/{path}": None for path in gone}
        for file in sorted(path for path in step.rglob("*") if path.is_file() and path.name != "gone.txt"):
            inside = file.relative_to(step).as_posix()
            files[inside.removeprefix("top/") if inside.startswith("top/") else f"org/kb/{inside}"] = file.read_bytes()
        repo.commit(files, day, tag)
        repo.git("tag", tag)
    return repo


@pytest.fixture(scope="session")
def browser() -> Iterator["WebDriver"]:
    """A real Chromium with a fresh profile that can reach nothing but this machine. Skipped without one, but never in CI."""
    found, driver = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
    if found is None or driver is None:
        reason = "Chromium and its driver are not installed (Debian: apt-get install chromium chromium-driver)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from selenium import webdriver  # noqa: PLC0415 - only these tests need it

    options = webdriver.ChromeOptions()
    options.binary_location = found
    for option in _QUIET.split():
        options.add_argument(option)
    options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    started.set_script_timeout(20)
    yield started
    started.quit()


_QUIET = (
    "--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu --window-size=1280,900 --force-prefers-reduced-motion "
    "--lang=en-US --disable-background-networking --hide-scrollbars"
)
