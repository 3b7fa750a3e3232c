import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli.main import main
from kb.errors import NothingHereError, UsageError
from kb.testing import tree

FILES = {
    "architecture/a.yml": "services: {pay: {}}\n",
    "ownership/o.yml": "people: {annq: {}}\nknowledge: {pay: {annq: operate}}\n",
    "kb.toml": 'as_of = "2026-06-01"\n',
}
META = '<meta name="kb-profile" content="{}">'


def audit(root: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(root), "site", "audit", *args])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tree(tmp_path, FILES)


def page(root: Path, text: str, profile: str = "leadership", name: str = "index.html") -> Path:
    return tree(root / "build" / "site", {name: f"<html>{META.format(profile)}\n{text}</html>"})


def test_a_leak_is_told_with_its_place_and_fails(root: Path) -> None:
    page(root, "ask annq")
    result = audit(root)
    assert result.exit_code == 1
    assert result.output == ("index.html:2: name: annq\n1 files searched for 1 words, profile leadership: 1 found\n")


def test_a_clean_site_passes_and_says_what_was_searched(root: Path) -> None:
    folder = page(root, "ask someone")
    result = audit(root, str(folder))
    assert result.exit_code == 0
    assert result.output == "1 files searched for 1 words, profile leadership: nothing found\n"
    assert audit(root, "--allow", "annq").exit_code == 0


def test_the_profile_is_what_the_pages_say(root: Path) -> None:
    page(root, "ask annq", "internal")
    assert audit(root).exit_code == 0
    assert audit(root, "--profile", "public").exit_code == 1


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"index.html": "<html></html>"}, "its pages do not say"),
        ({"index.html": META.format("internal"), "b.html": META.format("public")}, "its pages say internal, public"),
        ({"index.html": META.format("internal"), "kb-site.json": "nonsense"}, "its pages say internal, unknown"),
        ({"index.html": META.format("secret")}, "its pages say secret"),
    ],
)
def test_a_site_that_does_not_know_whom_it_is_for_is_refused(root: Path, files: dict[str, str], said: str) -> None:
    tree(root / "build" / "site", files)
    result = audit(root)
    assert isinstance(result.exception, UsageError)
    assert said in str(result.exception)


def test_the_stamp_counts(root: Path) -> None:
    tree(root / "build" / "site", {"index.html": "annq", "kb-site.json": json.dumps({"profile": "public"})})
    assert audit(root).exit_code == 1


def test_nothing_to_search_is_said(root: Path) -> None:
    assert "build the site first" in str(audit(root).exception)
    (root / "empty").mkdir()
    assert isinstance(audit(root, str(root / "empty")).exception, NothingHereError)


def test_many_leaks_are_cut_and_counted(root: Path) -> None:
    for number in range(60):
        page(root, "annq", name=f"p{number:02}.html")
    lines = audit(root).output.splitlines()
    assert lines[-2] == "... and 10 more"
    assert lines[-1].endswith("60 found")
