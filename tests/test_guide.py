"""The guide may not lie: every command line in it runs, and its list of commands is what the program says of itself."""

import importlib
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kb.cli.groups import module_name
from kb.cli.main import COMMANDS, main

GUIDE = Path(__file__).resolve().parents[1] / "site" / "guide"
PAGES = sorted(GUIDE.rglob("*.md"))
LIST = GUIDE / "reference" / "commands.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_PATH = re.compile(r"# ((?:architecture|ownership|events|runbooks)/\S+|mkdocs\.yml)\n")
_FOREIGN = re.compile(r"# (org/\S+)\n")
"""A file of somebody else, which a page imports; it lies beside the knowledge base."""
_NOT_OURS = ("python3", "~/.holdfast/bin/pip", ".")
"""How kb gets onto the path: that needs a package index, so no test runs it."""
PROMISED = {
    "first-knowledge-base": {
        "kb risk --component mailer": "single",
        "kb check --questions 3": "mail-queue",
        "kb risk --without ann": "orphaned",
        "kb who checkout --at 2026-03-03": "drill on 2026-03-02",
        "kb runbook list --at 2026-03-03": "restart-checkout verified",
    },
    "teach-before-it-is-too-late": {
        "kb plan": "What stays open",
        "kb handover p-1 --by 2023-06-30": "What would be lost",
    },
    "keep-it-true": {"kb diff --at 2022-10-01 --to 2023-05-23": "lost their last operator"},
}
"""Per page what the text around a command says one will read."""
_WAITS = ("site serve", "runbook start")
"""Commands that wait for somebody: their words are read, and they are not started."""


def blocks(page):
    return _BLOCK.findall(page.read_text("utf-8"))


def run(words, folder, said):
    """Run one command line in a folder and keep what it said; return the folder to go on in."""
    line, _, comment = words.partition("   #")
    parts = shlex.split(line)
    if parts[0] == "cd":
        return folder / parts[1]
    if parts[0] in _NOT_OURS:
        return folder
    assert parts[0] == "kb", words
    waits = line.removeprefix("kb ").startswith(_WAITS)
    result = CliRunner().invoke(main, ["-C", str(folder), *parts[1:], *(["--help"] if waits else [])])
    expected = int(re.search(r"exits (\d)", comment)[1]) if "exits" in comment else 0
    assert result.exit_code == expected, f"{words}\n{result.output}\n{result.exception}"
    said[line] = " ".join(result.output.split())
    return folder


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "page", [page for page in PAGES if "$ kb" in page.read_text("utf-8")], ids=lambda page: page.stem
)
def test_every_command_line_runs_in_order(page, tmp_path, monkeypatch):
    if "kb site" in page.read_text("utf-8"):
        pytest.importorskip("material")
    folder, said = tmp_path, {}
    for language, text in blocks(page):
        path = _PATH.match(text)
        if language == "yaml" and path:
            (folder / path[1]).write_text(text, "utf-8")
        foreign = _FOREIGN.match(text)
        if foreign and language != "console":
            (tmp_path / foreign[1]).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / foreign[1]).write_text(text.partition("\n")[2], "utf-8")
        for line in text.splitlines() if language == "console" else ():
            assert line.startswith("$ "), line
            monkeypatch.chdir(folder)
            folder = run(line.removeprefix("$ "), folder, said)
    assert said
    for line, words in PROMISED.get(page.stem, {}).items():
        assert words in said[line], line


def test_every_shell_named_is_given_what_completes_kb(tmp_path):
    said = (GUIDE / "tutorial" / "first-knowledge-base.md").read_text("utf-8")
    for shell in ("bash", "zsh", "fish"):
        assert f"{shell}_source" in said
        program = "import sys; sys.argv = ['kb']; from kb.cli.main import run; run()"
        wanted = os.environ | {"_KB_COMPLETE": f"{shell}_source"}
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=tmp_path, env=wanted, capture_output=True, text=True, check=True
        )
        assert "_kb_completion" in done.stdout


def test_every_page_is_a_page_of_one_kind():
    kinds = {page.relative_to(GUIDE).parts[0] for page in PAGES} - {"index.md"}
    assert kinds == {"tutorial", "how-to", "explanation", "reference"}


def test_the_guide_names_every_page_of_its_own():
    said = (GUIDE / "index.md").read_text("utf-8")
    for page in PAGES:
        path = page.relative_to(GUIDE).as_posix()
        assert path == "index.md" or f"]({path})" in said, path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_named_in_the_text_exist(page):
    for words in re.findall(r"`kb ([a-z][a-z -]*)", page.read_text("utf-8")):
        first, *rest = words.split()
        assert first in COMMANDS, words
        group = importlib.import_module(f"kb.cli.{module_name(first)}").command
        if isinstance(group, click.Group) and rest and not rest[0].startswith("-") and first != "ready":
            assert rest[0] in group.list_commands(click.Context(group)), words


# -- the list of commands --------------------------------------------------------------------------------


def helps():
    """Yield every command and the text of its --help, 80 columns wide."""
    yield "kb", main
    for name in sorted(COMMANDS):
        command = importlib.import_module(f"kb.cli.{module_name(name)}").command
        yield f"kb {name}", command
        if isinstance(command, click.Group):
            for inner in command.list_commands(click.Context(command)):
                found = command.get_command(click.Context(command), inner)
                yield f"kb {name} {inner}", found


def listed():
    parts = [
        "---\ntitle: Commands\nsearch: {boost: 0.6}\n---\n\n# Commands\n",
        (
            "What each says of itself with `--help`. Exit codes: 0 done, 1 findings or NO-GO, 2 usage or faults in the files, 3 nothing\n"
            "here, 70 a fault of kb, 130 interrupted. Data goes to standard output, messages to standard error.\n"
            "\n"
            "What changes files shows the diff first. With `--dry-run` it ends there; on a terminal it asks; without one it ends there\n"
            "too, with the same exit code, unless `--yes` answers beforehand. A *no* ends with 1. What is asked for by name is not asked\n"
            "about: a record, a paper, a baseline, the file of `-o`.\n"
        ),
    ]
    for name, command in helps():
        command._help_option = None  # click keeps the one of whoever asked first, in whatever context
        context = click.Context(
            command, info_name=name, terminal_width=80, max_content_width=80, help_option_names=["-h", "--help"]
        )
        parts.append(f"## {name}\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(parts)


def test_the_list_of_commands_is_what_they_say_of_themselves():
    if os.environ.get("UPDATE_EXPECTED"):
        LIST.write_text(listed(), "utf-8")
    assert LIST.read_text("utf-8") == listed(), f"UPDATE_EXPECTED=1 pytest {Path(__file__).name} writes it anew"
