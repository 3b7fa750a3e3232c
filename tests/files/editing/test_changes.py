"""Several files at once: all of them or none, whatever fails, and nothing of somebody else's is ever touched."""

import os

import pytest

from kb.errors import KbError
from kb.files.editing.changes import Change, new_file, write_together
from kb.testing import tree

OLD = {"a.yml": "a: 1\n", "b/old.yml": "b: 1\n"}
CHANGES = (
    Change("a.yml", "a.yml", "a: 1\n", "a: 2\n"),
    Change("b/old.yml", "c/d/new.yml", "b: 1\n", "b: 2\n"),
    new_file("e/f/g.yml", "g: 1\n"),
    new_file("h.yml", ""),
)
NEW = {"a.yml": "a: 2\n", "c/d/new.yml": "b: 2\n", "e/f/g.yml": "g: 1\n", "h.yml": ""}


def there(root):
    """Return what lies below a folder: files with their text, and folders."""
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8") if path.is_file() else None
        for path in root.rglob("*")
    }


def test_files_change_move_and_come_to_be_with_their_folders(tmp_path):
    write_together(tree(tmp_path, OLD), CHANGES)
    assert {path: text for path, text in there(tmp_path).items() if text is not None} == NEW


def test_who_may_read_a_file_stays_as_it_was(tmp_path):
    tree(tmp_path, OLD)
    (tmp_path / "a.yml").chmod(0o640)
    write_together(tmp_path, CHANGES)
    assert (tmp_path / "a.yml").stat().st_mode & 0o777 == 0o640
    (tmp_path / "any").write_text("", "utf-8")
    assert (tmp_path / "h.yml").stat().st_mode == (tmp_path / "any").stat().st_mode


STEPS = [
    ("replace", "a.yml"),
    ("link", "c/d/new.yml"),
    ("unlink", "b/old.yml"),
    ("link", "e/f/g.yml"),
    ("link", "h.yml"),
]


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "stopped"]
)
@pytest.mark.parametrize("behind", [False, True], ids=["before", "behind"])
@pytest.mark.parametrize("step", STEPS, ids=" ".join)
def test_when_a_step_fails_or_is_interrupted_everything_is_as_it_was(tmp_path, monkeypatch, step, behind, error):
    before = there(tree(tmp_path, OLD))
    name, path = step
    do = getattr(os, name)
    hit = []

    def stop(*paths, **options):
        meant = str(paths[-1]) == str(tmp_path / path) and len(hit) < 2
        if meant:
            hit.append(path)
            if name == "link":
                monkeypatch.setattr(os, "rename", stop)  # which stands in for it
        if not meant or behind:
            do(*paths, **options)
        if meant:
            raise error

    monkeypatch.setattr(os, name, stop)
    with pytest.raises(KbError if isinstance(error, OSError) else KeyboardInterrupt):
        write_together(tmp_path, CHANGES)
    if hit or name != "unlink":  # Path.unlink may not ask os.unlink by name
        assert there(tmp_path) == before


def test_where_files_cannot_be_linked_new_ones_come_to_be_all_the_same(tmp_path, monkeypatch):
    def no_links(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    write_together(tree(tmp_path, OLD), CHANGES)
    assert {path: text for path, text in there(tmp_path).items() if text is not None} == NEW


def test_what_is_there_already_is_not_written_over(tmp_path):
    before = there(tree(tmp_path, OLD | {"e/f/g.yml": "theirs\n"}))
    with pytest.raises(KbError, match=r"nothing was changed: there is a file e/f/g\.yml already"):
        write_together(tmp_path, CHANGES)
    assert there(tmp_path) == before


@pytest.mark.parametrize("text", ["theirs\n", "g: 1\n"], ids=["other", "the same"])
def test_a_file_that_comes_at_the_last_moment_stays_and_all_else_is_as_it_was(tmp_path, monkeypatch, text):
    tree(tmp_path, OLD)
    link = os.link

    def late(temporary, path):
        if str(path).endswith("g.yml") and not path.exists():
            path.write_text(text, "utf-8")
        link(temporary, path)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(KbError, match=r"nothing was changed: e/f/g\.yml cannot be written"):
        write_together(tmp_path, CHANGES)
    found = {path: text for path, text in there(tmp_path).items() if text is not None}
    assert found == OLD | {"e/f/g.yml": text}


def test_a_folder_that_cannot_be_made_is_said_and_leaves_nothing(tmp_path):
    before = there(tree(tmp_path, OLD))
    with pytest.raises(KbError, match=r"the folder .* cannot be made"):
        write_together(tmp_path, (*CHANGES, new_file("a.yml/x/y.yml", "")))
    assert there(tmp_path) == before


def test_what_an_editor_saves_at_the_last_moment_stays_and_the_rest_is_put_back(tmp_path, monkeypatch):
    files = OLD | {"z.yml": "z: 1\n"}
    tree(tmp_path, files)
    replace = os.replace

    def late(temporary, path):
        replace(temporary, path)
        if str(path).endswith("a.yml"):
            (tmp_path / "z.yml").write_text("theirs\n", "utf-8")

    monkeypatch.setattr(os, "replace", late)
    with pytest.raises(KbError, match=r"nothing was changed: z\.yml is no longer what it was; run the command again"):
        write_together(tmp_path, (*CHANGES, Change("z.yml", "z.yml", "z: 1\n", "z: 2\n")))
    found = {path: text for path, text in there(tmp_path).items() if text is not None}
    assert found == files | {"z.yml": "theirs\n"}


def test_what_is_saved_over_a_new_text_before_it_fails_is_named(tmp_path, monkeypatch):
    tree(tmp_path, OLD)
    link = os.link

    def full(temporary, path):
        if str(path).endswith("g.yml"):
            (tmp_path / "a.yml").write_text("theirs\n", "utf-8")
            raise FileExistsError
        link(temporary, path)

    monkeypatch.setattr(os, "link", full)
    with pytest.raises(KbError, match=r"these could not be put back as they were: a\.yml; all others are as they were"):
        write_together(tmp_path, CHANGES)
    found = {path: text for path, text in there(tmp_path).items() if text is not None}
    assert found == OLD | {"a.yml": "theirs\n"}


def test_what_a_change_rests_on_must_be_what_it_was(tmp_path):
    before = there(tree(tmp_path, OLD | {"other.yml": "new\n"}))
    for rests_on in ({"other.yml": "old\n"}, {"gone.yml": ""}):
        with pytest.raises(KbError, match=r"(other|gone)\.yml is no longer what it was"):
            write_together(tmp_path, CHANGES, rests_on)
    assert there(tmp_path) == before
    write_together(tmp_path, CHANGES, {"other.yml": "new\n"})
