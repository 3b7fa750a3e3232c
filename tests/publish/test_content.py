"""What a base brings to its site is text, styles and pictures; whatever could run, or lies elsewhere, stops the build before anything is read."""

import os
import socket
from pathlib import Path

import pytest

from kb.errors import KbError
from kb.publish import content, shell


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site" / "deep").mkdir(parents=True)
    return tmp_path / "site"


def refused(site: Path, *, trusted: bool = False) -> list[str]:
    try:
        content.check(site.parent, trusted=trusted)
    except KbError as error:
        return [line.split(":")[0].strip() for line in str(error).splitlines()[1:] if line.startswith("  ")]
    return []


def test_text_styles_and_pictures_pass(site: Path) -> None:
    for name in ("a.md", "deep/b.css", "c.png", "deep/d.txt", "CNAME"):
        (site / name).write_text("x")
    assert refused(site) == []


def test_no_site_is_no_fault(tmp_path: Path) -> None:
    content.check(tmp_path)


def test_a_name_that_would_become_a_title_with_markup_is_refused(site: Path) -> None:
    (site / "a<img src=x onerror=x()>.md").write_text("text")
    (site / "ann's & bob's.md").write_text("text")
    assert refused(site, trusted=True) == ["site/a<img src=x onerror=x()>.md"]


@pytest.mark.parametrize("name", ["a.html", "A.HTM", "deep/b.js", "c.svg", "d.xhtml", "e.mjs"])
def test_files_that_run_are_refused_unless_trusted(site: Path, name: str) -> None:
    (site / name).write_text("x")
    assert refused(site) == [f"site/{name}"]
    assert refused(site, trusted=True) == []


def test_files_of_the_shell_pass_only_as_they_ship(site: Path) -> None:
    (site / "assets").mkdir()
    path, ours = next((path, file) for path, file in shell.files() if path == "assets/kb.js")
    (site / path).write_bytes(ours.read_bytes())
    assert refused(site) == []
    (site / path).write_bytes(ours.read_bytes() + b"x()")
    assert refused(site) == [f"site/{path}"]


@pytest.mark.parametrize("trusted", [False, True])
def test_every_link_is_refused_wherever_it_leads(site: Path, *, trusted: bool) -> None:
    (site.parent / "outside.txt").write_text("x")
    (site / "own.md").write_text("x")
    (site / "a.txt").symlink_to("../outside.txt")
    (site / "deep" / "b.md").symlink_to("/etc/passwd")
    (site / "c").symlink_to("/etc")
    (site / "d.md").symlink_to("own.md")
    (site / "e").symlink_to("nowhere")
    assert refused(site, trusted=trusted) == ["site/a.txt", "site/c", "site/d.md", "site/deep/b.md", "site/e"]


def test_site_itself_may_not_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "site").symlink_to("/etc")
    with pytest.raises(KbError, match="is a link"):
        content.check(tmp_path)


def test_pipes_and_sockets_are_refused_without_being_opened(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(site / "deep" / "pipe.md")
    monkeypatch.chdir(site)
    with socket.socket(socket.AF_UNIX) as own:
        own.bind("sock")
        assert refused(site) == ["site/deep/pipe.md", "site/sock"]
