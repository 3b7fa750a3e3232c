"""What other systems lack or do otherwise: modules of POSIX, locales without Unicode, line ends, separators of paths."""

import ctypes
import io
import json
import os
import pkgutil
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

import kb
from kb.cli import options
from kb.cli.check_narrow import narrow
from kb.cli.session import Session, say
from kb.errors import UsageError

ROOT = Path(__file__).parent.parent
KB = [sys.executable, "-c", "from kb.cli.main import run; run()"]
ONLY_POSIX = "fcntl grp posix pty pwd resource syslog termios tty"
TITLED = "services:\n  pay: {title: Łódź \u2013 字🎉 é, tier: 0, needs: none}\n"


def said(folder, *words, encoding="utf-8", **surroundings):
    """Run kb with streams of an encoding."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding, **surroundings}
    return subprocess.run([*KB, "-C", str(folder), *words], env=surroundings, capture_output=True, timeout=60)


def test_every_module_can_be_imported_without_those_of_posix():
    modules = [module.name for module in pkgutil.walk_packages(kb.__path__, "kb.") if "mkdocs" not in module.name]
    assert len(modules) > 600
    # loaded first is what of the standard library has a way without them, and asks for them only once
    program = f"""
import sys, asyncio, importlib, multiprocessing, shutil, socketserver, subprocess, tempfile
sys.modules.update(dict.fromkeys({ONLY_POSIX.split()!r}))
for name in {modules!r}:
    importlib.import_module(name)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A copy of the example in which titles hold what few encodings know."""
    folder = tmp_path_factory.mktemp("größe") / "kb"
    for name in ("architecture", "ownership", "runbooks", "events"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "kb.toml").write_bytes((ROOT / "kb.toml").read_bytes())
    (folder / "architecture/titled.yml").write_text(TITLED, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ["risk", "--format", "json"], ["risk", "--format", "csv"], ["risk", "--format", "markdown"], ["check", "--format", "sarif"], ["check", "--format", "junit"],
        ["export", "json"], ["export", "mermaid"], ["export", "graphml"], ["graph"], ["schema", "architecture"],
        ["ready", "presidential-announcement", "--format", "html"], ["plan", "--format", "ics"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_a_program_reads_is_utf8_whatever_the_locale(base, words):
    expected, found = said(base, *words), said(base, *words, encoding="cp1252")
    assert expected.returncode in (0, 1)
    assert found.stdout == expected.stdout
    if "json" in words:
        json.loads(found.stdout)


@pytest.mark.parametrize(
    "words",
    [
        ["check"], ["risk", "--component", "pay"], ["who", "páy"], ["explain", "bús"], ["import", "csv", "zürich.csv"], ["diff", "ö"], ["site", "audit", "ö"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_a_person_reads_is_shown_in_what_there_is(base, words):
    done = said(base, *words, encoding="ascii")
    assert done.returncode in (0, 1, 2, 3)
    assert b"Traceback" not in done.stderr
    assert b"Internal error" not in done.stderr
    assert done.stdout.isascii()


@pytest.mark.parametrize("words", [["check"], ["risk"], ["who", "pay"]], ids=" ".join)
def test_a_locale_of_nothing_but_ascii_ends_in_a_sentence(base, words):
    there = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = said(base, *words, encoding="", **there)
    assert done.returncode in (0, 1)
    assert b"Internal error" not in done.stderr


def test_what_a_person_reads_keeps_the_line_ends_of_the_system_and_what_a_program_reads_has_its_own(monkeypatch):
    for data, ends in ((False, b"a\r\n"), (True, b"a\n")):
        written = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="cp1252", newline="\r\n"))
        say("a\n", None, data=data)
        sys.stdout.flush()
        assert written.getvalue() == ends


@pytest.mark.parametrize(
    "words",
    [["check", "--format", "json"], ["risk"], ["ready", "lecture-night"], ["runbook", "list"], ["export", "json"]],
    ids=" ".join,
)
def test_files_checked_out_with_the_line_ends_of_windows_say_the_same(tmp_path, words):
    there = {}
    for ends in (b"\n", b"\r\n"):
        folder = tmp_path / f"{len(ends)}" / "kb"
        shutil.copytree(ROOT / "examples/lantern", folder)
        for file in folder.rglob("*"):
            if file.is_file():
                file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", ends))
        there[ends] = said(folder, *words)
    assert there[b"\n"].stdout == there[b"\r\n"].stdout != b""


@pytest.mark.parametrize(("obeys", "coloured"), [((1, 1), True), ((1, 0), False), ((0, 1), False)])
def test_a_console_of_windows_is_asked_before_it_is_sent_colours(monkeypatch, obeys, coloured):
    asked = []
    console = SimpleNamespace(
        GetStdHandle=lambda number: number,
        GetConsoleMode=lambda *_: obeys[0],
        SetConsoleMode=lambda handle, mode: asked.append((handle, mode)) or obeys[1],
    )
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=console), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: True))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert options.wants_colour() is coloured
    assert asked == ([(-11, 4)] if obeys[0] else [])


def test_a_path_on_another_drive_does_not_lie_in_the_knowledge_base(base, monkeypatch):
    def relpath(*_):
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", relpath)
    with pytest.raises(UsageError, match="does not lie in the knowledge base"):
        narrow(Session(str(base)), ("architecture",), ())


def test_the_versions_the_package_names_are_those_the_whole_suite_runs_on():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    named = [line.rpartition(" ")[2] for line in project["project"]["classifiers"] if ":: 3." in line]
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))["jobs"]
    assert named == workflow["test"]["strategy"]["matrix"]["python"]
    assert project["project"]["requires-python"] == f">={named[0]}"
    assert set(workflow["wheel"]["strategy"]["matrix"]["python"]) <= set(named)
    for script in ("run", "wheel"):
        assert os.access(ROOT / ".ci" / script, os.X_OK)
