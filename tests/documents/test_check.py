from kb.analyses.check.report import CheckReport, Counts, Question
from kb.documents.check import describe, describe_questions
from kb.documents.document import Excerpt
from kb.model.finding import Finding, Severity, Suppression
from kb.model.source import Source
from kb.render.text import Text
from kb.testing import at

HERE = Source("architecture/a.yml", 3, 5)
ERROR = Finding("unknown-key", Severity.ERROR, "pay", "`ownr` is no key", HERE, "use owner", width=4)
WARNING = Finding("tier-known", Severity.WARNING, "pay", "no tier", HERE._replace(line=9), "write it", (HERE,))
FRAME = Excerpt("", 3, 5, 4, ((3, "    ownr: t"),))


def text(*findings, frames=None, **fields):
    counts = Counts(
        *(sum(item.severity is severity and not item.suppressed for item in findings) for severity in Severity),
        suppressed=sum(item.suppressed is not None for item in findings),
    )
    report = CheckReport(at(), 2, counts, findings, 0, True, 0, ())._replace(**fields)
    return Text().render(report, describe(report, "At 2026-06-01 (test)", frames or {}))


def test_nothing_found():
    assert text() == "Check\n━━━━━\nAt 2026-06-01 (test)\n\n┃ Nothing found\n┃ 2 files read.\n"


def test_a_finding_with_its_frame():
    drawn = text(ERROR, frames={HERE: FRAME})
    assert (
        "architecture/a.yml:3:5: error: `ownr` is no key [unknown-key]\n"
        "  > 3 │     ownr: t\n"
        "      │     ^^^^\n"
        "\n"
        "  Fix: use owner.\n" in drawn
    )
    assert "┃ 1 error\n┃ 2 files read. `kb explain unknown-key` prints" in drawn


def test_a_finding_without_a_frame_takes_a_line_below_its_file():
    assert "architecture/a.yml\n  - 9:5: no tier [tier-known]\n" in text(WARNING)
    assert "┃ No errors, 1 warning\n" in text(WARNING)


def test_where_else_to_look():
    assert "Fix: write it. See also architecture/a.yml:3.\n" in text(WARNING, frames={WARNING.source: FRAME})
    many = WARNING._replace(evidence=(HERE,) * 5)
    assert "architecture/a.yml:3 and 2 more." in text(many, frames={WARNING.source: FRAME})


def test_a_long_list_of_warnings_has_no_frames_and_a_count_by_rule():
    drawn = text(*[WARNING] * 12, WARNING._replace(source=Source("b.yml", 1, 1)), frames={WARNING.source: FRAME})
    assert "│" not in drawn
    assert "  tier-known     13\n" in drawn


def test_what_is_let_be_says_why_and_until_when():
    let_be = WARNING._replace(suppressed=Suppression("later", "2026-12-31", HERE))
    drawn = text(let_be)
    assert "Let be (1)" in drawn
    assert "no tier [tier-known]: until 2026-12-31, later" in drawn.replace("\n  ", " ")
    assert "┃ Nothing found\n┃ 2 files read. 1 finding let be, with reason and end date.\n" in drawn


def test_what_was_not_looked_for_is_said():
    assert "Warnings were not looked for" in text(ERROR, rules_run=False)
    assert "3 warnings held back" in text(ERROR, held_back=3)
    assert "1,200 more findings are not shown." in text(ERROR, more=1200)


def report(*findings, **fields):
    counts = Counts(*(sum(item.severity is severity for item in findings) for severity in Severity), suppressed=0)
    return CheckReport(at(), 2, counts, findings, 0, True, 0, ())._replace(**fields)


def test_questions_stand_alone_and_are_numbered():
    asked = Question("pay", "owner", None, "To t: who owns `pay`?", 8, 1, HERE)
    drawn = Text().render(None, describe_questions(report(WARNING, questions=(asked,)), ""))
    assert drawn == (
        "Questions to send\n━━━━━━━━━━━━━━━━━\n\n1. To t: who owns `pay`?\n\n┃ No errors, 1 warning\n┃ 2 files read.\n"
    )


def test_without_a_question_it_is_said_why():
    assert "Nothing is unknown that is worth asking about." in Text().render(None, describe_questions(report(), ""))
    assert "mend them first, then ask again" in Text().render(
        None, describe_questions(report(ERROR, rules_run=False), "")
    )


def test_advice_is_a_line_until_it_is_asked_for():
    advice = WARNING._replace(severity=Severity.INFO, rule="run-steps")
    drawn = Text().render(None, describe(report(advice, advice), "", {}, advice=False))
    assert "Advice (2): nothing is wrong; `kb check .` shows it.\n\n┃ No errors, 2 infos\n┃ 2 files read.\n" in drawn
    assert "[run-steps]" in text(advice)
    both = Text().render(None, describe(report(WARNING, advice), "", {}, advice=False))
    assert "[tier-known]" in both
    assert "`kb explain tier-known`" in both
