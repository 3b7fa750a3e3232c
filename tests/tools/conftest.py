"""A pull request as CI meets it: a shallow clone of its merge, files for outputs, and a `gh` that only writes down."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kb.testing import tree

ROOT = Path(__file__).parents[2]
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0",
    "GIT_AUTHOR_NAME": "ann", "GIT_AUTHOR_EMAIL": "ann@example.org", "GIT_AUTHOR_DATE": "2026-06-01T10:00:00Z",
    "GIT_COMMITTER_NAME": "ann", "GIT_COMMITTER_EMAIL": "ann@example.org", "GIT_COMMITTER_DATE": "2026-06-01T10:00:00Z",
}  # fmt: skip
GH = """\
#!{python}
# Stands in for GitHub's program: writes down what it is asked, answers from a file, or refuses.
import json, os, sys
body = next((open(item[6:], encoding="utf-8").read() for item in sys.argv if item.startswith("body=@")), None)
with open({calls!r}, "a", encoding="utf-8") as file:
    file.write(json.dumps({{"argv": sys.argv[1:], "body": body, "mark": os.environ.get("KB_MARK")}}) + "\\n")
if os.path.exists({refuses!r}):
    sys.exit("HTTP 403: Resource not accessible by integration\\n::error::not a command\\n##[error]nor this")
if body is None and os.path.exists({answers!r}):
    import subprocess
    program = sys.argv[sys.argv.index("--jq") + 1].replace("env.", "$ENV.")
    sys.exit(subprocess.run(["jq", "-r", program, {answers!r}]).returncode)
"""


class Runner:
    """A machine of CI: a folder for its files, a PATH with `kb` and `gh`, and the event it was started for."""

    def __init__(self, folder):
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir(parents=True)
        self.calls, self.answers, self.refuses = (folder / name for name in ("calls", "answers.json", "refuses"))
        names = {name: str(getattr(self, name)) for name in ("calls", "answers", "refuses")}
        self.program("gh", GH.format(python=sys.executable, **names))
        self.program("kb", f"#!/bin/sh\nexec {sys.executable} -c 'from kb.cli.main import run; run()' \"$@\"\n")
        for name in ("output", "summary"):
            (folder / name).write_text("")
        self.event = {"pull_request": {"number": 7, "title": "t", "base": {"ref": "main"}, "head": {"ref": "x"}}}

    def program(self, name, text):
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def run(self, script, cwd, **settings):
        """Run a script of `tools/` as a step of a workflow; return what it printed, and its exit code."""
        (self.folder / "event.json").write_text(json.dumps(self.event))
        env = GIT | {
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}", "HOME": str(self.folder), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8",
            "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "GITHUB_OUTPUT": str(self.folder / "output"), "GITHUB_STEP_SUMMARY": str(self.folder / "summary"), "GITHUB_REPOSITORY": "o/r",
        } | settings  # fmt: skip
        return subprocess.run(
            [ROOT / "tools" / script],
            cwd=cwd,
            env={key: value for key, value in env.items() if value is not None},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def summary(self):
        return (self.folder / "summary").read_text("utf-8")

    @property
    def outputs(self):
        """Read the file of outputs as the runner does: `name=value`, or `name<<end` and lines up to that end."""
        found, lines = {}, iter((self.folder / "output").read_text("utf-8").split("\n"))
        for line in lines:
            name, mark, end = line.partition("<<")
            if mark and "=" not in name:
                value = []
                for inner in lines:
                    if inner == end:
                        break
                    value.append(inner)
                found[name] = "\n".join(value)
            elif line:
                found[line.partition("=")[0]] = line.partition("=")[2]
        return found

    @property
    def asked(self):
        return [json.loads(line) for line in self.calls.read_text("utf-8").splitlines()] if self.calls.exists() else []


@pytest.fixture
def runner(tmp_path):
    return Runner(tmp_path / "runner")


def git(cwd, *words):
    done = subprocess.run(["git", *words], cwd=cwd, env=os.environ | GIT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def pull_request(tmp_path):
    """Make a repository with two versions of a base, and return the checkout of their merge, as shallow as CI has it."""

    def make(before, after, *, branch="change", depth=2):
        origin = tree(tmp_path / "origin", before)
        git(origin, "init", "--quiet", "--initial-branch", "main")
        git(origin, "add", "--all")
        git(origin, "commit", "--quiet", "-m", "before")
        git(origin, "checkout", "--quiet", "-b", branch)
        for path in before.keys() - after.keys():
            (origin / path).unlink()
        tree(origin, after)
        git(origin, "add", "--all")
        git(origin, "commit", "--quiet", "-m", "::error::after")
        git(origin, "checkout", "--quiet", "main")
        git(origin, "commit", "--quiet", "--allow-empty", "-m", "meanwhile")
        git(origin, "merge", "--quiet", "--no-ff", "-m", "merge", branch)
        here = tmp_path / "checkout"
        git(tmp_path, "clone", "--quiet", "--depth", str(depth), origin.as_uri(), str(here))
        return here

    return make
