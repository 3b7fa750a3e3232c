"""Where a repository is, what its names mean, its history."""

from pathlib import Path
from typing import Any

import pytest

from kb.errors import UsageError
from kb.git.repository import Repository
from kb.git.surroundings import GitError


@pytest.fixture
def told(repo: Any) -> Any:
    """Three commits on main, of which two touch the folder `kb`, and a merged branch."""
    repo.commit({"kb/a.yml": "1", "code.py": "x"}, "2026-01-01", "first")
    repo.git("checkout", "-q", "-b", "side")
    repo.commit({"kb/b.yml": "2"}, "2026-01-02", "on the side")
    repo.git("checkout", "-q", "main")
    repo.commit({"code.py": "y"}, "2026-01-03", "code only")
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side", day="2026-01-04")
    repo.git("tag", "v1.0", "HEAD~1")
    return repo


def test_the_repository_around_a_folder(told: Any) -> None:
    found = Repository.around(told.folder / "kb")
    assert found.top == told.folder.resolve()
    assert found.prefix(told.folder / "kb") == "kb"
    assert found.prefix(told.folder) == ""
    assert (found.shallow, found.partial) == (False, False)


def test_a_folder_in_no_repository(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not in a git repository"):
        Repository.around(tmp_path)


def test_a_linked_work_tree_is_a_repository(told: Any, tmp_path: Path) -> None:
    told.git("worktree", "add", "-q", str(tmp_path / "other"), "side")
    found = Repository.around(tmp_path / "other")
    assert found.resolve("HEAD").id == told.git("rev-parse", "side")


def test_a_link_to_a_work_tree_is_followed_to_it(told: Any, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(told.folder)
    assert Repository.around(tmp_path / "link" / "kb").prefix(tmp_path / "link" / "kb") == "kb"


@pytest.mark.parametrize("text", ["HEAD", "main", "v1.0", "HEAD~1", "side^{commit}", "main@{0}"])
def test_names_of_commits(told: Any, text: str) -> None:
    commit = Repository.around(told.folder).resolve(text)
    assert commit.id == told.git("rev-parse", f"{text}^{{commit}}")
    assert commit.tree == told.git("rev-parse", f"{text}^{{tree}}")
    assert commit.time == int(told.git("log", "-1", "--format=%ct", text))


def test_an_abbreviated_id_is_a_name(told: Any) -> None:
    name = told.git("rev-parse", "HEAD")
    assert Repository.around(told.folder).resolve(name[:9]).id == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mian", "did you mean `main`?"),
        ("mian~1", "did you mean `main~1`?"),
        ("v1.1", "did you mean `v1.0`?"),
        ("main~99", "there is no commit `main~99` in this repository"),
        ("--all", "begins with a dash"),
        ("-n", "begins with a dash"),
        ("", "is empty"),
        ("HEAD:kb/a.yml", "cannot be a revision"),
        (":/first", "cannot be a revision"),
        ("main^{/fir.*}", "cannot be a revision"),
        ("a\nb", r"`a\\nb` cannot be a revision"),
        ("x" * 300, "it has 300 characters"),
        ("HEAD^{tree}", "there is no commit"),
        ("main..side", "there is no commit"),
    ],
)
def test_what_is_no_commit(told: Any, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("{", r"\{")) as caught:
        Repository.around(told.folder).resolve(text)
    assert "did you mean" in said or "did you mean" not in str(caught.value)


def test_history_of_a_folder_shows_merges_in_place_of_what_they_bring(told: Any) -> None:
    found = Repository.around(told.folder)
    head = found.resolve("main")
    assert [commit.id for commit in found.history(head, ["kb"])] == [head.id, told.git("rev-parse", "HEAD~2")]
    assert len(list(found.history(head, []))) == 3
    assert list(found.history(head, ["nothing/here"])) == []


def test_the_commit_two_branches_share(told: Any) -> None:
    found = Repository.around(told.folder)
    assert found.fork("HEAD~1", "side").id == told.git("rev-parse", "HEAD~2")
    told.git("checkout", "-q", "--orphan", "alone")
    told.commit({"z": "z"})
    with pytest.raises(UsageError, match="have no commit in common"):
        found.fork("alone", "main")


def test_a_log_is_streamed_as_git_writes_it(told: Any) -> None:
    found = Repository.around(told.folder)
    answer = b"".join(found.log(found.resolve("side"), ["%H", "%aN", "%at"]))
    records = answer.split(b"\x01")[1:]
    assert [record.split(b"\0")[1:3] for record in records] == [[b"Ann", b"1767355200"], [b"Ann", b"1767268800"]]
    assert b"A\0kb/b.yml\0" in records[0]
    news = b"".join(found.log(found.resolve("main"), ["%H"], after=found.resolve("main~1")))
    assert news.count(b"\x01") == 2  # the merge, and what it brings


