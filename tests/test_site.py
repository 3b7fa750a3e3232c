"""The site of this repository, built as MkDocs builds it on a fresh clone, and as another engine does."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from kb.publish import build as building

pytest.importorskip("material")
ROOT = Path(__file__).resolve().parents[1]
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
_ADDRESS = re.compile(r'(?:\b|xlink:)(?:href|src)="([^"]*)"')
_INDEXES = ("index.html", "risk/index.html", "search/search_index.json")
MOST = 300_000
"""Bytes of a page that is no index."""


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)],
        cwd=ROOT,
        env=QUIET,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return folder


def pages(folder):
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in folder.rglob("*.html")}


def broken(folder):
    """Yield every link inside of a built site that leads nowhere, anchors included."""
    texts = pages(folder)
    ids = {path: set(re.findall(r'\bid="([^"]+)"', text)) for path, text in texts.items()}
    for path, text in texts.items():
        for link in _ADDRESS.findall(text) if path != "404.html" else ():
            target, _, anchor = unquote(link.replace("&amp;", "&")).partition("#")
            if re.match(r"[a-z]+:|//", target):
                continue
            goal = Path(os.path.normpath(folder / Path(path).parent / target)) if target else folder / path
            goal = goal / "index.html" if goal.is_dir() else goal
            if not goal.is_file() or (
                anchor
                and goal.suffix == ".html"
                and anchor not in ids[goal.relative_to(folder).as_posix()]
                and not anchor.startswith("__")
            ):
                yield path, link


def test_every_link_of_the_built_site_leads_somewhere(site):
    assert len(pages(site)) > 100
    assert list(broken(site)) == []


def test_nothing_is_asked_of_another_host(site):
    for path, text in pages(site).items():
        loaded = re.findall(r'<(?:link|script|img|iframe|source|image|use)\b[^>]*?\b(?:href|src)="(https?:|//)', text)
        assert not loaded, path
        assert "@import" not in text


def test_every_page_carries_profile_date_and_policy(site):
    for path, text in pages(site).items():
        assert "noindex" in text, path
        assert "2023-05-23" in text, path
        assert "internal" in text, path
        assert "Content-Security-Policy" in text, path
    assert json.loads((site / building.STAMP).read_text())["as_of"] == "2023-05-23"


def test_no_page_is_too_large_to_open_on_a_phone(site):
    for file in site.rglob("*.html"):
        path = file.relative_to(site).as_posix()
        assert file.stat().st_size <= MOST or path.endswith(_INDEXES), path


@pytest.fixture(scope="session")
def index(site):
    return json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]


def found(index, words):
    """Return where all of some words stand, the best first: a small stand-in for the search in the browser, with its boosts."""
    wanted = words.lower().split()
    scored = []
    for entry in index:
        text = f"{entry['title']} {entry['text']}".lower()
        tags = " ".join(entry.get("tags", ())).lower()
        if all(word in text or word in tags for word in wanted):
            score = sum(
                (word in tags) * 100 + (word in entry["title"].lower()) * 10 + (word in text) for word in wanted
            )
            scored.append((-score * entry.get("boost", 1), entry["location"]))
    return [location for _, location in sorted(scored)]


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("JoinFailureRate", "runbooks/join-failures/"),
        ("join failure rate", "runbooks/join-failures/"),
        ("space-room", "components/space-room/"),
        ("live room", "components/space-room/"),
        ("listeners cannot join", "runbooks/join-failures/"),
        ("audio stutters", "components/space-room/"),
        ("bus factor", "glossary/"),
        ("owner-known", "manual/rules/"),
    ],
)
def test_the_search_finds_what_people_type(index, words, page):
    assert any(location.startswith(page) for location in found(index, words)[:6]), found(index, words)[:6]


def test_tables_and_lists_of_pages_are_not_in_the_search(index):
    locations = {entry["location"] for entry in index}
    assert "components/" not in locations
    assert not [
        location for location in locations if location.startswith("components/") and location.endswith("#sources")
    ]


@pytest.mark.parametrize("profile", ["internal", "leadership", "public"])
def test_the_example_that_everybody_sees_first_makes_a_site_that_may_be_shown(tmp_path, profile):
    """Its files use every key there is, so nothing a page says may be taken for what its profile must not hold."""
    done = building.build(ROOT / "examples" / "lantern", tmp_path / "site", {"at": None, "profile": profile})
    assert done.warnings == ()
    assert list(broken(tmp_path / "site")) == []


def test_zensical_builds_the_written_site_with_no_broken_link(tmp_path):
    zensical = Path(sys.executable).with_name("zensical")
    if not zensical.is_file():
        pytest.skip("zensical is not installed")
    command = [
        sys.executable,
        "-c",
        "from kb.cli.main import run; run()",
        "-C",
        str(ROOT),
        "site",
        "write",
        str(tmp_path / "pages"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    done = subprocess.run([zensical, "build"], cwd=tmp_path / "pages", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "No issues found" in done.stdout + done.stderr
    built = tmp_path / "pages" / "site"
    assert (built / "components" / "space-room" / "index.html").is_file()
    assert not [item for item in broken(built) if "__" not in item[1]]
