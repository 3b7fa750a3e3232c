"""A plan of three steps and a folder of records with its base, in which all who take part exist."""

from datetime import UTC, datetime

import pytest

from kb.analyses.rehearsal.plan import Plan
from kb.files.rehearsals.records import log_folder
from kb.model.runbook import Step
from kb.model.source import Source
from kb.model.words import Evidence


def step(name, if_not=(), *, two_person=False):
    return Step(
        name,
        f"Do {name}",
        (f"do {name}",),
        None,
        if_not,
        None,
        None,
        two_person,
        f"hash-{name}",
        Source("runbooks/book.md", 9, 1),
    )


@pytest.fixture(scope="session")
def plan():
    steps = (step("s1", two_person=True), step("s2", ("s3",)), step("s3"))
    return Plan(
        "book",
        "The book",
        Evidence.DRILL,
        "ann",
        "bob",
        datetime(2026, 6, 1, 9, tzinfo=UTC),
        "abc",
        steps,
        ("relay", "room"),
    )


@pytest.fixture
def root(tmp_path):
    (tmp_path / "ownership").mkdir()
    (tmp_path / "ownership" / "a.yml").write_text("people: {ann: {}, bob: {}, cid: {}}\n")
    (tmp_path / "runbooks").mkdir()
    (tmp_path / "runbooks" / "book.md").write_text("---\nid: book\n---\n## Steps\n")
    return tmp_path


@pytest.fixture
def folder(root):
    return log_folder(root)
