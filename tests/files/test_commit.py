"""A commit is read as the folder it would be checked out to: same base, same faults."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from kb.errors import KbError
from kb.files.commit import CommitStore
from kb.files.load import Loaded, load
from kb.git.repository import Repository

ROOT = Path(__file__).parents[2]
STORIES = [path for path in sorted((ROOT / "tests/stories").iterdir()) if (path / "architecture").is_dir()]


def both(repo: Any, prefix: str = "") -> tuple[Loaded, Loaded]:
    """Return what the folder and the commit of it hold."""
    repo.commit({})
    found = Repository.around(repo.folder)
    with found.objects() as objects:
        return load(repo.folder / prefix), load(CommitStore(objects, found.resolve("HEAD"), prefix))


@pytest.mark.parametrize("story", [ROOT / "examples/lantern", *STORIES], ids=lambda path: path.name)
def test_a_commit_holds_what_the_folder_holds(repo: Any, story: Path) -> None:
    shutil.copytree(story, repo.folder / "deep/er", ignore=shutil.ignore_patterns("expected", "*.py"))
    disk, commit = both(repo, "deep/er")
    assert commit.findings == disk.findings
    assert commit.base == disk.base
    assert commit.files == disk.files > 0


def test_what_cannot_be_read_is_the_same_fault(repo: Any) -> None:
    repo.commit(
        {
            "architecture/a.yaml": "services: {}",
            "architecture/B.yml": "services: {b: {}}",
            "architecture/b.yml": "services: {c: {}}",
            "architecture/x\u202e.yml": "services: {}",
            "architecture/" + "n" * 210 + ".yml": "services: {d: {}}",
            "architecture/folder.yml/in.yml": "services: {e: {}}",
            "architecture/.hidden.yml": "nonsense",
            "architecture/notes.md": "not read",
            "architecture/big.yml": "#" * 10_000_001,
            "runbooks/long.md": "x" * 100_001,
            "pyproject.toml": "[tool.kb]\nevidence_days = 90\n",
        }
    )
    (repo.folder / "architecture/link.yml").symlink_to("B.yml")
    (repo.folder / "ownership").symlink_to("architecture")
    (repo.folder / "events").write_text("a file")
    disk, commit = both(repo)
    assert commit.findings == disk.findings
    assert {finding.rule for finding in commit.findings} == {"unreadable", "too-large", "yaml-ending"}
    assert commit.base == disk.base
    assert commit.base.settings.evidence_days == 90


@pytest.mark.parametrize("content", [b"as_of = 2026-01-01\n", b"as_of = [\n", b"#" * 200_001, b""])
def test_settings(repo: Any, content: bytes) -> None:
    repo.write({"kb.toml": content})
    disk, commit = both(repo)
    assert commit == disk


def test_settings_behind_a_link(repo: Any) -> None:
    repo.write({"real.toml": "as_of = 2026-01-01\n"})
    (repo.folder / "kb.toml").symlink_to("real.toml")
    disk, commit = both(repo)
    assert commit == disk
    assert "links are not followed" in commit.findings[0].message


def test_a_submodule_is_said_not_to_be_read(repo: Any) -> None:
    head = repo.commit({"architecture/a.yml": "services: {a: {}}"})
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{head},architecture/more")
    repo.git("commit", "-qm", "submodule")
    found = Repository.around(repo.folder)
    with found.objects() as objects:
        loaded = load(CommitStore(objects, found.resolve("HEAD"), ""))
    assert [finding.message for finding in loaded.findings] == [
        "the folder cannot be read (a submodule: another repository holds its files)"
    ]


def test_a_commit_without_the_folder_is_empty(repo: Any) -> None:
    repo.commit({"code.py": ""})
    found = Repository.around(repo.folder)
    with found.objects() as objects:
        store = CommitStore(objects, found.resolve("HEAD"), "kb")
        assert store.is_empty
        assert store.key() == ()
        assert load(store) == load(repo.folder / "nothing")


def test_the_key_of_a_base_minds_only_what_is_read(repo: Any) -> None:
    repo.commit({"architecture/a.yml": "services: {a: {}}"})
    repo.commit({"code.py": "x"})
    repo.commit({"architecture/a.yml": "services: {b: {}}"})
    found = Repository.around(repo.folder)
    with found.objects() as objects:
        keys = [CommitStore(objects, found.resolve(name), "").key() for name in ("HEAD~2", "HEAD~1", "HEAD")]
    assert keys[0] == keys[1] != keys[2]


@pytest.mark.no_cover
def test_trees_that_hold_themselves_many_times_over_are_refused(repo: Any) -> None:
    blob = repo.git("hash-object", "-w", "--stdin", feed=b"x")
    tree = repo.git("mktree", feed="".join(f"100644 blob {blob}\tf{n}\n" for n in range(10)).encode())
    for _ in range(8):
        tree = repo.git("mktree", feed="".join(f"040000 tree {tree}\td{n}\n" for n in range(10)).encode())
    root = repo.git("mktree", feed=f"040000 tree {tree}\tarchitecture\n".encode())
    repo.git("update-ref", "refs/heads/main", repo.git("commit-tree", root, "-m", "bomb"))
    found = Repository.around(repo.folder)
    with found.objects() as objects, pytest.raises(KbError, match="more than 1,000,000 files and folders"):
        load(CommitStore(objects, found.resolve("main"), ""))
