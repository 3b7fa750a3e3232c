"""A base put together from pieces is the base as loaded whole, and files are read once."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from kb.files import pieces as module
from kb.files.commit import CommitStore
from kb.files.gather import Gathered
from kb.files.load import load
from kb.files.pieces import Pieces
from kb.git.repository import Repository

TAGS = (
    "start",
    "ledger-rehearsed",
    "cleo-leaves-earlier",
    "search",
    "rename",
    "broken",
    "tidied",
    "code-only",
    "repaired",
)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are read, in order."""
    found: list[str] = []
    real = module.read_entry

    def spy(entry: Any, into: Gathered) -> None:
        found.append(entry.path)
        real(entry, into)

    monkeypatch.setattr(module, "read_entry", spy)
    return found


def test_every_state_of_a_history_is_loaded_as_by_itself(story: Any, reads: list[str]) -> None:
    found = Repository.around(story.folder)
    made = Pieces()
    with found.objects() as objects:
        for tag in (*TAGS, *reversed(TAGS)):
            store = CommitStore(objects, found.resolve(tag), "org/kb")
            assert made.load(store) == load(store), tag
    assert {path.rpartition("/")[2]: reads.count(path) for path in reads} == {  # the versions there are of each
        "shop.yml": 3, "search.yml": 2, "people.yml": 3, "knowledge.yml": 6, "restore-ledger.md": 2, "summer-sale.yml": 1,
        "20260206T100000Z-restore-ledger-bob.yml": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "files",
    [
        {"architecture/b.yml": "services: {pay: {}}"},  # an id twice
        {"ownership/b.yml": "people: {}\nknowledge: {pay: {ann: assist}}"},  # a line twice
        {"ownership/b.yml": "people: {}\nknowledge: {pay: none}"},  # said to be nobody, and somebody
        {"ownership/b.yml": "knowledge: {gone: {ann: assist}}"},  # nothing there of that name
        {"events/none/x.yml": "sign: {check: rollback, by: ann, date: 2026-01-01, value: x}"},  # a paper of no event
        {"kb.toml": "tier_weights = [1]\n"},
        {"kb.toml": "schema = 99\n"},
        {"architecture/b.yml": "services: [\n"},
        {"architecture/b.yaml": "services: {}\n"},
        {"ownership/b.yml": "# kb: ignore[secret] until 2027-01-01: none\npeople: {cy: {}}\n"},
    ],
)
def test_whatever_is_wrong_is_the_same_fault(repo: Any, files: dict[str, str]) -> None:
    repo.commit(
        {
            "architecture/a.yml": "services: {pay: {}}",
            "ownership/a.yml": "people: {ann: {}}\nknowledge: {pay: {ann: operate}}",
        }
    )
    repo.commit(files)
    found = Repository.around(repo.folder)
    made = Pieces()
    with found.objects() as objects:
        for name in ("HEAD~1", "HEAD", "HEAD~1", "HEAD"):
            store = CommitStore(objects, found.resolve(name), "")
            assert made.load(store) == load(store)


def test_all_that_is_gathered_is_put_together() -> None:
    known = {*module._LISTS, *module._TABLES, "entities", "knowledge", "knowledge_sources", "rescued_ids"}
    checked = {
        "findings",
        "unread",
        "near",
    }  # any of the first two, and the base is loaded whole; the third is a budget
    assert set(vars(Gathered())) == known | checked


def test_the_example_is_put_together(repo: Any) -> None:
    shutil.copytree(Path(__file__).parents[2] / "examples/lantern", repo.folder / "kb")
    repo.commit({})
    found = Repository.around(repo.folder)
    with found.objects() as objects:
        store = CommitStore(objects, found.resolve("HEAD"), "kb")
        assert Pieces().load(store) == load(store)


def test_versions_of_long_ago_are_forgotten(repo: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SPARE", 0)
    made = Pieces()
    for number in range(10):
        repo.commit({"architecture/a.yml": f"services: {{s-{number}: {{}}}}"})
    found = Repository.around(repo.folder)
    with found.objects() as objects:
        for number in range(10):
            store = CommitStore(objects, found.resolve(f"HEAD~{9 - number}"), "")
            assert made.load(store) == load(store)
    assert len(made._read) <= 5
