"""A check, in words: what to mend first, each finding with its place, and the totals."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from kb.analyses.check.report import CheckReport, Counts
from kb.documents.document import (
    Block,
    Bullets,
    Document,
    Excerpt,
    Paragraph,
    Section,
    Table,
    Tone,
    Verdict,
    cells,
    columns,
)
from kb.model.finding import Finding, Severity
from kb.model.saying import count, listed
from kb.model.source import Source

_TITLES: Final = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Advice"}
_MEANS: Final = {
    Severity.ERROR: "The files are wrong.",
    Severity.WARNING: "The organisation is thin or stale.",
    Severity.INFO: "Nothing is wrong; worth knowing.",
}


_MANY: Final = 10


def describe(report: CheckReport, at: str, frames: Mapping[Source, Excerpt], *, advice: bool = True) -> Document:
    """Describe a check.

    Args:
        report: what was found.
        at: the line on the date and its origin.
        frames: the lines around some findings; a finding without takes a single line.
        advice: whether to show what is only worth knowing; else it is counted in a line that says how to see it.
    """
    shown = [severity for severity in Severity if advice or severity is not Severity.INFO]
    blocks: list[Block] = [section for severity in shown for section in _section(report, severity, frames)]
    blocks += _let_be(report)
    if report.baseline is not None:
        from kb.documents.baseline import burn_down  # noqa: PLC0415 - most have none

        blocks += burn_down(report.baseline)
    if report.counts.infos and not advice:
        blocks.append(Paragraph(f"Advice ({report.counts.infos:,}): nothing is wrong; `kb check .` shows it."))
    return Document("Check", at, (*blocks, *_end(report, advice=advice)))


def describe_questions(report: CheckReport, at: str) -> Document:
    """Describe what is to be asked of the teams, and the totals of the check it comes from."""
    if report.questions:
        block: Block = Bullets(tuple(question.sentence for question in report.questions), numbered=True)
    elif report.rules_run:
        block = Paragraph("Nothing is unknown that is worth asking about.", Tone.GOOD)
    else:
        block = Paragraph("The errors leave open what some files say: mend them first, then ask again.", Tone.CAUTION)
    return Document("Questions to send", at, (block, _verdict(report, named=False)))


def _section(report: CheckReport, severity: Severity, frames: Mapping[Source, Excerpt]) -> list[Section]:
    found = [item for item in report.findings if item.severity is severity and item.is_open]
    if not found:
        return []
    framed = [item for item in found if item.source in frames]
    rest = [item for item in found if item.source not in frames]
    if rest and severity is not Severity.ERROR:
        framed, rest = [], found  # a long list reads better without frames than with some
    blocks: list[Block] = [Paragraph(_MEANS[severity])]
    blocks += [_finding(item, frames[item.source]) for item in framed]
    blocks += _list(rest)
    return [Section(f"{_TITLES[severity]} ({len(found)})", tuple(blocks))]


def _list(found: list[Finding]) -> list[Section]:
    """Describe findings on a line each, by file; then how many there are by rule."""
    if not found:
        return []
    by_file: dict[str, list[str]] = {}
    for item in found:
        fix = f" Fix: {item.fix}." if item.severity is Severity.ERROR else ""  # an error has to be mended at once
        by_file.setdefault(item.source.path, []).append(f"{_spot(item)}: {item.message} [{item.rule}]{fix}")
    rules = Counter(item.rule for item in found)
    rows = tuple(cells(rule, f"{rules[rule]:,}") for rule in sorted(rules, key=lambda rule: (-rules[rule], rule)))
    table = Table(columns("Rule", "Found>"), rows)
    files = [Section(path, (Bullets(tuple(items)),)) for path, items in by_file.items()]
    if len(found) > _MANY and found[0].severity is not Severity.ERROR:
        return [*files, Section("By rule", (table,))]
    return files


def _spot(finding: Finding) -> str:
    return f"{finding.source.line}:{finding.source.column}"


def _finding(finding: Finding, frame: Excerpt) -> Section:
    fix = f"Fix: {finding.fix}."
    also = f" See also {listed([*map(str, finding.evidence)])}." if finding.evidence else ""
    title = f"{finding.source.path}:{_spot(finding)}: {finding.severity.value}: {finding.message} [{finding.rule}]"
    return Section(title, (frame, Paragraph(fix + also)))


def _let_be(report: CheckReport) -> list[Section]:
    found = [item for item in report.findings if item.suppressed is not None]
    items = tuple(
        f"{item.source}: {item.message} [{item.rule}]: until {item.suppressed.until}, {item.suppressed.reason}"
        for item in found
        if item.suppressed is not None
    )
    return [Section(f"Let be ({len(found)})", (Bullets(items),))] if found else []


def _end(report: CheckReport, *, advice: bool) -> list[Block]:
    blocks: list[Block] = []
    held = 0 if report.baseline is None else report.more - _open_beyond(report)
    if report.more > held:
        blocks.append(Paragraph(f"{report.more - held:,} more findings are not shown.", Tone.CAUTION))
    if not report.rules_run:
        text = "Warnings were not looked for: the errors leave open what some files say. Mend them first, then check again."
        blocks.append(Paragraph(text, Tone.CAUTION))
    if report.held_back:
        text = f"{count(report.held_back, 'warning')} held back until the errors in what they are about are mended."
        blocks.append(Paragraph(text, Tone.CAUTION))
    blocks.append(_verdict(report, named=advice or report.counts.at_or_over(Severity.WARNING) > 0))
    return blocks


def _open_beyond(report: CheckReport) -> int:
    """Return how many of the findings that count are beyond those the report holds."""
    return report.counts.at_or_over(Severity.INFO) - sum(item.is_open for item in report.findings)


def _verdict(report: CheckReport, *, named: bool) -> Verdict:
    """Return the totals; where ids are ``named`` above, with how to look one up."""
    counts = report.counts
    read = f"{count(report.files, 'file')} read."
    if counts.at_or_over(Severity.INFO) == 0:
        word = "Nothing new" if any(item.baselined for item in report.findings) else "Nothing found"
        return Verdict(word, f"{read} {_suppressed(counts)}".rstrip(), Tone.GOOD)
    first = next(item for item in report.findings if item.is_open)
    words = [count(counts.errors, "error")] if counts.errors else ["no errors"]
    words += [count(counts.warnings, "warning")] if counts.warnings else []
    words += [count(counts.infos, "info")] if counts.infos else []
    hint = f"`kb explain {first.rule}` prints the manual page of an id in brackets." if named else ""
    tone = Tone.BAD if counts.errors else Tone.CAUTION
    return Verdict(
        ", ".join(words).capitalize(), f"{read} {_suppressed(counts)} {hint}".replace("  ", " ").rstrip(), tone
    )


def _suppressed(counts: Counts) -> str:
    return f"{count(counts.suppressed, 'finding')} let be, with reason and end date." if counts.suppressed else ""
