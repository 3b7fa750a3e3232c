"""After an event: what it showed, and whether a check had asked.

The only place that reads ``outcome:``. Causes, recommendations and symptoms are matched with checks by their words; this is a hint where
to look, not a verdict on causes.
"""

import re
from datetime import datetime
from typing import Final, NamedTuple

from kb.analyses.readiness.answer import Outcome
from kb.analyses.readiness.report import ReadinessCheck, ReadinessReport, Verdict
from kb.model.event import Event, Observation
from kb.model.source import Source
from kb.model.words import Basis

TOPICS: Final = (
    (
        r"overload|load test|stress test|capacity|provision|load balanc|crash|unable to join|saturat|queue",
        "D1 C1 C2 C3",
    ),
    (r"follower|multipl|notification|fan-out", "D3"),
    (r"staff|team|knowledge share|share knowledge|transition", "P1 P4 P11"),
    (r"external expert|outside expert", "P10"),
    (r"architecture|integrated|joined to", "G1 G3"),
    (r"moved between|change|release|deploy", "C4 O1"),
    (r"monitor|dashboard", "O2"),
    (r"(?:collect|gather|user|listener)s? feedback", "A2"),
    (r"dead air|whisper|press enquiry|holding text|script", "O6"),
    (r"another room|new one|second room|move to|thrown out", "K6 R4"),
    (r"second factor|two-factor|log ?in", "O3 O5"),
    (r"shed|read-only|extra", "R2"),
    (r"audio cut|silen|without sound|sound was gone", "K2"),
    (r"\bready\b|not ready", "E3"),
)
"""Words of an outcome, and the codes of the checks that ask about such things."""


class Lesson(NamedTuple):
    """One thing an event showed or someone advised, and the checks that ask about it.

    Attributes:
        kind: symptom, cause or recommendation.
        asked: code and outcome, as of the start of the event, of the checks that ask about it.
        caught: whether one of them had not passed.
        basis: how it came to be written down.
    """

    kind: str
    text: str
    by: str | None
    asked: tuple[tuple[str, Outcome], ...]
    caught: bool
    basis: Basis | None
    source: Source


class ReadinessReview(NamedTuple):
    """What an event showed, held against what was known before it.

    Attributes:
        at: the instant the checks were asked for.
        verdict: what was said then.
        summary: what the event showed, as written; empty where nothing is.
        open: codes and ids of the blockers that were open.
        lessons: causes, symptoms and recommendations.
        caught: lessons some check had not passed on.
        passed: lessons the checks had passed on: look at those checks.
        unasked: lessons no check asks about: a check, a runbook or an edge is missing.
    """

    event: str
    title: str
    at: datetime
    verdict: Verdict
    summary: str
    open: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    caught: int
    passed: int
    unasked: int


def review(event: Event, before: ReadinessReport) -> ReadinessReview:
    """Return the review of an event, from the report as of its start."""
    outcome = event.outcome
    groups = (
        ("cause", outcome.causes if outcome else None),
        (
            "symptom",
            tuple(item for item in (outcome.observations or ()) if item.metric in ("symptom", "action", "readiness"))
            if outcome
            else None,
        ),
        ("recommendation", outcome.recommendations if outcome else None),
    )
    lessons = tuple(_lesson(kind, item, before) for kind, items in groups for item in items or () if item.text)
    open_ = tuple(f"{result.code} {result.check}" for result in before.results if result.open)
    caught, asked = sum(item.caught for item in lessons), sum(bool(item.asked) for item in lessons)
    summary = (outcome.summary if outcome else None) or ""
    return ReadinessReview(
        event.id,
        before.title,
        before.at,
        before.verdict,
        summary,
        open_,
        lessons,
        caught,
        asked - caught,
        len(lessons) - asked,
    )


def _lesson(kind: str, item: Observation, before: ReadinessReport) -> Lesson:
    text = (item.text or "").lower()
    codes = [
        code
        for pattern, found in TOPICS
        if re.search(pattern, text) and not text.startswith("against")
        for code in found.split()
    ]
    results: dict[str, ReadinessCheck] = {result.code: result for result in before.results}
    asked = tuple(
        (code, results[code].outcome)
        for code in dict.fromkeys(codes)
        if results[code].outcome is not Outcome.NOT_APPLICABLE
    )
    caught = any(outcome.blocks or outcome is Outcome.WARN for _, outcome in asked)
    return Lesson(kind, item.text or "", item.by, asked, caught, item.provenance.basis, item.source)
