"""Histories as suggestions, counted once, in parts, in parallel and on a cluster with the same result."""

import json
import os
import random

import pytest
from click.testing import CliRunner

from kb import testing
from kb.analyses.maintaining.tally import Rules
from kb.cli.main import main
from kb.errors import KbError
from kb.files.load import load
from kb.importers import _mining
from kb.importers._mining import Job, mine, mine_all, together
from kb.importers.git import Git
from tests.conftest import Repo

FILES = {
    "architecture/a.yml": "services:\n  shop: {paths: [shop/]}\n  mail: {}\n",
    "ownership/o.yml": "people:\n  a1: {handles: {git: Ann}}\nknowledge:\n  mail: {a1: expert}\n",
}


def quiet(*_):
    """Say nothing of the progress."""


@pytest.fixture
def repos(tmp_path):
    """Two repositories with two people."""
    made = []
    for number, name in enumerate(("one", "two")):
        repo = Repo(tmp_path / "repos" / name)
        repo.commit({f"shop/{n}.py": f"x = {n}{name}\n" for n in range(4)} | {"mail/m.py": "m\n"}, "2026-01-01")
        repo.write({"shop/0.py": f"y{number}\n"})
        repo.git("add", "-A")
        repo.git("commit", "-q", "-m", "more", "--author", "Zoe Ä <zoe@example.org>", day="2026-02-01")
        made.append(repo)
    return made


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return testing.tree(tmp_path / "base", FILES)


def run(base, *words):
    return CliRunner().invoke(main, ["-C", str(base), "import", "git", *map(str, words)], catch_exceptions=False)


def job(repo, cache="", revision="HEAD"):
    return Job(str(repo.folder), revision, Rules(), str(cache))


def test_people_and_levels_are_suggested_and_nothing_is_overwritten(repos, base):
    result = run(base, repos[0].folder, "--yes", "--format", "json")
    assert result.exit_code == 0, result.output
    found = load(base)
    assert found.findings == ()
    knows = found.base.knowledge["shop"]
    assert (knows["a1"].level.word, knows["a1"].by.value, str(knows["a1"].last)) == (
        "operate",
        "authored",
        "2026-01-01",
    )
    assert knows["zoe-a"].level.word == "aware"
    assert found.base.people["zoe-a"].handles == {"git": "Zoe Ä"}
    assert found.base.knowledge["mail"]["a1"].level.word == "expert"
    report = json.loads(result.stdout)
    assert report["read"] == {"repositories": 1, "commits": 2, "files": 5, "people": 2}
    assert [item["there"] for item in report["kept"]] == ["expert"]


def test_what_a_suggestion_rests_on_is_told(repos, base):
    output = run(base, repos[0].folder, "--explain", "shop").output
    assert "its paths name shop/" in output
    assert "Zoe Ä" in output
    assert run(base, repos[0].folder, "--explain", "mail").exit_code == 0


