"""The record: what is written is what the strict reader reads."""

from datetime import UTC, datetime

import pytest

from kb.files.load import load
from kb.files.rehearsals.records import quoted, read_run, run_text, write_record
from kb.model.provenance import NO_PROVENANCE
from kb.model.runbook import Run, StepResult
from kb.model.source import Source
from kb.model.words import Evidence

HERE = Source("runbooks/log/x.yml", 1, 1)
ODD = [
    'say "no"', "it's", "two\nlines\n\nand three", "tab\there", "# a comment", "a: b", "- item", "{a: [b, c]}", "yes", "null", "~", "2026-01-31", "010", "1e3",
    "---", "...", "<<<<<<< HEAD", "a # kb: b", "%YAML 1.2", "!!python/object:os.system", "&a *b", "back\\slash \\n \\x41", "Zürich 東京 🚒 \U0001f9d1\u200d\U0001f692",
    "trailing: ", "|", ">", "x" * 19_000, "a, b} c]", "`code`", "'", '"', "\\", "$(rm -rf /)", "::error::x",
]  # fmt: skip


def run(note=None, followups=(), **changed):
    step = StepResult("s1", "ok", 12, note, "0123", HERE, "cid")
    return Run("book", "0123", Evidence.DRILL, "ann", None, datetime(2026, 6, 1, 9, tzinfo=UTC), datetime(2026, 6, 1, 10, tzinfo=UTC), "none",
               (step,), "pass", followups, NO_PROVENANCE, HERE)._replace(**changed)  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_come_back_as_they_were(root, folder, text):
    write_record(folder, "x", run_text(run(text, (text, text))))
    loaded = load(root)
    assert loaded.findings == ()
    (found,) = loaded.base.runs
    assert (found.steps[0].note, found.followups) == (text.strip(), (text.strip(),) * 2)


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ud800",
        "password: hunter22",
        "<b>x</b>",
        "+49 170 1234567",
        "# kb: ignore",
        "p\u0430y",
        "\u200d",
    ],
)
def test_texts_that_may_not_stand_there_are_mended_once_more(root, folder, text):
    write_record(folder, "x", run_text(run(f"a {text} b", (f"a {text} b",))))
    loaded = load(root)
    assert loaded.findings == ()
    assert loaded.base.runs[0].steps[0].note.startswith("a ")


def test_the_form_of_a_record():
    text = run_text(run("it held", ("write a number",), observer="bob"))
    assert text == (
        'runbook: book\nsteps_hash: "0123"\nkind: drill\nby: ann\nobserver: bob\nstarted: 2026-06-01T09:00:00Z\nended: 2026-06-01T10:00:00Z\nhelp: none\n'
        'steps:\n  - {id: s1, result: ok, seconds: 12, hash: "0123", confirmed: cid, note: "it held"}\noutcome: pass\nfollowups:\n  - "write a number"\n'
    )


def test_what_reads_back_is_the_run_itself():
    told = run("it held", ("write a number",), observer="bob")
    found, findings = read_run(run_text(told), HERE.path)
    assert findings == ()
    assert found._replace(steps=(), provenance=NO_PROVENANCE) == told._replace(steps=())
    assert found.steps[0]._replace(source=HERE) == told.steps[0]


def test_ids_that_yaml_takes_for_something_else_are_quoted():
    text = run_text(run(by="null", observer="true", steps=(StepResult("1", "ok", None, None, None, HERE),)))
    assert 'by: "null"\nobserver: "true"\n' in text
    assert '{id: "1", result: ok}' in text
    assert read_run(text, HERE.path)[1] == ()


def test_a_quoted_text_is_one_line():
    assert quoted('a\n"b"\t🚒') == '"a\\n\\"b\\"\\t🚒"'


@pytest.mark.parametrize("components", [None, (), ("pay",), ("null", "pay-2", "yes")])
def test_what_the_runbook_was_for_comes_back(components):
    read, faults = read_run(run_text(run(components=components)), "runbooks/log/x.yml")
    assert faults == ()
    assert read is not None
    assert read.components == components
