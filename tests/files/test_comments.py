"""Suppressions in comments: complete or a fault, where they hold, and how many there may be."""

import pytest

from kb.analyses.check.assess import assess
from kb.files.comments import MAX_INLINE, front_suppressions, inline_suppressions
from kb.files.context import Context
from kb.testing import at, check, read

LINE = "# kb: ignore[tier-known] until 2026-12-31: the tiers are set this year"
RUNBOOK = f"---\nid: r\n{LINE.replace('tier-known', 'runbook-rehearsable')}\ncomponents: [pay]\n---\n\n## Steps\n\nx\n"
FILES = {"architecture/a.yml": "services: {pay: {tier: 3}}\n", "runbooks/r.md": RUNBOOK}


def found(text, reader=inline_suppressions):
    ctx = Context("architecture/a.yml")
    return list(reader(text, ctx)), [(item.rule, item.source.line, item.source.column) for item in ctx.findings]


def test_a_comment_names_rules_an_end_and_a_reason():
    (first, second), faults = found(f"a: 1\nb: 2 {LINE.replace('tier-known', 'tier-known, owner-known')}\n")
    assert faults == []
    assert (first.rule, first.path, first.line, first.reason) == (
        "tier-known",
        "architecture/a.yml",
        2,
        "the tiers are set this year",
    )
    assert (second.rule, second.until.isoformat(), second.source[1:]) == ("owner-known", "2026-12-31", (2, 6))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"a: 1 {LINE}\nb: 2\n", [1]),
        (f"{LINE}\na: 1\nb: 2\n", [2]),
        (f"\ufeff{LINE}\na: 1\n", [2]),
        (f"a:\n  {LINE}\n  # says why\n  {LINE}\n  b: 1\n  c: 2 {LINE}\n", [5, 5, 6]),
        (f"{LINE}\n\na: 1\n", [2]),
        (LINE, [2]),
    ],
)
def test_behind_something_one_holds_for_its_line_else_for_the_next(text, lines):
    suppressions, faults = found(text)
    assert ([item.line for item in suppressions], faults) == (lines, [])


def test_one_behind_a_component_lets_the_next_component_be_found():
    files = {
        "architecture/a.yml": f"services:\n  a: {{}} {LINE}\n  b: {{}}\n  {LINE}\n  # words\n  c: {{}}\n  d: {{}}\n"
    }
    loaded = read(files)
    found = [item for item in assess(loaded.base, loaded.findings, at()).findings if item.rule == "tier-known"]
    assert {item.subject: item.suppressed is not None for item in found} == {
        "a": True,
        "b": False,
        "c": True,
        "d": False,
    }


def test_a_secret_in_the_line_behind_a_suppression_is_an_error():
    line = LINE.replace("tier-known", "phone-number")
    text = f"services:\n  a: {{description: call +49 30 901820}} {line}\n  b: {{description: call +49 30 901820}}\n"
    found = read({"architecture/a.yml": text}).findings
    assert [(item.subject, item.suppressed is not None) for item in found] == [("a", True), ("b", False)]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("# kb: ignore[tier-known]", "bad-suppression"),
        ("# kb: ignore tier-known until 2026-12-31: x", "bad-suppression"),
        ("# kb: ignore[tier-known] until 2026-12-31:", "bad-suppression"),
        ("# kb: ignore[tier-known] until 2026-02-30: x", "impossible-date"),
    ],
)
def test_one_that_is_not_complete_is_a_fault(line, rule):
    assert found(f"a: 1\n{line}\n") == ([], [(rule, 2, 1)])


def test_more_than_anyone_means_are_a_fault():
    suppressions, faults = found(f"{LINE}\n" * (MAX_INLINE + 1))
    assert (len(suppressions), faults) == (MAX_INLINE, [("too-large", MAX_INLINE + 1, 1)])


def test_in_the_front_matter_of_a_runbook_one_holds_for_the_whole_of_it():
    (item,), _ = found(RUNBOOK, front_suppressions)
    assert (item.line, item.source.line) == (None, 3)
    loaded = read(FILES)
    assert [suppression.rule for suppression in loaded.base.suppressions] == ["runbook-rehearsable"]
    assert check("suppression-used", FILES) == []


def test_it_lets_be_what_is_found_in_the_runbook():
    loaded = read(FILES)
    report = assess(loaded.base, loaded.findings, at("2026-06-01"))
    let_be = [item for item in report.findings if item.suppressed]
    assert [(item.rule, item.source.path) for item in let_be] == [("runbook-rehearsable", "runbooks/r.md")]
    assert "suppression-used" not in {item.rule for item in report.findings}


@pytest.mark.parametrize(
    "text", ["", "no front matter\n", "---\nid: r\n", f"\n## Steps\n\n{LINE}\n", f"---\nid: r\n---\n\n{LINE}\n"]
)
def test_what_stands_in_the_text_of_a_runbook_is_text(text):
    assert found(text, front_suppressions) == ([], [])


@pytest.mark.parametrize(
    ("text", "lacks", "whole"),
    [
        (
            "# kb: ignore[tier-known] until 2026-10-01",
            "its reason after a colon",
            "ignore[tier-known] until 2026-10-01: reason",
        ),
        ("# kb: ignore[tier-known]: soon", "its last day after `until`", "ignore[tier-known] until 2026-12-31: reason"),
        (
            "# kb: ignore",
            "its rule in brackets and its last day after `until`",
            "ignore[rule-id] until 2026-12-31: reason",
        ),
    ],
)
def test_what_a_suppression_lacks_is_named_and_what_it_has_is_kept(text, lacks, whole):
    ctx = Context("architecture/a.yml")
    assert list(inline_suppressions(f"a: 1 {text}\n", ctx)) == []
    (fault,) = ctx.findings
    assert fault.message == f"this suppression lacks {lacks}"
    assert fault.fix == f"write `# kb: {whole}`"


def test_one_that_is_not_whole_leaves_nothing_open():
    loaded = read({"architecture/a.yml": "services:\n  pay: {tier: 0} # kb: ignore[tier-known]\n"})
    report = assess(loaded.base, loaded.findings, at())
    assert report.rules_run
    assert report.counts.errors == 1
    assert report.counts.warnings
