"""Handovers in words: many of everything, cut where it is said; rows and checklists that lose nothing."""

import csv
import io
from datetime import date
from functools import cache

import pytest

from kb.analyses.handover.propose import propose
from kb.analyses.handover.question import question
from kb.analyses.handover.report import HandoverReport
from kb.documents import handover, handover_checklist
from kb.documents.document import Document
from kb.model.moment import noon
from kb.model.scenario import whom
from kb.render.csv import Csv
from kb.render.markdown import Markdown
from kb.render.text import Text
from kb.testing import base


def made(text: str, *names: str, by: date = date(2026, 8, 28), settings: str = "") -> HandoverReport:
    known = base(text, settings)
    terms = tuple(whom(known, name) for name in names or ("ann",))
    return propose(question(known, noon(date(2026, 6, 1)), terms, by))


def words(document: Document) -> str:
    text = Text(width=80).render(None, document)
    assert max(map(len, text.splitlines())) <= 80
    return " ".join(text.split())


@cache
def large() -> HandoverReport:
    parts = [f"ann operates c{number:02}; c{number:02} tier 1; c{number:02} owner crew" for number in range(70)]
    return made("; ".join(parts) + "; ann in crew; bob in crew; first covers c00; first pages ann, bob")


@pytest.mark.no_cover
def test_many_components_are_cut_and_said_to_be() -> None:
    said = words(handover.describe(large(), "At 2026-06-01"))
    assert "What would be lost (70)" in said
    assert "… and 10 more; --format csv or json has them all." in said
    assert "NOT ALL" in said
    assert "more (json has all)" in said


@pytest.mark.no_cover
def test_every_session_work_duty_and_remainder_is_a_row() -> None:
    report = large()
    text = Csv().render(report, handover.describe_rows(report, "At 2026-06-01"))
    rows = list(csv.DictReader(io.StringIO(text)))
    kinds = [row["kind"] for row in rows]
    assert kinds.count("session") == len(report.plan.sessions)
    assert kinds.count("open") == len(report.plan.open)
    assert sum(kind.startswith("runbook") for kind in kinds) == len(report.runbooks)
    assert len(rows) == len(report.plan.sessions) + len(report.plan.open) + len(report.runbooks) + len(report.duties)


def test_the_checklist_has_a_box_for_all_of_it() -> None:
    report = made("ann operates pay; pay owner crew; ann in crew; bob in crew; first covers pay; first pages ann, bob")
    text = Markdown().render(report, handover_checklist.describe(report, "At 2026-06-01"))
    assert text.count("☐ DONE when") == len(report.plan.items) == 1
    assert "☐ write restore-pay: there is no runbook with steps for pay (bob)" in text
    assert "☐ first: take ann off first; 1 stays on it" in text
    assert "Decide: it cannot be handed over in time" in text  # the second operator: there is nobody
    assert "☐ 2026-08-28: write until: 2026-08-28 at the entry of ann" in text


def test_where_nothing_falls_only_the_duties_are_told() -> None:
    report = made("ann operates pay; bob operates pay; cy operates pay; first covers pay; first pages ann, bob")
    said = words(handover.describe(report, "At 2026-06-01"))
    assert "no component falls below its target without them; 1 other duty to hand over" in said
    assert "enough operators stay: pay (3 → 2)" in said
    assert "How good this is" not in said


def test_a_claim_to_be_proved_is_not_said_to_be_taken_over() -> None:
    said = words(
        handover.describe(made("ann operates pay; bob operates pay; pay owner crew; ann in crew; bob in crew"), "At")
    )
    assert (
        "1. pay (unknown tier), from ann: bob proves what so far is a claim, with restore-pay, which is to be written."
        in said
    )


def test_what_it_is_built_on_says_so_and_outside_help_stands_beside() -> None:
    text = "ann operates pay, old; pay built_on old; eve operates old; eve is external; ann in crew; bob in crew; pay owner crew; old owner crew"
    said = words(handover.describe(made(text), "At"))
    assert "1. old (unknown tier, pay is built on it), from ann" in said
    assert "+1" in said


@pytest.mark.parametrize(("hours", "said"), [(6, "OUT OF REACH"), (40, "NOT ALL")])
def test_the_verdict_follows_the_hours_there_are(hours: int, said: str) -> None:
    settings = f"[plan]\nmentor_hours = {hours}\nlearner_hours = {hours}\n"
    text = "ann operates pay; pay owner crew; ann in crew; bob in crew"
    assert said in words(handover.describe(made(text, by=date(2026, 6, 15), settings=settings), "At"))


def test_several_who_go_each_have_their_own_day() -> None:
    text = "ann operates pay; bob operates pay; ann until 2026-07-03; ann in crew; bob in crew; pay owner crew; r covers pay; r pages ann, bob"
    said = words(handover.describe(made(text, "ann", "bob"), "At"))
    assert "ann 2026-07-03 2026-06-26 the files (until)" in said
    assert "bob 2026-08-28 2026-08-21 the date asked for" in said
    assert "(ann, bob, by 2026-07-03" in said


def test_what_no_session_can_be_held_for_says_what_to_do_until_then() -> None:
    text = "ann operates pay; bob assists pay; pay owner crew; ann in crew; bob in crew"
    report = made(text, by=date(2026, 6, 9))
    said = words(handover.describe(report, "At"))
    assert (
        "nobody can be planned for it in time; until then: write a runbook for pay with ann before ann goes, then drill it with bob"
        in said
    )
    assert report.components[0].meanwhile is not None
    boxes = words(handover_checklist.describe(report, "At"))
    assert "Until then, where nobody can be planned" in boxes
    assert "☐ pay: write a runbook for pay with ann before ann goes" in boxes
    assert made(text).components[0].meanwhile is None  # there is time: the sessions say it


def test_who_is_away_until_the_last_day_is_not_asked_to_teach() -> None:
    text = "ann operates pay; pay owner crew; ann in crew; bob in crew; ann away "
    gone = made(text + "2026-05-25/2026-06-09", by=date(2026, 6, 9)).components[0].meanwhile
    assert gone == "nobody left who can teach it: rediscover it from code and graph"
    back = made(text + "2026-05-25/2026-06-07", by=date(2026, 6, 9)).components[0].meanwhile
    assert back is not None
    assert back.startswith("pair bob with ann before ann goes")


def test_the_days_kept_free_are_told_and_a_day_that_has_gone_is_none() -> None:
    text = "ann operates pay; pay owner crew; ann in crew; bob in crew"
    report = made(text, by=date(2026, 6, 5))
    said = words(handover.describe(report, "At"))
    assert "The 5 working days before a last day are kept for other things ([plan] reserved_days in kb.toml)." in said
    assert "ann 2026-06-05 no day is left the date asked for" in said
    free = words(handover.describe(made(text, settings="[plan]\nreserved_days = 0\n", by=date(2026, 6, 5)), "At"))
    assert "kept for other things" not in free
    assert "2026-06-05 2026-06-05" in free
