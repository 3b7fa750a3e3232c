"""Every command that writes: one way to show it, to ask, and to say that nothing was written; one rule of exit codes."""

import os
import pty
import signal
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from kb import testing
from kb.cli.changes import diff
from kb.cli.main import COMMANDS, main
from kb.files.editing.changes import Change, new_file

RUN = "restart --kind drill --by ben --started 2026-05-01T10:00Z --ended 2026-05-01T10:30Z --outcome pass --help-taken none --all-steps-ok"
ASKING = {
    "import": "import compose org",
    "init": "init new --from compose --of org",
    "migrate": "migrate",
    "person forget": "person forget ann",
    "runbook new": "runbook new restore-db --for db",
}
"""Commands that ask before they write: they change files people wrote, or draw them up from those of others."""
AT_ONCE = {
    "check": "check --write-baseline",
    "handover": "handover ann --by 2026-07-01 --checklist -o list.md",
    "init": "init new",
    "plan": "plan --tickets -o tickets",
    "ready poll": "ready poll gala --role lead --by ann --say go --value 3 --at 2026-05-30T10:00Z",
    "ready sign": "ready sign gala watch --subject shop --by cyd --value watched --evidence log --at 2026-05-30T10:00Z",
    "ready waive": "ready waive gala watch --subject shop --by ann --reason known --compensating eyes --owner ben --until 2026-06-04 --at 2026-05-30T10:00Z",
    "risk": "risk --write-baseline",
    "runbook bundle": "runbook bundle --event gala -o runbooks.html",
    "runbook log": f"runbook log {RUN}",
    "site write": "site write pages",
}
"""Commands that write at once: what they were given for is to write one thing down, or a folder of what can be made anew."""
FILES = {
    "kb.toml": 'as_of = "2026-06-01"\n',
    "architecture/a.yml": "services: {shop: {tier: 1, needs: [db]}}\ndatastores: {db: {tier: 1}}\n",
    "ownership/a.yml": "people: {ann: {handles: {github: ann}}, ben: {}, cyd: {}}\nknowledge: {shop: {ann: operate, ben: assist}, db: {ben: operate}}\n",
    "runbooks/restart.md": "---\nid: restart\ncomponents: [shop]\nauthors: [ann]\n---\n\n## Steps\n\n### s1 · Go\n\n- do: Go on.\n- expect: It goes.\n",
    "events/gala.yml": "scale: notable\nwindow: {start: 2026-06-05T10:00Z, end: 2026-06-05T12:00Z}\nentry: [shop]\ndecider: ann\nroles: {lead: ann}\n",
    "org/compose.yml": "services:\n  shop: {build: ./shop, depends_on: [cart]}\n  cart: {}\n",
}
PROGRAM = [sys.executable, "-c", "import sys; from kb.cli.main import run; sys.argv[0] = 'kb'; run()"]


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.chdir(testing.tree(tmp_path, FILES))
    return tmp_path


