"""Every command in the terminals nobody has tried: a few columns, few characters, a reader who goes, a disk that is full."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kb import testing
from kb.cli.main import COMMANDS
from kb.files.scaffold import files

ROOT = Path(__file__).parents[2]
WORDS = {
    "check": "check .", "demo": "demo --help", "diff": "diff --help", "drift": "drift --help", "explain": "explain load-tested",
    "export": "export mermaid", "graph": "graph checkout", "handover": "handover ann --by 2026-12-31", "import": "import --help",
    "init": "init other --dry-run", "migrate": "migrate --dry-run", "person": "person show ann", "plan": "plan", "ready": "ready friday-sale",
    "risk": "risk --without ann", "runbook": "runbook coverage", "schema": "schema ownership", "site": "site --help", "trend": "trend --help",
    "who": "who checkout", "doctor": "doctor",
}  # fmt: skip
SCRIPT = """\
import os, sys
from kb.cli.main import run
for line in sys.stdin.read().splitlines():
    child = os.fork()
    if not child:
        sys.argv = ["kb", *line.split()]
        run()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(f"{line}: {code}", file=sys.stderr, flush=True)
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("base")
    testing.tree(folder, {path: text for path, text in files().items() if not path.endswith(".json")})
    return folder


def ended(base, out, **env):
    """Run every command; return what was said on standard error, and the exit codes."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], input="\n".join(WORDS.values()), stdout=out, stderr=subprocess.PIPE, text=True,
        cwd=base, env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(base)} | env, timeout=120, check=True,
    )  # fmt: skip
    said = done.stderr
    assert "Traceback" not in said
    assert "Internal error" not in said
    assert "Exception ignored" not in said
    codes = dict(line.rsplit(": ", 1) for line in said.splitlines() if line.rpartition(": ")[0] in WORDS.values())
    assert len(codes) == len(WORDS)
    return said, set(codes.values())


def test_there_is_a_line_for_every_command():
    assert set(WORDS) == set(COMMANDS)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "env",
    [{"COLUMNS": "1"}, {"COLUMNS": "many", "TERM": "dumb"}, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}],
)  # fmt: skip
def test_few_columns_and_few_characters_are_no_fault(base, env):
    assert ended(base, subprocess.DEVNULL, **env)[1] == {"0", "1"}


@pytest.mark.no_cover
def test_a_reader_who_goes_and_a_full_disk_are_met_without_noise(base):
    read, write = os.pipe()
    os.close(read)
    said, codes = ended(base, write)
    os.close(write)
    assert "141" in codes
    assert codes <= {"0", "1", "141"}
    assert "Broken" not in said
    with Path("/dev/full").open("w") as full:
        said, codes = ended(base, full)
    assert codes <= {"0", "2"}
    assert said.count("Error: the answer cannot be written: No space left on device") >= len(WORDS) - 2
