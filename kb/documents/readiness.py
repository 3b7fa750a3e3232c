"""The report on readiness, in words.

Longer than the usual 150 lines: one report, section by section.
"""

from datetime import date, datetime
from typing import Final

from kb.analyses.readiness.answer import Answer, Outcome, Scale
from kb.analyses.readiness.report import ReadinessCheck, ReadinessReport, Verdict
from kb.documents.document import Block, Bullets, Cell, Document, Facts, Paragraph, Section, Tone, columns
from kb.documents.document import Verdict as Word
from kb.documents.saying import listing
from kb.model.saying import amount, count
from kb.model.words import Basis

TONES: Final = {
    Outcome.FAIL: Tone.BAD,
    Outcome.STALE: Tone.BAD,
    Outcome.UNKNOWN: Tone.UNKNOWN,
    Outcome.WAIVED: Tone.CAUTION,
    Outcome.WARN: Tone.CAUTION,
    Outcome.PASS: Tone.GOOD,
    Outcome.NOT_APPLICABLE: Tone.PLAIN,
}
WORDS: Final = {Verdict.GO: Tone.GOOD, Verdict.WAIVERS: Tone.CAUTION, Verdict.NO_GO: Tone.BAD}
_STATES: Final = {
    Outcome.FAIL: "Failing, not blocking",
    Outcome.STALE: "Stale, not blocking",
    Outcome.UNKNOWN: "Unknown, not blocking",
    Outcome.WAIVED: "Waived",
    Outcome.WARN: "Warnings",
    Outcome.PASS: "Passed",
    Outcome.NOT_APPLICABLE: "Not applicable",
}
_BLOCKS: Final = {
    Outcome.FAIL: "Blocks: fails on evidence",
    Outcome.STALE: "Blocks: evidence is out of date",
    Outcome.UNKNOWN: "Blocks: unknown",
}
MOVES: Final = columns("Check~", "Subject~", "Before", "After", "Found~")
"""Columns of a table of answers that moved."""
_SOURCES: Final = 2
NOBODY: Final = "no owner named"
_CLAUSES: Final = 4
"""Clauses of a value that are shown in a list of checks; one check alone, JSON and CSV have them all."""


def describe(report: ReadinessReport, at: str) -> Document:
    """Describe the readiness of an event: verdict first, then what blocks, then the rest by state."""
    blocks: list[Block] = [Word(report.verdict.value, report.sentence + ".", WORDS[report.verdict]), _facts(report)]
    open_ = [result for outcome in Outcome for result in report.results if result.open and result.outcome is outcome]
    for outcome, title in _BLOCKS.items():
        found = [result for result in open_ if result.outcome is outcome]
        if found:
            blocks.append(
                Section(
                    f"{title} ({len(found)})",
                    (Bullets(tuple(_line(outcome, result, report) for result in found)),),
                )
            )
    for outcome in Outcome:
        rest = [result for result in report.results if result.outcome is outcome and not result.open]
        if rest:
            blocks.append(Section(f"{_STATES[outcome]} ({len(rest)})", _rest(outcome, rest, report)))
    blocks += _voices(report)
    blocks.append(_next(report, open_))
    return Document(f"Readiness: {report.title}", at, tuple(blocks))


def _facts(report: ReadinessReport) -> Facts:
    evidence = report.evidence
    green = sum(evidence)
    when = _when(report.start, report.end, report.today) if report.start and report.end else "unknown"
    rests = (
        f"{count(evidence.observed, 'observed run')}, {evidence.dated} dated, {count(evidence.declared, 'declaration')}"
    )
    share = f" ({evidence.declared / green:.0%} declared only)" if green else ""
    counts = report.counts
    said = [
        (counts.fail, "fail"),
        (counts.stale, "stale"),
        (counts.unknown, "unknown"),
        (counts.waived, "waived"),
        (counts.warn, "warn"),
        (counts.passed, "pass"),
        (counts.not_applicable, "not applicable"),
    ]
    return Facts(
        (
            ("When", Cell(when)),
            ("Scale", Cell(said_scale(report))),
            ("Stands on", Cell(f"{count(len(report.closure), 'component')}, {count(len(report.vendors), 'vendor')}")),
            ("All checks", Cell(", ".join(f"{number} {word}" for number, word in said if number))),
            ("Passed checks rest on", Cell(f"{rests}{share}" if green else "nothing has passed")),
            *said_thresholds(report),
        )
    )