def snapshot(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def kb(*words):
    done = CliRunner().invoke(main, list(words), catch_exceptions=False)
    done.said = " ".join(done.stderr.split())
    return done


def ids(table):
    return [pytest.param(line.split(), id=name) for name, line in table.items()]


def test_no_command_with_a_dry_run_is_missing_here():
    found = set()
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        context = click.Context(command)
        inner = [command] if not isinstance(command, click.Group) else []
        inner += [command.get_command(context, one) for one in getattr(command, "list_commands", lambda _: [])(context)]
        if any(param.name == "dry_run" for one in inner for param in one.params):
            found |= {name} if not isinstance(command, click.Group) or name == "import" else {
                f"{name} {one.name}" for one in inner if any(param.name == "dry_run" for param in one.params)
            }  # fmt: skip
    assert found == {*ASKING, *AT_ONCE}


@pytest.mark.parametrize("words", [*ids(ASKING), *ids(AT_ONCE)])
def test_with_dry_run_nothing_is_written_and_that_is_said_last(root, words):
    if words[0] == "site":
        pytest.importorskip("material")
    before = snapshot(root)
    done = kb(*words, "--dry-run")
    assert done.exit_code == 0, done.output
    assert done.stdout
    assert done.stderr.endswith("Nothing was written (--dry-run).\n")
    assert snapshot(root) == before
    assert max(map(len, done.stderr.splitlines())) <= 80


@pytest.mark.parametrize("words", ids(ASKING))
def test_without_a_terminal_dry_run_is_the_default(root, words):
    before = snapshot(root)
    dry, done = kb(*words, "--dry-run"), kb(*words)
    assert (done.exit_code, done.stdout) == (dry.exit_code, dry.stdout) == (0, dry.stdout)
    assert done.said.endswith(
        "Nothing was written (there is no terminal to ask on, so --dry-run is the default: --yes writes)."
    )
    assert max(map(len, done.stderr.splitlines())) <= 80
    assert snapshot(root) == before


@pytest.mark.parametrize("words", ids(ASKING))
def test_yes_writes_but_not_against_dry_run(root, words):
    before = snapshot(root)
    assert kb(*words, "--yes", "--dry-run").said.endswith("Nothing was written (--dry-run).")
    assert snapshot(root) == before
    done = kb(*words, "--yes")
    assert done.exit_code == 0
    assert "Written" in done.said
    assert snapshot(root) != before


@pytest.mark.parametrize("words", ids(AT_ONCE))
def test_what_was_asked_for_by_name_is_not_asked_again(root, words):
    if words[0] == "site":
        pytest.importorskip("material")
    before = snapshot(root)
    done = kb(*words)
    assert done.exit_code == 0, done.output
    assert "Nothing was written" not in done.said
    assert snapshot(root) != before


@pytest.mark.parametrize(("answer", "code"), [(b"y\n", 0), (b"n\n", 1), (b"\n", 1)], ids=["yes", "no", "nothing"])
@pytest.mark.parametrize("words", ids(ASKING))
def test_on_a_terminal_it_asks(root, words, answer, code):
    before = snapshot(root)
    leader, follower = pty.openpty()
    with subprocess.Popen([*PROGRAM, *words], stdin=follower, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        os.write(leader, answer)
        said = run.communicate(timeout=60)[1].decode()
    os.close(leader)
    os.close(follower)
    assert " file" in said.partition("Write ")[2].partition("? [y/N]")[0]
    assert ("Nothing was written.\n" in said) is (code == 1)
    assert run.returncode == code
    assert (snapshot(root) == before) is (code == 1)


_SLOW = """
import os, sys, time
from kb.cli.main import run

link = os.link

def slow(*paths, **options):
    link(*paths, **options)
    if str(paths[1]).endswith("services.yml"):
        print("half done", flush=True)
        time.sleep(60)

os.link = slow
sys.argv[0] = "kb"
run()
"""


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT], ids=["told to stop", "Ctrl-C"])
def test_who_is_told_to_stop_in_between_leaves_all_as_it_was(root, told):
    before = snapshot(root)
    with subprocess.Popen(
        [sys.executable, "-c", _SLOW, "init", "new"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout.readline() == "half done\n"
        assert (root / "new/kb.toml").is_file()
        run.send_signal(told)
        said = run.communicate(timeout=60)[1]
    assert (run.returncode, said.strip()) == (130, "Interrupted.")
    assert snapshot(root) == before
    assert not (root / "new").exists()


def test_a_diff_tells_new_files_moved_ones_and_lines():
    assert diff([]) == ""
    assert diff([Change("a", "b", "one\n", "two\n"), new_file("c", "x\n"), Change("d", "d", "", "y\x1b[2J\n")]) == (
        "rename from a\nrename to b\n--- a/a\n+++ b/b\n@@ -1 +1 @@\n-one\n+two\n"
        "--- /dev/null\n+++ b/c\n@@ -0,0 +1 @@\n+x\n"
        "--- a/d\n+++ b/d\n@@ -0,0 +1 @@\n+y\\x1b[2J\n"
    )


_KILLED = """
import os, sys
from kb.cli.main import run

replace, seen = os.replace, []

def step(*paths, **options):
    replace(*paths, **options)
    seen.append(1)
    if len(seen) == 1:
        os.kill(os.getpid(), 9)

os.replace = step
sys.argv[0] = "kb"
run()
"""


def test_a_change_that_was_killed_is_told_and_put_back_by_the_next(root):
    before = snapshot(root)
    words = ["person", "forget", "ann", "--yes", "--words"]
    assert subprocess.run([sys.executable, "-c", _KILLED, *words], capture_output=True, check=False).returncode == -9
    cut_off = snapshot(root)
    assert set(cut_off) - set(before) >= {".kb-undo.json"}
    for reading in ("check", "person forget ann --dry-run"):
        assert "A change was cut off half-way: `kb migrate`, or the command that made it" in kb(*reading.split()).said
        assert snapshot(root) == cut_off
    done = kb(*words)
    assert "An earlier change was cut off half-way; first, the files were put back" in done.said
    assert "Written." in done.said
    assert not any(
        "ann" in path or b"ann" in data.replace(b"planned", b"")
        for path, data in snapshot(root).items()
        if not path.startswith("org")
    )
    assert not [path for path in snapshot(root) if path.split("/")[-1].startswith(".")]


@pytest.mark.parametrize("words", ids(ASKING))
def test_with_standard_input_closed_there_is_no_terminal(root, words):
    before = snapshot(root)
    closed = ["sh", "-c", 'exec "$@" <&-', "sh", *PROGRAM, *words]
    done = subprocess.run(closed, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "there is no terminal to ask on" in " ".join(done.stderr.split())
    assert snapshot(root) == before
