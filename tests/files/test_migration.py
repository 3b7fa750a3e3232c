"""Lifting files to a newer schema. There is no step yet, so a synthetic one proves what every step can rely on."""

import os
import re
import shutil
from pathlib import Path

import pytest

from kb import plugs
from kb.errors import KbError
from kb.files import migration, migrations, settings
from kb.files.editing.changes import write_together
from kb.files.load import load
from kb.files.migration import plan
from kb.files.migrations import Step
from kb.model.settings import SCHEMA
from kb.testing import tree

FIXTURES = Path(__file__).parents[1] / "fixtures"

OLD = {
    "kb.toml": '# The settings of the shop.\nas_of = "2026-06-01" # a fixed date\n\n[rules.tier-known]\n',
    "architecture/a.yml": (
        "# what stands on what\r\nservices:\r\n  # the money\r\n"
        "  pay: {depends: [ledger], 'tier': 0} # depends: on one\r\n"
        "  ledger:\r\n    tier: 1   # odd   spaces\r\n    depends: none\r\n"
    ),
    "ownership/a.yml": 'people:\n  ann: {}\nknowledge:\n  pay: {ann: runs} # runs it\n  ledger: {ann: {level: "runs", by: drill, last: 2026-05-01}}\n',
    "runbooks/restart.md": "\ufeff---\nid: restart\ncomponents: [pay]\nfor: ann # gone in 2\n---\n\n## Steps\n\nfor: this stays\n",
}  # fmt: skip
NEW = {
    "kb.toml": '# The settings of the shop.\nschema = 2\nas_of = "2026-06-01" # a fixed date\n\n[rules.tier-known]\n',
    "architecture/a.yml": OLD["architecture/a.yml"].replace("{depends", "{needs").replace("    depends", "    needs"),
    "ownership/a.yml": OLD["ownership/a.yml"].replace("ann: runs", "ann: operate").replace('"runs"', '"operate"'),
    "runbooks/restart.md": OLD["runbooks/restart.md"].replace("for: ann # gone in 2\n", ""),
}


class ToTwo(Step):
    """Schema 1 called `needs` `depends`, `operate` `runs`, and runbooks were written for someone."""

    def rewrite(self, path, text):
        text = re.sub(r"\bdepends(?=: [\[n])", "needs", text)
        text = re.sub(r"\bruns(?=[\"}])", "operate", text)
        return re.sub(r"(?m)^for: .*# gone in 2\n", "", text) if path.startswith("runbooks/") else text


@pytest.fixture
def two(monkeypatch):
    """A kb that knows schema 2."""
    monkeypatch.setattr(migration, "SCHEMA", 2)
    monkeypatch.setattr(settings, "SCHEMA", 2)
    monkeypatch.setattr(settings.SETTINGS.keys["schema"], "maximum", 2)
    monkeypatch.setattr(migration, "steps", lambda: {2: ToTwo()})


def texts(root):
    return {file.relative_to(root).as_posix(): file.read_bytes().decode() for file in root.rglob("*") if file.is_file()}


def test_every_schema_has_its_step_and_each_step_its_test():
    names = plugs.names(migrations)
    assert names == sorted(f"to-{number}" for number in range(2, SCHEMA + 1))
    assert sorted(migration.steps()) == list(range(2, SCHEMA + 1))
    for name in names:
        assert (Path(__file__).parent / f"migrations/test_{name.replace('-', '_')}.py").is_file()


@pytest.mark.parametrize("folder", sorted(FIXTURES.glob("schema-*")), ids=lambda folder: folder.name)
def test_the_files_of_every_release_load_or_can_be_lifted(folder, tmp_path):
    root = shutil.copytree(folder, tmp_path / "base")
    assert load(root).files > 20
    write_together(root, plan(root).changes)
    assert load(root).findings == ()
    assert plan(root).changes == ()


def test_there_is_a_fixture_of_every_schema():
    assert {folder.name for folder in FIXTURES.glob("schema-*")} >= {
        f"schema-{number}" for number in range(1, SCHEMA + 1)
    }


def test_comments_order_quotes_and_line_ends_are_kept(tmp_path, two):
    found = plan(tree(tmp_path, OLD))
    assert (found.before, found.after, found.by_hand) == (1, 2, False)
    assert [change.path for change in found.changes][-1] == "kb.toml"
    assert texts(tmp_path) == OLD  # a plan writes nothing
    write_together(tmp_path, found.changes)
    assert texts(tmp_path) == NEW
    assert load(tmp_path).findings == ()


def test_done_twice_it_does_what_it_does_once(tmp_path, two):
    write_together(tmp_path, plan(tree(tmp_path, OLD)).changes)
    assert plan(tmp_path).changes == ()
    for path, text in NEW.items():
        assert ToTwo().rewrite(path, text) == text


