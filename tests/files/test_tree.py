"""What lies in the folders: links, pipes, sizes, names. Each is a finding, none is followed, none holds up the reader."""

import os
import stat
import sys

import pytest

from kb.errors import NothingHereError, UsageError
from kb.files import tree
from kb.files.context import Context
from kb.files.load import load

GOOD = "services:\n  pay: {title: Payments}\n"


@pytest.fixture
def root(tmp_path):
    for name in ("architecture", "ownership", "runbooks", "events"):
        (tmp_path / name).mkdir()
    (tmp_path / "architecture" / "pay.yml").write_text(GOOD)
    return tmp_path


def said(root):
    loaded = load(root)
    assert "pay" in loaded.base.components, "one bad file hides another"
    return [(each.rule, each.source.path, each.message) for each in loaded.findings]


def test_a_tree_without_folders_is_an_empty_base(tmp_path):
    loaded = load(tmp_path)
    assert loaded.findings == ()
    assert loaded.files == 0


@pytest.mark.parametrize("target", ["loop", "/etc", "..", "pay.yml", "gone"])
def test_no_link_is_followed(root, target):
    (root / "architecture" / "loop").symlink_to(target)
    (root / "architecture" / "linked.yml").symlink_to(target)
    message = "this is a symbolic link; links are not followed"
    assert said(root) == [
        ("unreadable", "architecture/linked.yml", message),
        ("unreadable", "architecture/loop", message),
    ]


def test_a_folder_of_the_base_that_is_a_link_is_not_followed(root, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "people.yml").write_text("people: {ann: {}}")
    (root / "ownership").rmdir()
    (root / "ownership").symlink_to(elsewhere)
    assert said(root) == [("unreadable", "ownership", "this is a symbolic link; links are not followed")]
    assert not load(root).base.people


def test_a_folder_of_the_base_that_is_a_file(root):
    (root / "events").rmdir()
    (root / "events").write_text("")
    assert said(root) == [("unreadable", "events", "this is not a folder")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_opened(root):
    os.mkfifo(root / "architecture" / "pipe.yml")
    assert said(root) == [("unreadable", "architecture/pipe.yml", "this is not a regular file")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_file_that_becomes_a_pipe_between_listing_and_reading_is_not_waited_for(root):
    os.mkfifo(root / "architecture" / "pipe.yml")
    ctx = Context("architecture/pipe.yml")
    assert tree.read_bytes(tree.Entry("architecture/pipe.yml", str(root / "architecture" / "pipe.yml")), ctx) is None
    assert ctx.findings[0].message == "this is not a regular file"


def test_a_file_that_becomes_a_link_is_not_followed(root):
    (root / "architecture" / "link.yml").symlink_to("pay.yml")
    ctx = Context("architecture/link.yml")
    assert tree.read_bytes(tree.Entry("architecture/link.yml", str(root / "architecture" / "link.yml")), ctx) is None
    assert ctx.findings[0].rule == "unreadable"


def test_a_file_that_vanishes_is_a_finding(root):
    ctx = Context("architecture/gone.yml")
    assert tree.read_bytes(tree.Entry("architecture/gone.yml", str(root / "architecture" / "gone.yml")), ctx) is None
    assert ctx.findings[0].message == "the file cannot be read (No such file or directory)"


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_finding(root):
    secret = root / "ownership" / "secret.yml"
    secret.write_text("people: {ann: {}}")
    secret.chmod(0)
    (root / "events" / "closed").mkdir(mode=0)
    try:
        assert said(root) == [
            ("unreadable", "events/closed", "the folder cannot be read (Permission denied)"),
            ("unreadable", "ownership/secret.yml", "the file cannot be read (Permission denied)"),
        ]
    finally:
        (root / "events" / "closed").chmod(stat.S_IRWXU)


def test_a_failing_disk_is_a_finding(root, monkeypatch):
    def broken(_file, _flags):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "open", broken)
    loaded = load(root)
    assert [(each.rule, each.message) for each in loaded.findings] == [
        ("unreadable", "the file cannot be read (Input/output error)")
    ]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("a.yaml", "a.yml"),
        ("a.YAML", "a.yml"),
        ("a.YML", "a.yml"),
        ("a.Yml", "a.yml"),
        ("a.Yaml", "a.yml"),
        (".x.yaml", None),
        ("a.yml~", None),
        ("yml", None),
    ],
)
def test_only_yml_is_read_and_nothing_is_silently_unread(root, name, right):
    (root / "architecture" / name).write_text("nonsense")
    loaded = load(root)
    if right is None:
        assert loaded.findings == ()
        return
    [finding] = loaded.findings
    assert (finding.rule, finding.message) == (
        "yaml-ending",
        f"the file ends in `.{name.partition('.')[2]}` and would not be read",
    )
    assert finding.fix == f"rename it to `{right}`"


def test_a_file_with_the_wrong_ending_hides_nothing_but_its_own_ids(root):
    (root / "architecture" / "more.yaml").write_text("services:\n  ledger: {}\n")
    (root / "architecture" / "a.yml").write_text("services: {web: {needs: [ledger, payy, nowhere]}}\n")
    assert [(rule, path, message.partition(";")[0]) for rule, path, message in said(root)] == [
        ("unknown-reference", "architecture/a.yml", "there is no component or vendor `payy`"),
        ("unknown-reference", "architecture/a.yml", "there is no component or vendor `nowhere`"),
        ("yaml-ending", "architecture/more.yaml", "the file ends in `.yaml` and would not be read"),
    ]


