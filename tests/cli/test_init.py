"""kb init as a user runs it."""

import subprocess

from kb.files.tree import JOURNAL
from tests.cli.till import kb


def test_makes_a_base_that_passes_the_check(tmp_path):
    done = kb(tmp_path, "init", "base")
    assert done.exit_code == 0, done.output
    assert "wrote kb.toml" in done.stdout
    assert "check" in done.stdout
    found = kb(tmp_path / "base", "check", "--fail-on", "warning", "--at", "2026-11-20")
    assert found.exit_code == 0, found.output
    assert "No errors, 1 info" in found.output  # its runbook has never been run, which is true
    assert kb(tmp_path / "base", "risk").exit_code == 0
    assert "ann" in kb(tmp_path / "base", "who", "checkout").stdout


def test_its_event_has_an_answer_one_can_read_and_mend(tmp_path):
    kb(tmp_path, "init", "base")
    assert "kb ready friday-sale" in kb(tmp_path / "base", "ready").stdout.replace("`", "")
    found = kb(tmp_path / "base", "ready", "friday-sale", "--at", "2026-02-01T12:00Z")
    assert found.exit_code == 1
    assert "routine: 1.5 times the typical event" in found.stdout
    assert "NO-GO" in found.stdout
    assert "forecast-stated: 150 / 200 / 300 concurrent" in found.stdout
    assert len(found.stdout.splitlines()) < 70  # a routine event is asked few things: the answer is a page


def test_shows_a_plan_and_writes_nothing(tmp_path):
    done = kb(tmp_path, "init", "--dry-run")
    assert "+++ b/architecture/services.yml" in done.stdout
    assert "+    needs: [orders]" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_never_overwrites(tmp_path):
    kb(tmp_path, "init")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    done = kb(tmp_path, "init")
    assert done.exception.exit_code == 2
    for name in (".kb/schema/", "architecture/", "kb.toml", "ownership/", "runbooks/"):
        assert name in str(done.exception)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_refuses_a_file(tmp_path):
    (tmp_path / "x").write_text("")
    assert "is not a folder" in str(kb(tmp_path, "init", "x").exception)


def test_what_git_is_to_ignore_is_written_unless_it_is_said(tmp_path):
    assert "for your editor; git ignores them\n" in kb(tmp_path, "init", "new").stdout
    lines = ["/build/", "/runbooks/log/.open/", "/.kb/schema/", "/.kb-undo.json", ".*.tmp"]
    assert (tmp_path / "new/.gitignore").read_text().splitlines()[2:] == lines
    (tmp_path / ".gitignore").write_text("*.swp\n/build/\n")
    done = kb(tmp_path, "init")
    assert done.exit_code == 0
    assert "wrote .gitignore" not in done.stdout
    assert ("git ignores them" in done.stdout, "keep them out of git" in done.stdout) == (False, True)
    assert (tmp_path / ".gitignore").read_text() == "*.swp\n/build/\n"
    assert [line.strip() for line in done.stderr.splitlines() if line.startswith("  ")] == lines[1:]


def test_git_does_not_see_what_a_killed_change_leaves(tmp_path):
    kb(tmp_path, "init")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for name in (JOURNAL, f".{JOURNAL}.0123456789ab.tmp", "architecture/.services.yml.0123456789ab.tmp"):
        (tmp_path / name).write_text("old and new")
        assert subprocess.run(["git", "-C", tmp_path, "check-ignore", "-q", name], check=False).returncode == 0, name
