"""kb migrate as a user runs it. Today it only writes down which schema the files are of."""

import pytest
from click.testing import CliRunner

from kb.cli.main import main
from kb.files import migration, settings
from kb.files.migrations import Step
from kb.testing import tree

BEFORE = '# Ours.\nas_of = "2026-06-01"\n'
AFTER = '# Ours.\nschema = 1\nas_of = "2026-06-01"\n'


@pytest.fixture
def kb(tmp_path):
    tree(tmp_path, {"kb.toml": BEFORE, "architecture/a.yml": "services: {pay: {}}\n"})

    def run(*words, **options):
        return CliRunner().invoke(main, ["-C", str(tmp_path), "migrate", *words], **options)

    run.file = tmp_path / "kb.toml"
    return run


def test_shows_the_diff_and_writes_nothing(kb):
    done = kb("--dry-run")
    assert done.exit_code == 0
    assert (
        done.stdout == '--- a/kb.toml\n+++ b/kb.toml\n@@ -1,2 +1,3 @@\n # Ours.\n+schema = 1\n as_of = "2026-06-01"\n'
    )
    assert kb.file.read_text() == BEFORE


def test_writes_when_told_to_and_has_nothing_to_do_then(kb):
    done = kb("--yes")
    assert done.exit_code == 0
    assert "Written; `git diff` shows it" in " ".join(done.stderr.split())
    assert kb.file.read_text() == AFTER
    again = kb()
    assert (again.exit_code, again.stdout) == (0, "")
    assert "of schema 1, the newest this kb knows: nothing to do." in again.stderr


def test_a_newer_schema_is_refused_with_a_sentence(kb):
    kb.file.write_text("schema = 9\n")
    done = kb("--yes")
    assert "kb.toml:1:10: these files are of schema 9, and this kb reads up to 1" in str(done.exception)
    assert done.exception.exit_code == 2


def test_the_bases_of_this_repository_say_their_schema(request):
    for folder in (request.config.rootpath, request.config.rootpath / "examples/lantern"):
        assert CliRunner().invoke(main, ["-C", str(folder), "migrate", "--dry-run"]).stdout == ""


def test_a_new_base_says_its_schema(tmp_path):
    CliRunner().invoke(main, ["-C", str(tmp_path), "init"])
    assert "schema = 1\n" in (tmp_path / "kb.toml").read_text()


def test_settings_kept_elsewhere_are_left_to_write_by_hand(tmp_path, monkeypatch):
    monkeypatch.setattr(migration, "SCHEMA", 2)
    monkeypatch.setattr(settings, "SCHEMA", 2)
    monkeypatch.setattr(migration, "steps", lambda: {2: Shout()})
    tree(
        tmp_path,
        {"pyproject.toml": "[tool.kb]\nevidence_days = 90\n", "architecture/a.yml": "# ours\nservices: {pay: {}}\n"},
    )
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "migrate", "--yes"])
    assert done.exit_code == 1
    said = " ".join(done.stderr.split())
    assert "From schema 1 to 2: 1 file. Written; `git diff` shows it" in said
    assert "Now write `schema = 2` under [tool.kb] in pyproject.toml" in said
    assert (tmp_path / "architecture/a.yml").read_text() == "# OURS\nservices: {pay: {}}\n"


class Shout(Step):
    """Schema 2 is louder."""

    def rewrite(self, path, text):
        return text.replace("# ours", "# OURS")