def test_what_may_stand_behind_a_link_is_counted_there_and_what_is_misspelt_is_named(root):
    (root / "architecture" / "s-2.yml").symlink_to("gone")
    (root / "architecture" / "a.yml").write_text(
        "services: {s-1: {}, gateway: {needs: [s-2, gatewy, none], uses: [s-3, nowhere], runs_on: [s-1, pay]}}\n"
    )
    (root / "ownership" / "a.yml").write_text("people: {ann: {team: nobodys}}\n")
    assert said(root) == [
        ("unknown-reference", "architecture/a.yml", "there is no component or vendor `gatewy`; did you mean `gateway`?"),
        ("unknown-reference", "architecture/a.yml", "`none` is not an answer here, where a component or a vendor is expected"),
        ("unknown-reference", "architecture/s-2.yml", "3 references lead to nothing that was read, such as `s-2` at architecture/a.yml:1; it may stand here"),
        ("unreadable", "architecture/s-2.yml", "this is a symbolic link; links are not followed"),
        ("unknown-reference", "ownership/a.yml", "there is no team `nobodys`"),
    ]  # fmt: skip


def test_a_runbook_in_markdown_spelt_out_is_named(root):
    (root / "runbooks" / "restart.markdown").write_text("# Restart\n")
    (root / "architecture" / "a.yml").write_text("services: {web: {runbooks: [restart]}}\n")
    found = [("yaml-ending", "runbooks/restart.markdown", "the file ends in `.markdown` and would not be read")]
    assert said(root) == found


def test_a_runbook_in_capitals(root):
    (root / "runbooks" / "RESTART.MD").write_text("# Restart\n")
    assert said(root) == [("yaml-ending", "runbooks/RESTART.MD", "the file ends in `.MD` and would not be read")]


@pytest.mark.skipif(sys.platform != "linux", reason="such names exist on Linux only")
@pytest.mark.parametrize(
    "name", [b"caf\xe9.yml", b"a\nb.yml", b"\x1b[31m.yml", "a\u202egpj.yml".encode(), b"a\x7f.yml"]
)
def test_a_name_that_cannot_be_shown(root, name):
    (root / "architecture" / os.fsdecode(name)).write_bytes(b"services: {}")
    [finding] = load(root).findings
    assert (finding.rule, finding.message) == ("unreadable", "the file name holds characters that cannot be shown")
    assert finding.source.path.isascii()
    assert finding.source.path.isprintable()


def test_two_names_that_differ_only_in_case(root):
    (root / "architecture" / "PAY.yml").write_text("services: {ship: {}}")
    if load(root).files < 2:
        pytest.skip("the file system has no case")
    assert said(root) == [
        (
            "unreadable",
            "architecture/pay.yml",
            "the name differs from `PAY.yml` only in case: on some machines they are one file",
        )
    ]
    assert "ship" in load(root).base.components


def test_a_folder_named_like_a_file_is_named_and_still_read(root):
    (root / "architecture" / "x.yml").mkdir()
    (root / "architecture" / "x.yml" / "y.yml").write_text("services: {ship: {}}")
    assert said(root) == [("unreadable", "architecture/x.yml", "a folder is named like a file")]
    assert "ship" in load(root).base.components


def test_a_path_too_long_for_other_machines(root):
    (root / "architecture" / ("n" * 220 + ".yml")).write_text("services: {ship: {}}")
    [(rule, _, message)] = said(root)
    assert (rule, message) == (
        "too-large",
        "the path has 237 characters, more than the 200 that all machines can check out",
    )


def test_depth_and_number_of_folders_do_not_matter(root):
    folder = root / "architecture"
    for number in range(40):
        folder = folder / f"{number}"
        folder.mkdir()
        (folder / "s.yml").write_text(f"services: {{s{number}: {{}}}}")
    assert len(load(root).base.components) == 41
    assert load(root).findings == ()


def test_thousands_of_files(root):
    for number in range(3_000):
        (root / "architecture" / f"{number}.yml").write_text(f"services: {{s{number}: {{needs: [pay]}}}}\n")
    loaded = load(root)
    assert loaded.findings == ()
    assert loaded.files == 3_001


def test_the_number_of_files_has_an_end(root, monkeypatch):
    monkeypatch.setattr(tree, "MAX_FILES", 5)
    for number in range(9):
        (root / "architecture" / f"zz{number}.yml").write_text("services: {}")
    loaded = load(root)
    assert [(each.rule, each.message) for each in loaded.findings] == [("too-large", "more than 5 files")]
    assert loaded.files == 5


def test_hidden_and_foreign_files_are_left_alone(root):
    (root / "architecture" / ".git").mkdir()
    (root / "architecture" / ".git" / "x.yaml").write_text("{")
    (root / "architecture" / "picture.svg").write_text("<svg/>")
    (root / "architecture" / "notes.md").write_text("<b>")
    assert said(root) == []


def test_the_root_is_found_from_below(root):
    assert tree.find_root(root / "architecture") == root
    (root / "kb.toml").write_text("")
    assert tree.find_root(root) == root


def test_no_root(tmp_path):
    with pytest.raises(NothingHereError, match="no knowledge base in"):
        tree.find_root(tmp_path)
    with pytest.raises(UsageError, match="is not a folder"):
        tree.find_root(tmp_path / "gone")


def test_a_folder_that_may_not_be_listed(root, monkeypatch):
    listing = os.scandir

    def closed(folder):
        if os.fspath(folder).endswith("events"):
            raise PermissionError(13, "Permission denied")
        return listing(folder)

    monkeypatch.setattr(os, "scandir", closed)
    assert said(root) == [("unreadable", "events", "the folder cannot be read (Permission denied)")]
