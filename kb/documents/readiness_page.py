"""The one page on readiness for the person who decides."""

from typing import Final

from kb.analyses.readiness.answer import Outcome
from kb.analyses.readiness.report import ReadinessCheck, ReadinessReport, Verdict
from kb.documents.document import Block, Bullets, Cell, Document, Facts, Paragraph, Section
from kb.documents.document import Verdict as Word
from kb.documents.readiness import WORDS, said_scale, said_thresholds
from kb.model.words import Basis

_LINES: Final = 10
"""Failing blockers shown; what is left out is counted."""
_LONG: Final = 110
"""Characters of a value shown."""


def describe_page(report: ReadinessReport, decider: str | None, at: str) -> Document:
    """Describe the readiness of an event on one page: what fails, what is unknown, what is waived, who said no."""
    blocks: list[Block] = [Word(report.verdict.value, report.sentence + ".", WORDS[report.verdict]), _facts(report)]
    open_ = [result for result in report.results if result.open]
    failing = [result for result in open_ if result.outcome is Outcome.FAIL]
    rest = [result for result in open_ if result.outcome is not Outcome.FAIL]
    if failing:
        shown = [_line(result, report.event) for result in failing[:_LINES]]
        more = [f"and {len(failing) - _LINES} more"] if len(failing) > _LINES else []
        blocks.append(Section(f"Fails on evidence ({len(failing)})", (Bullets((*shown, *more)),)))
    if rest:
        names = ", ".join(f"{result.code} {result.title.lower()}" for result in rest)
        blocks.append(Section(f"Unknown, or evidence out of date ({len(rest)})", (Paragraph(f"{names}."),)))
    blocks += _accepted(report)
    blocks.append(_decision(report, decider))
    return Document(f"{report.title}: one page", at, tuple(blocks))


def _facts(report: ReadinessReport) -> Facts:
    start = report.start.isoformat(sep=" ", timespec="minutes") if report.start else "unknown"
    evidence, counts = report.evidence, report.counts
    declared = f", {evidence.declared} of {sum(evidence)} answers in them only declared" if sum(evidence) else ""
    green = f"{counts.passed} of {sum(counts) - counts.not_applicable} checks pass{declared}"
    facts = ("Starts", Cell(start)), ("Scale", Cell(said_scale(report))), ("Green", Cell(green))
    return Facts((*facts, *said_thresholds(report)))


def _line(result: ReadinessCheck, event: str) -> str:
    worst = result.answers[0]
    value = worst.value if len(worst.value) <= _LONG else worst.value[: _LONG - 1] + "…"
    others = sum(answer.outcome.blocks for answer in result.answers) - 1
    weak = " [assumption]" if worst.rests is Basis.ASSUMPTION else ""
    about = "" if worst.subject == event else f"{worst.subject}: "
    return f"{result.title}: {about}{value}{weak}" + (f" (and {others} more)" if others else "")


def _accepted(report: ReadinessReport) -> list[Block]:
    waivers = dict.fromkeys(answer.waiver for result in report.results for answer in result.answers if answer.waiver)
    blocks: list[Block] = [Section("Waived", (Bullets(tuple(filter(None, waivers))),))] if waivers else []
    if report.dissent:
        said = tuple(f"{voice.role} ({voice.by}): {voice.value}" for voice in report.dissent)
        blocks.append(Section("Said no-go, word for word", (Bullets(said),)))
    return blocks


def _decision(report: ReadinessReport, decider: str | None) -> Block:
    who = decider or "nobody is named: this is the first thing to mend"
    word = "GO / NO-GO" if report.verdict is not Verdict.NO_GO else "NO-GO, or what is changed so that it is none"
    return Section(
        "Decision", (Facts((("Decides", Cell(who)), ("Decided", Cell(f"{word}: ____________   at: ____________")))),)
    )
