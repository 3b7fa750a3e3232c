"""What the runbooks leave unanswered, in words."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from kb.analyses.freshness import Badge
from kb.analyses.runbooks.matrix import KINDS, AlertRow, Answer, Held, KindRow, ModeRow, RunbookCoverageReport
from kb.documents.document import (
    Block,
    Cell,
    Column,
    Document,
    Paragraph,
    Section,
    Table,
    Tone,
    Verdict,
    cells,
    columns,
)

_TONES: Final = {
    Answer.VERIFIED: Tone.GOOD,
    Answer.UNPROVEN: Tone.CAUTION,
    Answer.MISSING: Tone.BAD,
    Answer.UNKNOWN: Tone.UNKNOWN,
}
_ORDER: Final = (Answer.MISSING, Answer.UNKNOWN, Answer.UNPROVEN, Answer.VERIFIED)
_LEGEND: Final = (
    "verified: a verified runbook answers, or a rehearsed fallback. unproven: there is one, but nobody has shown that it works. "
    "missing: there is none. unknown: nobody has written down how this fails. Relaunch, access and comms count for a whole "
    "system or event, the other kinds for the component alone. `kb runbook list --stale` says why a runbook is not verified."
)


def describe(report: RunbookCoverageReport, at: str) -> Document:
    """Describe the three matrices, the gaps first in each."""
    blocks: list[Block] = [
        _verdict(report),
        _alerts(report.alerts),
        _modes(report.modes),
        _kinds(report.kinds),
        Paragraph(_LEGEND),
    ]
    return Document(f"What the runbooks answer: {report.scope}", at, tuple(blocks))


def describe_rows(report: RunbookCoverageReport, at: str) -> Document:
    """Describe the three matrices as one table, for CSV."""
    keys = ("matrix", "component", "subject", "mode", "answer", "runbooks", "fallback", "source")
    rows = [
        *(("alert", row.component, row.alert, "", row.answer, row.runbooks, None, row.source) for row in report.alerts),
        *(("edge", row.from_, row.to, row.mode, row.answer, row.runbooks, row.fallback, row.source) for row in report.modes),
        *(("kind", row.component, kind, "", row.answers[kind], row.kinds[kind], None, row.source) for row in report.kinds for kind in KINDS),
    ]  # fmt: skip
    fields = (
        (matrix, component, subject, mode, answer.value, _held(held, ""), fallback, source)
        for matrix, component, subject, mode, answer, held, fallback, source in rows
    )
    return Document.of_rows("What the runbooks answer", at, keys, fields)


def _verdict(report: RunbookCoverageReport) -> Verdict:
    answers = [
        *(row.answer for row in report.alerts),
        *(row.answer for row in report.modes),
        *(answer for row in report.kinds for answer in row.answers.values()),
    ]
    if not answers:
        return Verdict(
            "UNKNOWN", "no alert, no hard dependency and no component of tier 0 or 1 is written down", Tone.UNKNOWN
        )
    good = sum(answer is Answer.VERIFIED for answer in answers)
    tone = Tone.GOOD if good == len(answers) else Tone.BAD if good * 2 < len(answers) else Tone.CAUTION
    return Verdict(f"{good} OF {len(answers)}", f"questions have a verified answer: {_sum(answers)}", tone)


def _sum(answers: Iterable[Answer]) -> str:
    count = Counter(answers)
    return ", ".join(f"{count[answer]} {answer.value}" for answer in _ORDER if count[answer]) or "none"


def _alerts(rows: tuple[AlertRow, ...]) -> Section:
    shown = [
        cells(row.alert, row.component, _answer(row.answer), _held(row.runbooks))
        for row in sorted(rows, key=lambda row: (_ORDER.index(row.answer), row.component, row.alert))
    ]
    title, nothing = (
        f"Alerts: {_sum(row.answer for row in rows)}",
        "No alert is written down: add `alerts:` to components.",
    )
    return _section(title, columns("Alert~", "Component~", "Answer", "Runbooks~"), shown, nothing)


def _modes(rows: tuple[ModeRow, ...]) -> Section:
    heads = columns("Hard dependency~", "Failure mode~", "Answer", "Runbooks~", "Fallback~")
    shown = [
        cells(f"{row.from_} > {row.to}", row.mode or "-", _answer(row.answer), _held(row.runbooks), _fallback(row))
        for row in sorted(rows, key=lambda row: (_ORDER.index(row.answer), row.from_, row.to, row.mode or ""))
    ]
    title = f"Hard dependencies: {_sum(row.answer for row in rows)}"
    return _section(title, heads, shown, "No hard dependency is written down.")


def _fallback(row: ModeRow) -> str:
    if row.fallback is None:
        return "-"
    return row.fallback if row.rehearsed else f"{row.fallback} (not rehearsed)"


def _kinds(rows: tuple[KindRow, ...]) -> Section:
    shown = [cells(row.tier, row.component, *(_answer(row.answers[kind]) for kind in KINDS)) for row in rows]
    title = f"Must-have kinds, tier 0 and 1: {_sum(answer for row in rows for answer in row.answers.values())}"
    nothing = "No component of tier 0 or 1 is written down."
    return _section(title, columns("T>", "Component~", *KINDS), shown, nothing)


def _section(title: str, heads: tuple[Column, ...], rows: list[tuple[Cell, ...]], nothing: str) -> Section:
    return Section(title, (Table(heads, tuple(rows)) if rows else Paragraph(nothing, Tone.UNKNOWN),))


def _answer(answer: Answer) -> Cell:
    return Cell(answer.value, _TONES[answer])


def _held(runbooks: tuple[Held, ...], nothing: str = "-") -> str:
    return (
        ", ".join(
            held.runbook if held.badge is Badge.VERIFIED else f"{held.runbook} ({held.badge.value})"
            for held in runbooks
        )
        or nothing
    )
