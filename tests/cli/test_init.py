"""kb init as a user runs it."""

from click.testing import CliRunner

from kb.cli.main import main


def kb(folder, *words):
    return CliRunner().invoke(main, ["-C", str(folder), *words])


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
    kb(tmp_path, "init", "new")
    assert {"/build/", "/runbooks/log/.open/", "/.kb/schema/"} <= set(
        (tmp_path / "new/.gitignore").read_text().splitlines()
    )
    (tmp_path / ".gitignore").write_text("*.swp\n")
    done = kb(tmp_path, "init")
    assert done.exit_code == 0
    assert "wrote .gitignore" not in done.stdout
    assert (tmp_path / ".gitignore").read_text() == "*.swp\n"
