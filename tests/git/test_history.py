"""The history as commits: fields whatever stands in them, every kind of change, and clones that lack contents."""

import pytest

from kb.git.history import files, history
from kb.git.process import GitError
from kb.git.repository import Repository


def read(repo, revision="HEAD", **options):
    repository = Repository.around(repo.folder)
    return list(history(repository, repository.resolve(revision), **options))


def test_every_kind_of_change_is_told(repo):
    repo.commit({"a": "one\n" * 20, "b": "two\n"})
    repo.git("mv", "a", "sub-a")
    repo.commit({"b": None, "c": "three\n"}, "2026-01-02")
    newest, oldest = read(repo)
    assert {(item.kind, item.path, item.old) for item in newest.changes} == {
        ("R", "sub-a", "a"),
        ("D", "b", ""),
        ("A", "c", ""),
    }
    assert {(item.kind, item.path) for item in oldest.changes} == {("A", "a"), ("A", "b")}
    assert (oldest.name, oldest.mail, oldest.time) == ("Ann", "ann@example.org", 1767268800)


def test_messages_names_and_paths_may_hold_anything(repo):
    repo.commit(
        {"tab\tname": "x", "new\nline": "y", 'ä "q"': "z"},
        message="\x01first\n\n:100644 M\n\x01\x02\n\nCo-authored-by: B <b@x>",
    )
    repo.git("commit", "-q", "--allow-empty", "--author", "\x01O'Neil [x] <\x01@x y>", "-m", "empty")
    empty, first = read(repo)
    assert {item.path for item in first.changes} == {"tab\tname", "new\nline", 'ä "q"'}
    assert first.message.startswith("\x01first")
    assert empty.changes == ()
    assert "O'Neil [x]" in empty.name


def test_a_merge_changes_nothing_of_its_own(repo):
    repo.commit({"a": "1"})
    repo.git("switch", "-q", "-c", "side")
    repo.commit({"b": "2"})
    repo.git("switch", "-q", "main")
    repo.commit({"c": "3"})
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    assert sorted(len(commit.changes) for commit in read(repo)) == [0, 1, 1, 1]


def test_only_what_is_new_can_be_asked_for(repo):
    repo.commit({"a": "1"})
    repository = Repository.around(repo.folder)
    before = repository.resolve("HEAD")
    repo.commit({"a": "2"}, "2026-01-02")
    assert [commit.changes[0].kind for commit in read(repo, after=before)] == ["M"]


def test_names_go_by_the_mailmap_of_the_commit(repo):
    repo.commit({"a": "1", ".mailmap": "Anna Long <anna@example.org> <ann@example.org>\n"})
    repo.write({".mailmap": "Wrong <wrong@example.org> <ann@example.org>\n"})
    assert read(repo)[0][1:3] == ("Anna Long", "anna@example.org")


def test_a_clone_without_contents_is_read_with_exact_renames(repo, tmp_path):
    repo.commit({"a": "one\n" * 20})
    repo.git("mv", "a", "b")
    repo.commit({}, "2026-01-02")
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.git("clone", "-q", "--bare", "--filter=blob:none", f"file://{repo.folder}", str(tmp_path / "partial.git"))
    repository = Repository.bare(tmp_path / "partial.git")
    newest, _ = history(repository, repository.resolve("HEAD"))
    assert [(item.kind, item.path, item.old) for item in newest.changes] == [("R", "b", "a")]


def test_files_are_those_of_the_commit_without_links_and_submodules(repo):
    repo.write({"a": "1", "run": "2"})
    (repo.folder / "run").chmod(0o755)
    (repo.folder / "link").symlink_to("a")
    repo.commit({})
    repository = Repository.around(repo.folder)
    assert files(repository, repository.resolve("HEAD")) == {"a": False, "run": True}


def test_a_tree_that_holds_itself_many_times_over_is_refused(repo, monkeypatch):
    monkeypatch.setattr("kb.git.history.MAX_FILES", 500)
    blob = repo.git("hash-object", "-w", "--stdin", feed=b"x")
    tree = repo.git("mktree", feed=f"100644 blob {blob}\tf\n".encode())
    for _ in range(3):
        tree = repo.git("mktree", feed="".join(f"040000 tree {tree}\tt{n}\n" for n in range(10)).encode())
    repo.git("update-ref", "refs/heads/main", repo.git("commit-tree", "-m", "bomb", tree))
    repository = Repository.around(repo.folder)
    with pytest.raises(GitError, match="holds more than 500 files"):
        files(repository, repository.resolve("main"))
    with pytest.raises(GitError, match="changes more than 500 files"):
        list(history(repository, repository.resolve("main")))