def test_the_truck_factor_needs_no_knowledge_base(repos, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    result = run(tmp_path, tmp_path / "repos", "--truck-factor", "--format", "csv")
    rows = [line.split(",") for line in result.stdout.splitlines()[1:]]
    assert {(row[0], row[2], row[6], row[7]) for row in rows if not row[2]} == {
        ("one", "", "1", "1"),
        ("two", "", "1", "1"),
    }


def test_a_second_run_reads_only_what_is_new_and_says_the_same(repos, tmp_path, monkeypatch):
    repo, cache = repos[0], tmp_path / "cache"
    mine(job(repo, cache))
    repo.git("mv", "shop/1.py", "shop/renamed.py")
    repo.commit({"shop/0.py": "z\n"}, "2026-03-01")
    read = []
    original = _mining.history
    monkeypatch.setattr(
        _mining, "history", lambda *args, **more: (read.append(1) or one for one in original(*args, **more))
    )
    again = mine(job(repo, cache))
    assert len(read) == 1
    assert again == mine(job(repo))
    read.clear()
    mine(job(repo, cache))
    assert read == []


@pytest.mark.parametrize("harm", ["cut", "flip", "other"])
def test_a_damaged_or_foreign_entry_is_made_anew(repos, tmp_path, harm):
    cache = tmp_path / "cache"
    fresh = mine(job(repos[0], cache))
    (entry,) = (path for path in cache.rglob("*") if path.is_file())
    data = entry.read_bytes()
    entry.write_bytes({"cut": data[:-9], "flip": data[:-1] + b"0", "other": b"{}"}[harm])
    assert mine(job(repos[0], cache)) == fresh


def test_a_rewritten_history_and_a_changed_mailmap_are_counted_from_the_start(repos, tmp_path):
    repo, cache = repos[0], tmp_path / "cache"
    mine(job(repo, cache))
    repo.git("reset", "-q", "--hard", "HEAD~1")
    repo.commit({"shop/0.py": "other\n"}, "2026-03-01")
    assert mine(job(repo, cache)) == mine(job(repo))
    repo.commit({".mailmap": "Ann Long <long@example.org> <ann@example.org>\n"}, "2026-03-02")
    assert mine(job(repo, cache)) == mine(job(repo))


def test_parts_put_together_in_any_order_are_the_whole_byte_for_byte(repos, base, tmp_path):
    folder, whole = tmp_path / "repos", tmp_path / "all.json"
    run(base, folder, "--shard", "1/1", "-o", whole)
    parts = []
    for number in (1, 2, 3):
        parts.append(tmp_path / f"{number}.json")
        run(base, folder, "--shard", f"{number}/3", "-o", parts[-1])
    random.Random(7).shuffle(parts)
    direct = run(base, folder, "--format", "json").stdout
    assert run(base, "--merge", *parts, "--format", "json").stdout == direct
    assert run(base, "--merge", whole, parts[0], "--format", "json").stdout == direct


def test_processes_count_what_one_counts(repos):
    jobs = [job(repo) for repo in repos]
    assert mine_all(jobs, processes=2, progress=quiet) == mine_all(jobs[::-1], processes=1, progress=quiet)


def test_parts_of_different_commits_are_refused(repos):
    old, new = mine(job(repos[0], revision="HEAD~1")), mine(job(repos[0]))
    with pytest.raises(KbError, match="`one` was counted at"):
        together([[old], [new]])


def test_every_repository_that_cannot_be_read_is_named(repos, tmp_path):
    for name in ("bad", "worse"):
        (tmp_path / "repos" / name / ".git").mkdir(parents=True)
    jobs = [Job(str(tmp_path / "repos" / name), "HEAD", Rules(), "") for name in ("bad", "one", "worse")]
    with pytest.raises(KbError, match=r"(?s)bad: .*worse: "):
        mine_all(jobs, processes=1, progress=quiet)


@pytest.mark.parametrize(("words", "said"), [
    (["--merge", "pyproject.toml"], "was not written by"), (["nowhere"], "is not a folder"), (["--shard", "3/2", "."], "is no part"), (["--merge"], "wants the files"),
    (["--merge", "none.json"], "cannot be read"), (["--shard", "1/2", "--truck-factor"], "--shard only counts"),
])  # fmt: skip
def test_wrong_words_are_answered_with_a_sentence(base, words, said):
    result = CliRunner().invoke(main, ["-C", str(base), "import", "git", *words])
    assert result.exit_code != 0
    assert said in str(result.exception) + result.output


def test_folders_of_repositories_are_looked_into(repos, tmp_path):
    assert [path.name for path in Git().finds(tmp_path / "repos")] == ["one", "two"]


def test_a_cluster_that_loses_a_worker_says_the_same(repos, monkeypatch):
    distributed = pytest.importorskip("distributed")
    jobs = [job(repo) for repo in repos]
    alone = mine_all(jobs, processes=1, progress=quiet)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50
    ) as cluster:
        lost = []

        def lose(done, number, name):
            if not lost:
                lost.append(next(iter(cluster.workers)))
                os.kill(cluster.workers[lost[0]].process.pid, 9)

        assert mine_all(jobs, processes=1, progress=lose, cluster=cluster.scheduler_address) == alone
        assert lost


def test_a_handle_elsewhere_is_the_author_where_the_mailmap_shows_the_login(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    login = "7+annl@users.noreply.github.com"
    repo = Repo(tmp_path / "shop")
    repo.write({f"shop/{n}.py": f"x = {n}\n" for n in range(4)} | {".mailmap": f"Ann Lee <ann@work.org> <{login}>\n"})
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "all", "--author", f"Annie <{login}>")
    base = testing.tree(
        tmp_path / "base", FILES | {"ownership/o.yml": "people: {codeowner: {handles: {github: AnnL}}}\n"}
    )
    assert run(base, repo.folder, "--yes").exit_code == 0
    found = load(base).base
    assert set(found.people) == {"codeowner"}
    assert set(found.knowledge["shop"]) == {"codeowner"}


def test_an_author_whom_the_files_have_twice_is_no_third_and_it_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    repo = Repo(tmp_path / "shop")
    repo.write({f"shop/{n}.py": f"x = {n}\n" for n in range(4)} | {"mail/m.py": "m\n"})
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "all", "--author", "Ann Lee <7+annl@users.noreply.github.com>")
    repo.commit({"mail/m.py": "n\n"})
    repo.git("commit", "-q", "--amend", "--no-edit", "--author", "Ann Lee <ann@work.org>")
    people = "people:\n  a1: {handles: {github: annl}}\n  a2: {handles: {mail: ann@work.org}}\n"
    base = testing.tree(tmp_path / "base", FILES | {"ownership/o.yml": people})
    result = run(base, repo.folder, "--yes", "--format", "json")
    found = load(base).base
    assert (set(found.people), set(found.knowledge["shop"])) == ({"a1", "a2"}, {"a1"})
    notes = [note["message"] for note in json.loads(result.stdout)["notes"]]
    assert notes == ["`a1` and `a2` are both `Ann Lee`, by login, mail or name"]


def test_two_names_on_one_mail_are_not_given_to_one_of_the_two(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    repo = Repo(tmp_path / "shop")
    for number, name in enumerate(("Ann Lee", "Ben Ray")):
        repo.write({f"shop/{number}.py": "x\n"})
        repo.git("add", "-A")
        repo.git("commit", "-q", "-m", "x", "--author", f"{name} <desk@work.org>")
    people = "people:\n  a1: {title: Ann Lee}\n  b1: {title: Ben Ray}\n"
    base = testing.tree(tmp_path / "base", FILES | {"ownership/o.yml": people})
    run(base, repo.folder, "--yes")
    assert not {"a1", "b1"} & set(load(base).base.knowledge.get("shop", {}))
