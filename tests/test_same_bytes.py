"""Same files, same bytes: every command, whatever order the sets of this run of Python come in."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kb.cli.main import COMMANDS
from tests.conftest import Repo

ROOT = Path(__file__).parents[1]
SEEDS = ("0", "1", "4711")
LINES = """\
check
check -f json
check -f sarif
check --questions 5
diff HEAD~1
diff HEAD~1 -f json
drift org
drift org -f json
explain bus-factor
explain -f json
export backstage -o out/
export csv -o out/
export dot
export graphml
export json
export json --profile public
export mermaid
graph
graph account-store
handover lt-10 --by 2026-10-30
handover lt-10 --by 2026-10-30 -f json
handover lt-10 --by 2026-10-30 -f ics
import codeowners org --dry-run
import compose org --dry-run
import git . --no-cache --dry-run
init new --from all --of org --dry-run
person forget lt-10 --dry-run
person show lt-10 -f json
plan
plan -f json
plan -f ics
ready lecture-night
ready lecture-night -f json
ready plan lecture-night
risk
risk -f json
risk --full -f json
risk --without lt-10 -f json
risk --event autumn-on-sale
runbook bundle --event lecture-night
runbook coverage
runbook coverage -f json
runbook list -f json
schema
schema architecture
site write pages
trend --no-cache
trend --no-cache -f json
who account-store -f json
""".splitlines()
LEFT_OUT = {"demo": "unpacks files", "doctor": "tells of this machine", "migrate": "has no step yet"}
"""Commands whose output rests on no knowledge base."""
_RUN = """
import json, sys
from pathlib import Path
from click.testing import CliRunner
from kb.cli.main import main

said = {}
for line in json.load(sys.stdin):
    done = CliRunner().invoke(main, line.split())
    made = {str(file): file.read_text() for name in ("out", "pages") for file in sorted(Path(name).rglob("*.*")) if file.is_file()}
    odd = done.exception if not isinstance(done.exception, SystemExit) else None
    said[line] = [done.exit_code, done.stdout, repr(odd) if odd else "", made]
json.dump(said, sys.stdout)
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A copy of the healthy example with a history, and what others know about its services."""
    repo = Repo(tmp_path_factory.mktemp("same"))
    lantern = ROOT / "examples/lantern"
    files = {path.relative_to(lantern).as_posix(): path.read_bytes() for path in lantern.rglob("*") if path.is_file()}
    repo.commit(files, "2026-08-01", "all")
    shop = "services:\n  shop: {depends_on: [db, cart], environment: {A: 'cart:1', B: 'db:2'}}\n  cart: {}\n  db: {}\n"
    others = {"org/compose.yml": shop, "org/CODEOWNERS": "/shop/ @org/one @org/two @ann @ben\n", "org/shop/a.py": "a\n"}
    repo.commit(others, "2026-08-02", "others")
    return repo.folder


@pytest.fixture(scope="module")
def said(place, tmp_path_factory):
    """What every line says, by seed."""
    found = []
    for seed in SEEDS:
        folder = tmp_path_factory.mktemp(f"seed{seed}") / "base"
        shutil.copytree(place, folder)
        run = subprocess.run(
            [sys.executable, "-c", _RUN],
            cwd=folder, input=json.dumps(LINES), env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        found.append(json.loads(run.stdout.replace(json.dumps(str(folder))[1:-1], "BASE")))
    return found


def test_no_command_is_missing_here():
    assert {line.split()[0] for line in LINES} | set(LEFT_OUT) == set(COMMANDS)


@pytest.mark.parametrize("line", LINES)
def test_the_same_bytes_come_out(said, line):
    if line.startswith("site"):
        pytest.importorskip("material")
    code, out, error, made = said[0][line]
    assert (code in (0, 1), error) == (True, "")
    assert re.search(r"\w", out) or made
    for other in said[1:]:
        assert other[line] == said[0][line]