@pytest.mark.parametrize("done", range(len(OLD)))
def test_a_run_that_was_cut_off_is_finished_by_the_next(tmp_path, two, done):
    order = [change.path for change in plan(tree(tmp_path, OLD)).changes]
    tree(tmp_path, {path: NEW[path] for path in order[:done]})
    write_together(tmp_path, plan(tmp_path).changes)
    assert texts(tmp_path) == NEW


def test_when_one_file_cannot_be_written_none_is(tmp_path, two, monkeypatch):
    found = plan(tree(tmp_path, OLD))
    replace, calls = os.replace, []

    def third_fails(*paths):
        calls.append(paths)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        replace(*paths)

    monkeypatch.setattr("os.replace", third_fails)
    with pytest.raises(KbError, match="nothing was changed"):
        write_together(tmp_path, found.changes)
    assert texts(tmp_path) == OLD


def test_what_would_have_faults_afterwards_is_refused(tmp_path, two):
    tree(tmp_path, OLD | {"architecture/b.yml": "services:\n  mail: {depends: [nowhere]}\n  web: {teir: 1}\n"})
    with pytest.raises(KbError, match=r"(?s)cannot be lifted by kb alone.*b.yml:2.*nowhere.*b.yml:3.*teir"):
        plan(tmp_path)
    assert texts(tmp_path).keys() == OLD.keys() | {"architecture/b.yml"}


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2\n", "a: !!python/name:os.system x\n", "\ta: 1\n", "&a [*a]\n"])
def test_what_cannot_be_read_for_certain_is_not_rewritten(tmp_path, two, text):
    with pytest.raises(
        KbError, match=r"nothing was changed: .* before these faults are mended:\n  architecture/b.yml:"
    ):
        plan(tree(tmp_path, OLD | {"architecture/b.yml": text}))


def test_a_newer_schema_is_refused_and_nothing_else_is_read(tmp_path):
    tree(tmp_path, {"kb.toml": "schema = 2\nnonsense = 1\n", "architecture/a.yml": "servicez: 1\n"})
    (fault,) = load(tmp_path).findings
    assert (fault.rule, fault.source[1:]) == ("newer-schema", (1, 10))
    assert fault.message == "these files are of schema 2, and this kb reads up to 1: nothing else was read"
    with pytest.raises(KbError, match="schema 2"):
        plan(tmp_path)


@pytest.mark.parametrize("written", ["0", "-1", "1.0", "true", '"1"'])
def test_a_schema_that_never_was_is_a_fault(tmp_path, written):
    (fault,) = load(tree(tmp_path, {"kb.toml": f"schema = {written}\n"})).findings
    assert fault.rule == "wrong-type"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "schema = 1\n"),
        ("# only this", "# only this\nschema = 1\n"),
        ("#:schema ./x.json\n\n# About us\r\n", "#:schema ./x.json\n\n# About us\r\nschema = 1\r\n"),
        ("[rules.x]\nschema = 7\n", "schema = 1\n[rules.x]\nschema = 7\n"),
        ("a = 1\n  schema  =  1 # ours\n[x]\n", "a = 1\nschema = 1 # ours\n[x]\n"),
        ("\ufeffas_of = 1\n", "\ufeffschema = 1\nas_of = 1\n"),
    ],
)
def test_where_the_schema_is_written(before, after):
    assert migration._stamped(before, 1) == after


def test_settings_elsewhere_are_left_to_their_owner(tmp_path, two):
    files = {path: text for path, text in OLD.items() if path != "kb.toml"} | {
        "pyproject.toml": "[tool.kb]\nevidence_days = 90\n"
    }
    found = plan(tree(tmp_path, files))
    write_together(tmp_path, found.changes)
    assert found.by_hand
    assert texts(tmp_path) == {path: NEW[path] for path in files if path in NEW} | {
        "pyproject.toml": files["pyproject.toml"]
    }


def test_without_settings_they_are_made_when_something_changes(tmp_path, two):
    files = {path: text for path, text in OLD.items() if path != "kb.toml"} | {
        "pyproject.toml": "[project]\nname = 'x'\n"
    }
    write_together(tmp_path, plan(tree(tmp_path, files)).changes)
    assert (tmp_path / "kb.toml").read_text() == "schema = 2\n"


def test_settings_made_for_it_go_again_when_it_fails(tmp_path, two, monkeypatch):
    files = {path: text for path, text in OLD.items() if path != "kb.toml"}
    found = plan(tree(tmp_path, files))
    (tmp_path / "architecture/a.yml").write_text("changed: meanwhile\n")
    with pytest.raises(KbError, match="no longer what it was"):
        write_together(tmp_path, found.changes)
    assert not (tmp_path / "kb.toml").exists()


def test_without_settings_and_without_a_change_none_are_made(tmp_path):
    assert plan(tree(tmp_path, {"architecture/a.yml": "services: {pay: {}}\n"})).changes == ()
