"""The command line as a process: exit codes, odd surroundings, hostile arguments."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KB = [sys.executable, "-c", "from kb.cli.main import run; run()"]


def kb(*words, cwd=ROOT, env=None, **options):
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    return subprocess.run(
        [*KB, *words],
        cwd=cwd,
        env=surroundings,
        capture_output="stdout" not in options,
        text=True,
        timeout=60,
        **options,
    )


def test_help_and_version_need_no_knowledge_base(tmp_path):
    assert kb("--help", cwd=tmp_path).returncode == 0
    assert kb("--version", cwd=tmp_path).stdout.startswith("kb, version ")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("chek",), 2, "No such command 'chek'. Did you mean 'check'?"),
        (("risk", "--bogus"), 2, "No such option '--bogus'"),
        (("-C", "nowhere", "risk"), 2, "is not a folder"),
        (("-C", "/", "risk"), 3, "no knowledge base in / or above it; `kb init` makes one, `kb demo` shows one"),
        (("who", "nobody-knows"), 2, "there is no component, alert, title or alias `nobody-knows`"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words, code, sentence):
    done = kb(*words)
    assert (done.returncode, done.stdout) == (code, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("who", "\x1b[31mx\n::error::pwn"),
        ("\x1b[31mx",),
        ("explain", "\u202ex\n::warning::y"),
        ("-C", "\x1b]0;x", "risk"),
    ],
)
def test_arguments_are_made_harmless(words):
    done = kb(*words)
    assert done.returncode == 2
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr
    assert not any(line.startswith("::") for line in done.stderr.splitlines())


def test_bytes_that_are_no_text_are_named_and_not_written():
    words = ("poll", "lecture-night", "--role", "comms", "--by", "lt-10", "--say", "go", "--at", "2026-09-14T12:00Z")
    done = kb("ready", *words, "--value", b"3 texts are r\xe9ady", "--dry-run", cwd=ROOT / "examples" / "lantern")
    assert (done.returncode, done.stdout) == (2, "")
    assert 'not UTF-8:   value: "3 texts are r\\xe9; nothing can be written of it' in done.stderr


def test_a_full_disk_is_said():
    with Path("/dev/full").open("w") as full:
        done = kb("risk", stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr == "Error: the answer cannot be written: No space left on device\n"


def test_an_encoding_that_knows_few_characters_is_no_fault():
    done = kb("risk", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert done.returncode == 0
    assert done.stdout.startswith("Risk: ")


def test_a_folder_that_is_gone(tmp_path):
    (tmp_path / "gone").mkdir()
    script = f"rmdir ../gone; exec {KB[0]} -c '{KB[2]}' risk"
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=tmp_path / "gone",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stderr == "Error: . cannot be looked at: No such file or directory\n"


@pytest.mark.parametrize("epoch", ["²", "99999999999999999", "9" * 5000, "soon"])
def test_a_clock_that_is_none(tmp_path, epoch):
    (tmp_path / "architecture").mkdir()
    (tmp_path / "architecture/a.yml").write_text("services: {pay: {}}\n")
    done = kb("risk", cwd=tmp_path, env={"SOURCE_DATE_EPOCH": epoch})
    assert (done.returncode, done.stderr) == (2, "Error: SOURCE_DATE_EPOCH is not a number of seconds since 1970\n")


def test_the_clock_of_a_build_that_must_repeat(tmp_path):
    (tmp_path / "architecture").mkdir()
    (tmp_path / "architecture/a.yml").write_text("services: {pay: {}}\n")
    assert "At 1970-01-02 00:00 UTC (now;" in kb("risk", cwd=tmp_path, env={"SOURCE_DATE_EPOCH": "86400"}).stdout


def test_a_long_list_of_faults_is_cut(tmp_path):
    (tmp_path / "architecture").mkdir()
    lines = "".join(f"  s{number}: {{ownr: x}}\n" for number in range(60))
    (tmp_path / "architecture/a.yml").write_text(f"services:\n{lines}")
    done = kb("risk", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == "Error: the files have 60 faults; `kb check` shows them in full:"
    assert done.stderr.splitlines()[-1] == "  ... and 40 more"


def test_plain_commands_import_nothing_heavy():
    """Start-up is a feature: networkx and Markdown are for those who ask for them."""
    for words in (("--help",), ("check",), ("risk",)):
        code = f"import sys; sys.argv = ['kb', '-C', {str(ROOT)!r}, *{words!r}]\nfrom kb.cli.main import main\ntry: main.main(standalone_mode=False)\nfinally: sys.stderr.write(' '.join(sys.modules))"
        done = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
        )
        heavy = {"networkx", "markdown_it", "graphviz", "numpy", "rich", "jsonschema"} & {
            name.partition(".")[0] for name in done.stderr.split()
        }
        assert heavy == set(), words
        if words == ("--help",):
            assert "yaml" not in done.stderr.split()
