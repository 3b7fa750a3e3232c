"""A knowledge base as it would be: read as if it stood on the disk, without a byte written."""

import pytest

from kb.errors import KbError
from kb.files.commit import CommitStore
from kb.files.context import Context
from kb.files.editing.changes import Change, new_file, write_together
from kb.files.editing.trial import Supposed, supposed, tried
from kb.files.load import load
from kb.files.tree import Disk, entries
from kb.git.repository import Repository
from kb.testing import tree

FILES = {
    "kb.toml": 'as_of = "2026-06-01"\n',
    "architecture/a.yml": "services: {pay: {needs: [ledger]}, ledger: {}}\n",
    "ownership/a.yml": "people: {ann: {}}\n",
    "runbooks/log/20260101T100000Z-fix-ann.yml": "{runbook: fix, kind: drill, by: ann, ended: 2026-01-01T10:00Z, help: none, outcome: pass}\n",
    "runbooks/fix.md": "# Fix\n",
}
CHANGES = (
    Change("architecture/a.yml", "architecture/a.yml", FILES["architecture/a.yml"], "services: {pay: {}, mail: {}}\n"),
    Change(
        "runbooks/log/20260101T100000Z-fix-ann.yml",
        "runbooks/log/20260101T100000Z-fix-ben.yml",
        FILES["runbooks/log/20260101T100000Z-fix-ann.yml"],
        FILES["runbooks/log/20260101T100000Z-fix-ann.yml"].replace("ann", "ben"),
    ),
    Change("kb.toml", "kb.toml", FILES["kb.toml"], 'as_of = "2027-01-01"\n'),
    new_file("ownership/deep/er/b.yml", "people: {ben: {}}\n"),
    new_file("events/gala/x.yml", "sign: {check: nonsense}\n"),
    new_file("events/gala.yml", "title: Gala\n"),
)


def test_it_loads_as_what_is_written_loads(tmp_path):
    root = tree(tmp_path / "base", FILES)
    for count in range(len(CHANGES) + 1):
        store = supposed(root, CHANGES[:count])
        written = tree(tmp_path / str(count), FILES)
        write_together(written, CHANGES[:count])
        assert load(store) == load(written), count
    assert {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()} == FILES


def test_trials_may_lie_over_trials(tmp_path):
    root = tree(tmp_path / "base", FILES)
    store = root
    for change in CHANGES:
        store = supposed(store, [change])
    assert load(store) == load(supposed(root, CHANGES))


def test_it_needs_nothing_below():
    texts = {path: text.encode() for path, text in FILES.items()}
    assert set(load(Supposed(texts)).base.components) == {"pay", "ledger"}
    assert load(Supposed({})).files == 0


def test_what_the_reader_says_of_places_it_says_here(tmp_path):
    root = tree(tmp_path, FILES)
    (root / "events").symlink_to(root / "runbooks")
    ctx = Context("kb.toml")
    found = entries(supposed(root, [new_file("architecture/b.yaml", "x: 1\n"), new_file("ownership/A.yml", "")]), ctx)
    assert [(finding.rule, finding.source.path) for finding in ctx.findings] == [
        ("yaml-ending", "architecture/b.yaml"),
        ("unreadable", "ownership/a.yml"),  # differs from A.yml in case only
        ("unreadable", "events"),
    ]
    assert "architecture/b.yaml" not in {entry.path for entry in found}


@pytest.mark.parametrize("count", [1, 25])
def test_faults_are_listed_with_place_and_rule_and_not_without_end(tmp_path, count):
    root = tree(tmp_path, FILES)
    text = "services:\n" + "".join(f"  s{number}: {{teir: 1}}\n" for number in range(count))
    with pytest.raises(KbError) as caught:
        tried(root, [new_file("architecture/b.yml", text)], "this cannot be done")
    said = str(caught.value).splitlines()
    assert said[0] == "nothing was changed: this cannot be done, because afterwards there would be:"
    assert said[1].startswith("  architecture/b.yml:2:8: ")
    assert said[1].endswith("[unknown-key]")
    assert said[21:] == (["  ... and 5 more"] if count > 20 else [])


def test_a_fault_that_is_let_be_is_none(tmp_path):
    text = (
        "services: {pay: {description: call +1 202 555 0143}} # kb: ignore[phone-number] until 2030-01-01: a hotline\n"
    )
    root = tree(tmp_path, {"architecture/a.yml": "services: {pay: {}}\n"})
    assert tried(root, [Change("architecture/a.yml", "architecture/a.yml", "", text)], "no").base.components["pay"]


def test_bytes_are_no_more_than_asked_for():
    store = Supposed({"kb.toml": b"12345"}, Disk("nowhere"))
    assert store.read(store.top("kb.toml")[1], 2) == b"123"


def test_two_folders_that_a_commit_holds_as_one_object_are_two(repo):
    same = "people: {}\n# none\n"
    repo.commit({"events/a/x.yml": same, "events/b/x.yml": same, "architecture/a.yml": "services: {pay: {}}\n"})
    found = Repository.around(repo.folder)
    with found.objects() as objects:
        store = supposed(CommitStore(objects, found.resolve("HEAD"), ""), [new_file("events/a/y.yml", "")])
        paths = [entry.path for entry in entries(store, Context("kb.toml"))]
    assert paths == ["architecture/a.yml", "events/a/x.yml", "events/a/y.yml", "events/b/x.yml"]
