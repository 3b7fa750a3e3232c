"""A plan of three steps and a folder of records with its base, in which all who take part exist."""

import pytest

from kb.files.rehearsals.records import log_folder
from tests.analyses.rehearsal.plans import drill, step


@pytest.fixture(scope="session")
def plan():
    return drill(step("s1", two=True), step("s2", "s3"), step("s3"))


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
