"""The list of runbooks, in words."""

from typing import Final

from kb.analyses.freshness import Badge
from kb.analyses.runbooks.listing import RunbookListReport, RunbookRow
from kb.analyses.staleness import Cause, Reason
from kb.documents.document import (
    Block,
    Cell,
    Document,
    Paragraph,
    Table,
    Tone,
    Verdict,
    cells,
    columns,
)
from kb.documents.saying import listing
from kb.model.moment import day_of

BADGE_TONES: Final = {
    Badge.VERIFIED: Tone.GOOD,
    Badge.CHANGED: Tone.CAUTION,
    Badge.STALE: Tone.CAUTION,
    Badge.NEVER_RUN: Tone.BAD,
}
_COLUMNS: Final = columns("Runbook~", "State~", "Last run", "By~", "Every>")
_FULL: Final = ("runbook", "badge", "last", "by", "every_days", "components", "owner", "kind", "reasons", "source")
_MEANING: Final = (
    "Verified: somebody other than its authors ran it, passed, within its interval, on the steps as they stand, and nothing "
    "it stands on has moved on since."
)


def describe(report: RunbookListReport, at: str) -> Document:
    """Describe the runbooks: how many hold, which do not, and every reason."""
    blocks: list[Block] = [_verdict(report)]
    if report.rows:
        blocks.append(Table(_COLUMNS, tuple(_cells(row) for row in report.rows)))
    why = [
        f"{row.runbook}: {reason_text(reason)}"
        for row in report.rows
        for reason in row.reasons
        if reason.cause is not Cause.NEVER or len(reason.sources) > 1
    ]
    blocks += listing("Why not", why)
    blocks.append(Paragraph(_MEANING))
    return Document("Runbooks that are not verified" if report.only_stale else "Runbooks", at, tuple(blocks))


def describe_rows(report: RunbookListReport, at: str) -> Document:
    """Describe the runbooks as one table with every column, for CSV."""
    return Document.of_rows("Runbooks", at, _FULL, map(_fields, report.rows))


def reason_text(reason: Reason) -> str:
    """Return a reason and the lines it rests on."""
    places = ", ".join(str(source) for source in dict.fromkeys(reason.sources))
    return f"{reason.text} ({places})" if places else reason.text


def _verdict(report: RunbookListReport) -> Verdict:
    total, good = sum(report.counts.values()), report.counts[Badge.VERIFIED.value]
    if not total:
        return Verdict("NONE", "there is no runbook yet", Tone.UNKNOWN)
    rest = ", ".join(
        f"{count} {badge}" for badge, count in report.counts.items() if count and badge != Badge.VERIFIED.value
    )
    tone = Tone.GOOD if good == total else Tone.BAD if good * 2 < total else Tone.CAUTION
    return Verdict(f"{good} OF {total}", f"runbooks are verified{f'; {rest}' if rest else ''}", tone)


def _cells(row: RunbookRow, nothing: str = "-") -> tuple[Cell, ...]:
    return cells(
        row.runbook,
        Cell(row.badge.value, BADGE_TONES[row.badge]),
        nothing if row.last is None else str(day_of(row.last)),
        nothing if row.by is None else f"{row.by}, {row.evidence}",
        f"{row.every_days} d",
    )


def _fields(row: RunbookRow) -> tuple[str, ...]:
    return (
        *(cell.text for cell in _cells(row, "")),
        ", ".join(row.components),
        row.owner or "unknown",
        row.kind or "unknown",
        "; ".join(reason_text(reason) for reason in row.reasons),
        ", ".join(map(str, row.sources)),
    )
