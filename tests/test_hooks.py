"""The hooks of .pre-commit-hooks.yaml: what they look at, that their entries run, and how long that takes."""

import re
import resource
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from kb.cli.main import main
from kb.model.finding import BASELINE
from kb.testing import tree

ROOT = Path(__file__).parent.parent
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
BASE = {
    "architecture/a.yml": "services:\n  pay: {tier: 0, needs: none}\n",
    "ownership/a.yml": "people: {ann: {}, bob: {}}\nknowledge: {pay: {ann: operate, bob: operate}}\n",
}


def run(hook, folder):
    """Run the entry of a hook as pre-commit does: split into words, without file names, in the repository."""
    command, *words = shlex.split(HOOKS[hook]["entry"])
    assert command == "kb"
    program = [sys.executable, "-c", "from kb.cli.main import run; run()", *words]
    return subprocess.run(
        program, cwd=folder, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_looks_at_the_whole_once(hook):
    keys = HOOKS[hook]
    assert keys["pass_filenames"] is False  # a fault in one file shows in another
    assert keys["require_serial"] is True
    assert keys["language"] == "python"
    assert keys["description"].endswith(".")


@pytest.mark.parametrize(
    ("path", "starts"),
    [
        ("kb.toml", True), ("ops/kb.toml", True), ("kb-baseline.toml", True), ("architecture/a/b.yml", True), ("runbooks/x.md", True),
        ("events/e/sign.yaml", True), ("ops/ownership/a.yml", True), ("README.md", False), ("docs/architecture.md", False), ("src/architecture/x.py", False),
    ],
)  # fmt: skip
def test_only_files_of_a_knowledge_base_start_it(path, starts):
    for hook in HOOKS.values():
        assert bool(re.search(hook["files"], path)) is starts


def test_checking_finds_errors_and_nothing_else(tmp_path):
    assert run("kb-check", tree(tmp_path, BASE)).returncode == 0
    done = run("kb-check", tree(tmp_path, {"architecture/a.yml": "services:\n  pay: {teir: 0}\n"}))
    assert done.returncode == 1
    assert "architecture/a.yml:2:9: error: `teir`" in done.stdout


def test_risk_fails_where_a_component_has_come_to_stand_worse(tmp_path):
    assert "kb risk --write-baseline" in run("kb-risk", tree(tmp_path, BASE)).stderr
    assert CliRunner().invoke(main, ["-C", str(tmp_path), "risk", "--write-baseline"]).exit_code == 0
    assert (tmp_path / BASELINE).is_file()
    assert run("kb-risk", tmp_path).returncode == 0
    done = run("kb-risk", tree(tmp_path, {"ownership/a.yml": BASE["ownership/a.yml"].replace(", bob: operate", "")}))
    assert (done.returncode, "pay" in done.stdout) == (1, True)


def test_the_example_is_checked_in_less_than_a_second_of_work():
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert run("kb-check", ROOT / "examples/lantern").returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1


def test_the_page_names_hooks_that_exist():
    text = (ROOT / "docs/ci.md").read_text("utf-8")
    block = re.search(r"```yaml\n# \.pre-commit-config\.yaml\n(.*?)```", text, re.DOTALL)[1]
    assert {hook["id"] for repo in yaml.safe_load(block)["repos"] for hook in repo["hooks"]} == set(HOOKS)


COMMANDS = sorted(
    set(
        re.findall(
            r"(?:^\$ |- |`)(kb (?:check|diff|risk) [^`#\n]*?)(?: +#.*)?(?:`|$)",
            (ROOT / "docs/ci.md").read_text("utf-8"),
            re.MULTILINE,
        )
    )
)


@pytest.mark.parametrize("command", [item.strip() for item in COMMANDS])
def test_every_command_of_the_page_is_one(command):
    """Its options exist: a wrong one is refused before anything is read."""
    words = shlex.split(command.replace("$CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD"))[1:]
    done = CliRunner().invoke(main, [*words, "--help"])
    assert done.exit_code == 0, done.output
    options = re.findall(r"(--[a-z-]+)", done.output)
    assert {word for word in words if word.startswith("--")} <= set(options)


def test_the_page_shows_commands():
    assert len(COMMANDS) > 8