def said_thresholds(report: ReadinessReport) -> tuple[tuple[str, Cell], ...]:
    """Say what was measured by another threshold than the default, as a line of facts; nothing if nothing was."""
    found = [
        f"{f'{item.check} ' if item.check else ''}{item.key} {item.value} (default {item.default}; {item.source})"
        for item in report.thresholds
    ]
    return (("Set otherwise", Cell("; ".join(found))),) if found else ()


def said_scale(report: ReadinessReport) -> str:
    """Say the scale and why: ``marquee (the file says notable): …``."""
    overruled = f" (the file says {report.said_scale.word})" if report.said_scale and report.overruled else ""
    return f"{report.scale.word}{overruled}: {report.why_scale}"


def _when(start: datetime, end: datetime, today: date) -> str:
    """Say when an event is, and how far away that is, in days as its own clock counts them."""
    days = (start.date() - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    ahead = near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")
    same = start.date() == end.date() and start.utcoffset() == end.utcoffset()
    first = f"{start:%Y-%m-%d %H:%M}" if same else _clock(start)
    last = end.timetz().isoformat(timespec="minutes") if same else _clock(end)
    return f"{first} to {last} ({ahead})"


def _clock(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="minutes")


def _rest(outcome: Outcome, results: list[ReadinessCheck], report: ReadinessReport) -> tuple[Block, ...]:
    if outcome is Outcome.NOT_APPLICABLE:
        return (Paragraph(", ".join(f"{result.code} {result.check}" for result in results) + "."),)
    return (Bullets(tuple(_line(outcome, result, report) for result in results)),)


def spoken(result: ReadinessCheck) -> tuple[Answer, str]:
    """Return the answer a check is said by, the worst (of a passed one, that which rests on least), and how many are like it."""
    outcome = result.outcome
    same = [answer for answer in result.answers if answer.outcome is outcome]
    shown = min(same, key=lambda answer: (answer.rank, answer.subject)) if outcome is Outcome.PASS else same[0]
    return shown, f" (and {len(same) - 1} more)" if len(same) > 1 else ""


def _line(outcome: Outcome, result: ReadinessCheck, report: ReadinessReport) -> str:
    shown, more = spoken(result)
    about = "" if shown.subject == report.event else f"{shown.subject}: "
    text = f"{result.code} {result.check}: {about}{folded(shown.value)}{more}"
    if outcome is Outcome.WAIVED:
        return f"{text}; {shown.waiver}"
    if outcome is Outcome.PASS:
        return f"{text} [{shown.rank.name.lower()}]"
    weak = "; assumption" if shown.rests is Basis.ASSUMPTION else ""
    places = f" [{', '.join(_places(shown)[:_SOURCES])}{weak}]" if shown.sources else ""
    due = said_due(shown.due, report.today)
    return f"{text}{places}. Mend: {shown.repair}. {shown.owner or NOBODY}, {due}."


def folded(value: str) -> str:
    """Return a value of many clauses with the first few, and how many more there are."""
    clauses = value.split("; ")
    more = len(clauses) - _CLAUSES
    return value if more <= 1 else f"{'; '.join(clauses[:_CLAUSES])}; and {more} more (--check)"


def _places(answer: Answer) -> list[str]:
    """Return the lines an answer rests on, each once."""
    return list(dict.fromkeys(map(str, answer.sources)))


def said_due(due: date | None, today: date) -> str:
    """Say by when something is due, or since when it is overdue."""
    if due is None:
        return "no date"
    late = (today - due).days
    return f"by {due}" if late <= 0 else f"OVERDUE since {due} ({count(late, 'day')})"


def _voices(report: ReadinessReport) -> list[Block]:
    blocks: list[Block] = []
    if report.dissent:
        said = tuple(f"{voice.role} ({voice.by}, {voice.date[:10]}): {voice.value}" for voice in report.dissent)
        blocks.append(Section("Said no-go, word for word", (Bullets(said),)))
    blocks += listing("Papers that do not count", report.refused)
    return blocks


def _next(report: ReadinessReport, open_: list[ReadinessCheck]) -> Paragraph:
    event = report.event
    if report.verdict is Verdict.NO_GO and open_:
        return Paragraph(
            f"Next: kb ready {event} --check {open_[0].check} explains the first; kb ready plan {event} lists it all by date."
        )
    if report.scale is Scale.ROUTINE:
        return Paragraph(
            f"Only the checks of a routine event were asked; kb ready plan {event} lists what is still due."
        )
    return Paragraph(
        f"Next: kb ready plan {event} lists what is still due; kb ready diff {event} --from DATE shows what moved."
    )


_ROWS: Final = (
    "code", "check", "severity", "subject", "state", "value", "measured", "threshold", "unit", "evidence", "basis", "owner",
    "due", "repair", "sources",
)  # fmt: skip


def describe_rows(report: ReadinessReport, at: str) -> Document:
    """Describe every answer as a row, for CSV."""
    rows = (_fields(result, answer) for result in report.results for answer in result.answers)
    return Document.of_rows(f"Readiness: {report.title}", at, _ROWS, rows)


def _fields(result: ReadinessCheck, answer: Answer) -> tuple[object, ...]:
    found = answer.distance
    measured = ("", "", "") if found is None else (f"{found.measured:.15g}", f"{found.threshold:.15g}", found.unit)
    return (
        result.code, result.check, result.severity.value, answer.subject, answer.outcome.value, answer.value, *measured,
        int(answer.rank), answer.rests.value if answer.rests else None, answer.owner, answer.due, answer.repair,
        " ".join(_places(answer)),
    )  # fmt: skip


def describe_check(
    report: ReadinessReport, result: ReadinessCheck, rule: tuple[tuple[str, str], ...], at: str
) -> Document:
    """Describe one check: every answer with its grounds, the thresholds, the repair. ``rule`` holds names and values of its thresholds."""
    worst = "blocks" if result.open else "does not block"
    blocks: list[Block] = [
        Word(
            result.outcome.value,
            f"{result.title}: a {result.severity.value}, {result.nature.value}; it {worst}.",
            TONES[result.outcome],
        )
    ]
    if rule:
        blocks.append(Section("Thresholds", (Facts(tuple((name, Cell(value)) for name, value in rule)),)))
    blocks += [
        Section(f"{answer.subject}: {answer.outcome.value}", _grounds(answer, report.today))
        for answer in result.answers
    ]
    blocks.append(Paragraph(f"The manual page: kb explain {result.check}."))
    return Document(f"{result.code} {result.check} for {report.title}", at, tuple(blocks))


def _grounds(answer: Answer, today: date) -> tuple[Block, ...]:
    pairs = [("Found", Cell(answer.value)), ("Evidence", Cell(f"{answer.rank.name.lower()} (rank {int(answer.rank)})"))]
    if answer.distance is not None:
        distance = answer.distance
        sign = "at least" if distance.at_least else "at most"
        pairs.append(
            (
                "Threshold",
                Cell(f"{amount(distance.measured)} {distance.unit}; must be {sign} {amount(distance.threshold)}"),
            )
        )
    pairs.append(("Basis", Cell(answer.rests.value if answer.rests else "not marked")))
    if answer.sources:
        pairs.append(("Rests on", Cell(", ".join(_places(answer)))))
    if answer.waiver:
        pairs.append(("Waiver", Cell(answer.waiver)))
    if answer.repair:
        pairs += [
            ("Mend", Cell(answer.repair)),
            ("Owner", Cell(answer.owner or NOBODY)),
            ("Due", Cell(said_due(answer.due, today), Tone.BAD if answer.due and answer.due < today else Tone.PLAIN)),
        ]
    return (Facts(tuple(pairs)),)