def test_renames_are_found(told: Any) -> None:
    told.git("mv", "kb/a.yml", "kb/c.yml")
    told.commit({})
    found = Repository.around(told.folder)
    head = found.resolve("main")
    assert b"R100\0kb/a.yml\0kb/c.yml\0" in b"".join(found.log(head, ["%H"]))
    assert b"R100" not in b"".join(found.log(head, ["%H"], renames="--no-renames"))


def test_a_log_maps_names_by_the_mailmap_of_its_commit(told: Any) -> None:
    told.commit({".mailmap": "Anna <ann@example.org>\n"})
    told.write({".mailmap": "Eve <ann@example.org>\n"})  # not committed
    found = Repository.around(told.folder)
    assert b"\x01Anna\0" in b"".join(found.log(found.resolve("main"), ["%aN"]))
    assert b"\x01Ann\0" in b"".join(found.log(found.resolve("main~1"), ["%aN"]))
    assert b"\x01Ann\0" in b"".join(found.log(found.resolve("main"), ["%an"]))


@pytest.mark.parametrize("wish", [{"fields": ["%G?"]}, {"fields": ["%H"], "renames": "-p"}, {"fields": ["%H --patch"]}])
def test_a_log_is_not_asked_for_what_could_run_something(told: Any, wish: dict[str, Any]) -> None:
    found = Repository.around(told.folder)
    with pytest.raises(UsageError, match="a log cannot be asked for"):
        list(found.log(found.resolve("main"), **wish))


def test_closing_a_log_early_ends_git(told: Any) -> None:
    found = Repository.around(told.folder)
    pieces = found.log(found.resolve("main"), ["%H"])
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert found.resolve("HEAD")


def test_a_shallow_clone_says_so(told: Any, tmp_path: Path) -> None:
    told.git("clone", "-q", "--depth=1", f"file://{told.folder}", str(tmp_path / "shallow"))
    found = Repository.around(tmp_path / "shallow")
    assert found.shallow
    with pytest.raises(UsageError, match="the last commits only: `git fetch --unshallow`"):
        found.resolve("HEAD~1")


def test_a_partial_clone_says_so(told: Any, tmp_path: Path) -> None:
    told.git("config", "uploadpack.allowFilter", "true")
    told.git("clone", "-q", "--filter=blob:none", "--no-checkout", f"file://{told.folder}", str(tmp_path / "partial"))
    found = Repository.around(tmp_path / "partial")
    assert found.partial
    head = found.resolve("HEAD")
    assert b"kb/a.yml" in b"".join(found.log(head, ["%H"], renames="-M100%"))
    with found.objects() as objects, pytest.raises(GitError, match="nothing is fetched"):
        objects.blob(objects.find(head.tree, "kb/a.yml").id)  # type: ignore[union-attr]


def test_a_repository_without_commits(repo: Any) -> None:
    found = Repository.around(repo.folder)
    with pytest.raises(UsageError, match="there is no commit `HEAD`"):
        found.resolve("HEAD")


def test_an_unknown_extension_is_told_in_git_s_words(told: Any) -> None:
    told.git("config", "core.repositoryformatversion", "1")
    told.git("config", "extensions.fromTheFuture", "true")
    with pytest.raises(GitError, match="unknown repository extension"):
        Repository.around(told.folder)


def test_a_repository_of_sha256(tmp_path: Path, told: Any) -> None:
    folder = tmp_path / "sha256"
    told.git("init", "-q", "--object-format=sha256", "-b", "main", str(folder))
    made = type(told).__new__(type(told))
    made.folder = folder
    made.commit({"kb/a.yml": "1"})
    found = Repository.around(folder)
    head = found.resolve("main")
    assert len(head.id) == 64
    with found.objects() as objects:
        assert objects.blob(objects.find(head.tree, "kb/a.yml").id) == b"1"  # type: ignore[union-attr]


def test_an_encoding_the_repository_asks_for_changes_nothing(repo):
    repo.commit({"a": "1"})
    repo.git("config", "i18n.logOutputEncoding", "UTF-16")
    repo.git("config", "i18n.commitEncoding", "UTF-16LE")
    repository = Repository.around(repo.folder)
    head = repository.resolve("HEAD")
    assert [commit.id for commit in repository.history(head, ())] == [head.id]


@pytest.mark.parametrize("time", ["x", "-1", "99999999999999999999", ""])
def test_a_commit_may_name_any_time(repo, time):
    tree = repo.git("write-tree")
    text = f"tree {tree}\nauthor A <a@x> {time} +0000\ncommitter A <a@x> {time} +0000\n\nm\n".encode()
    name = repo.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", feed=text)
    repo.git("update-ref", "refs/heads/main", name)
    repository = Repository.around(repo.folder)
    assert 0 <= repository.resolve("main").time <= 253_402_300_799
