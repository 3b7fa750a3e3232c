"""Whoever is killed half-way is put back, and a journal that somebody else wrote does no harm."""

import json
import os
import subprocess
import sys

import pytest

from kb.errors import KbError
from kb.files.editing.changes import Change, new_file, put_back, write_together
from kb.files.tree import JOURNAL
from kb.testing import tree

OLD = {"ownership/a.yml": "a: 1\n", "runbooks/log/old.yml": "b: 1\n"}
CHANGES = (
    Change("ownership/a.yml", "ownership/a.yml", "a: 1\n", "a: 2\n"),
    Change("runbooks/log/old.yml", "runbooks/log/new.yml", "b: 1\n", "b: 2\n"),
    new_file("architecture/deep/c.yml", "c: 1\n"),
    new_file(".kb/schema/x.json", "{}\n"),
)
KILLED = """
import os, pathlib, sys
from kb.files.editing.changes import write_together
from tests.files.editing.test_journal import CHANGES

steps = []
for name in ("replace", "link", "unlink", "mkdir"):
    def step(*given, do=getattr(os, name), **more):
        do(*given, **more)
        steps.append(1)
        if len(steps) == int(sys.argv[2]):
            os.kill(os.getpid(), 9)
    setattr(os, name, step)
write_together(pathlib.Path(sys.argv[1]), CHANGES)
print(len(steps))
"""


def there(root):
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8") if path.is_file() else None
        for path in root.rglob("*")
    }


def killed(root, step):
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(root), str(step)], capture_output=True, text=True, check=False, timeout=60
    )


def test_killed_after_any_step_it_is_put_back_and_can_be_made_again(tmp_path):
    last = int(killed(tree(tmp_path / "whole", OLD), 0).stdout)
    assert last >= 10
    for step in range(1, last):
        root = tree(tmp_path / str(step), OLD)
        before = there(root)
        assert killed(root, step).returncode == -9
        assert put_back(root) in ([], None)
        assert {path: text for path, text in there(root).items() if not path.endswith(".tmp")} == before
        write_together(root, CHANGES)
        assert there(root) == there(tmp_path / "whole"), step


def journal(root, *rows, folders=()):
    (root / JOURNAL).write_text(json.dumps({"rows": rows, "folders": folders}), "utf-8")
    return root


def test_what_was_changed_since_is_left_alone_and_named(tmp_path):
    tree(tmp_path, {"ownership/a.yml": "mine\n", "architecture/deep/c.yml": "mine, too\n"})
    before = there(tmp_path)
    assert put_back(journal(tmp_path, *CHANGES)) == ["ownership/a.yml"]
    assert there(tmp_path) == before


@pytest.mark.parametrize("path", [
    ".git/config", "../out.yml", "ownership/../../out.yml", "/etc/out.yml", "ownership/.hidden", "out.yml", "ownership//a.yml", "linked/a.yml", "events/a.yml",
])  # fmt: skip
def test_a_journal_names_only_files_that_kb_writes(tmp_path, path):
    root = tree(tmp_path / "root", {"kb.toml": ""})
    outside = tree(tmp_path / "outside", {"a.yml": "new\n"})
    for link in ("linked", "events"):
        (root / link).symlink_to(outside)
    rows = [[path, path, "old\n", "new\n"], [path, path, None, "new\n"], ["architecture/x.yml", path, "old\n", "new\n"]]
    for row in rows:
        assert put_back(journal(root, row, folders=["..", "/tmp", "linked"])) == [row[0]]
    assert there(outside) == {"a.yml": "new\n"}
    assert sorted(item.name for item in tmp_path.iterdir()) == ["outside", "root"]
    assert sorted(item.name for item in root.iterdir()) == ["events", "kb.toml", "linked"]


def test_a_hidden_file_is_taken_away_but_never_given_a_text(tmp_path):
    tree(tmp_path, {".gitignore": "new\n"})
    assert put_back(journal(tmp_path, [".gitignore", ".gitignore", "old\n", "new\n"])) == [".gitignore"]
    assert there(tmp_path) == {".gitignore": "new\n"}
    assert put_back(journal(tmp_path, [".gitignore", ".gitignore", None, "new\n"])) == []
    assert there(tmp_path) == {}


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"rows": [[1, 2, 3, 4]], "folders": []}',
        b'{"rows": [["a"]], "folders": []}',
        b'{"rows": [["events/a.yml", "events/a.yml", "", "\\ud800"]], "folders": []}',
        b'{"rows": [["events/\\ud800", "events/a.yml", null, ""]], "folders": []}',
    ],
)
def test_a_journal_that_kb_did_not_write_is_said(tmp_path, text):
    (tmp_path / JOURNAL).write_bytes(text)
    with pytest.raises(KbError, match=r"\.kb-undo\.json is not what kb writes; look at `git status`, and remove it"):
        put_back(tmp_path)
    with pytest.raises(KbError, match="an earlier change was cut off half-way"):
        write_together(tmp_path, [new_file("kb.toml", "")])
    assert [item.name for item in tmp_path.iterdir()] == [JOURNAL]


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_a_journal_is_neither_a_link_nor_waited_for(tmp_path, kind):
    path = tmp_path / JOURNAL
    {"link": lambda: path.symlink_to("/etc/hostname"), "pipe": lambda: os.mkfifo(path), "folder": path.mkdir}[kind]()
    with pytest.raises(KbError, match="is not what kb writes"):
        put_back(tmp_path)


def test_only_who_wrote_it_can_read_it(tmp_path, monkeypatch):
    seen = []
    link = os.link

    def look(temporary, path):
        link(temporary, path)
        seen.append((path.name, path.stat().st_mode & 0o777))

    monkeypatch.setattr(os, "link", look)
    write_together(tmp_path, [new_file("kb.toml", "")])
    assert seen[0] == (JOURNAL, 0o600)
    assert there(tmp_path) == {"kb.toml": ""}
