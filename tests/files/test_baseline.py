"""The baseline file: written sorted and read back, every fault in it with its place, however hostile."""

import subprocess
import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.files import baseline
from kb.files.baseline import read, text
from kb.model.baseline import Baseline, CheckBaseline, Recorded, RiskBaseline
from kb.model.finding import BASELINE
from kb.model.words import RiskClass

DAY = date(2026, 6, 1)
WHOLE = Baseline(
    CheckBaseline(DAY, 5, {("tier-known", "web"): 2, ("owner-known", "runbooks/a b.md"): 1, ("tier-known", "pay"): 1}),
    RiskBaseline(DAY, 1, {"web": Recorded(RiskClass.UNKNOWN, None, 2), "pay": Recorded(RiskClass.SINGLE, 1, 0)}),
)
WRITTEN = """\
format_version = 1

[check]
since = "2026-06-01"
start = 5

[check.findings.owner-known]
"runbooks/a b.md" = 1

[check.findings.tier-known]
pay = 1
web = 2

[risk]
since = "2026-06-01"
start = 1

[risk.components]
pay = {class = "single", bus_factor = 1}
web = {class = "unknown", unknown = 2}
"""


def put(root, content):
    (root / BASELINE).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(root)


def test_is_written_sorted_and_an_entry_a_line():
    lines = text(WHOLE).splitlines(keepends=True)
    assert [line[0] for line in lines[:2]] == ["#", "#"]
    assert "".join(lines[2:]) == WRITTEN
    assert max(map(len, lines)) <= 120


def test_what_is_written_is_read_back(tmp_path):
    assert put(tmp_path, text(WHOLE)) == (WHOLE, ())
    assert put(tmp_path, text(Baseline())) == (Baseline(), ())


SUBJECTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)


@given(st.dictionaries(st.tuples(st.sampled_from(["a-b", "c"]), SUBJECTS), st.integers(1, 9), max_size=5))
def test_any_subject_survives_its_quotes(entries):
    data = tomllib.loads(text(Baseline(CheckBaseline(DAY, 0, entries))))
    found = data["check"].get("findings", {})
    assert {(rule, subject): count for rule, table in found.items() for subject, count in table.items()} == entries


def test_without_a_file_there_is_no_baseline(tmp_path):
    assert read(tmp_path) == (None, ())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", [("missing-key", 1)]),
        ("format_version = 2\nnonsense = 1\n", [("newer-schema", 1)]),
        ('format_version = "1"\n', [("wrong-type", 1)]),
        ("format_version = 1\nchek = 1\n", [("unknown-key", 2)]),
        ("format_version = 1\n[check]\nstart = 1\n", [("missing-key", 2)]),
        ('format_version = 1\n[check]\nsince = "2026-02-30"\nstart = -1\n', [("impossible-date", 3), ("wrong-type", 4)]),
        ('format_version = 1\n[check]\nsince = "2026-02-01"\nstart = 1\n[check.findings.a]\npay = 0\nweb = "x"\n', [("wrong-type", 6), ("wrong-type", 7)]),
        ('format_version = 1\n[risk]\nsince = "2026-02-01"\nstart = 1\n[risk.components]\npay = {class = "dire"}\n', [("unknown-word", 6)]),
        ("<<<<<<< ours\nformat_version = 1\n=======\n", [("toml-syntax", 1)]),
        (b"\xff\xfe\x00", [("unreadable", 1)]),
        ("a" * 20 + "\x00", [("hidden-character", 1)]),
    ],
    ids=lambda value: ascii(value)[:30],
)  # fmt: skip
def test_every_fault_has_its_place_and_nothing_is_held(tmp_path, content, expected):
    found = put(tmp_path, content)
    assert found.baseline is None
    assert [(item.rule, item.source.line) for item in found.findings] == expected
    assert all(item.source.path == BASELINE and item.fix for item in found.findings)


def test_links_and_files_too_large_are_not_read(tmp_path, monkeypatch):
    (tmp_path / "other").write_text(WRITTEN)
    (tmp_path / BASELINE).symlink_to("other")
    assert [item.rule for item in read(tmp_path).findings] == ["unreadable"]
    (tmp_path / BASELINE).unlink()
    monkeypatch.setattr(baseline, "MAX_BYTES", 50)
    assert [item.rule for item in put(tmp_path, WRITTEN).findings] == ["too-large"]


def test_two_branches_that_mended_different_things_merge_by_themselves(tmp_path):
    """An entry a line, keyed by names: git merges what two people removed apart from each other."""
    entries = {("tier-known", f"component-{number}"): 1 for number in range(12)}
    whole = CheckBaseline(DAY, 12, entries)

    def without(*numbers):
        kept = {
            key: count for key, count in entries.items() if key[1] not in {f"component-{number}" for number in numbers}
        }
        return text(Baseline(whole._replace(entries=kept)))

    for name, content in (("ours", without(1)), ("old", without()), ("theirs", without(9))):
        (tmp_path / name).write_text(content)
    done = subprocess.run(
        ["git", "merge-file", "-p", "ours", "old", "theirs"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == without(1, 9)
