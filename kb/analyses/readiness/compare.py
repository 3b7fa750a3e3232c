"""What changed between two assessments of one event."""

from datetime import datetime
from typing import NamedTuple

from kb.analyses.readiness.answer import Answer, Outcome
from kb.analyses.readiness.report import ReadinessReport, Verdict


class Move(NamedTuple):
    """One answer that is not what it was.

    Attributes:
        code: code of the check.
        subject: what the answer is about.
        before: outcome before; None where there was no such answer.
        after: outcome after; None where there is none any more.
        value: the value found after; where it moved away from blocking, what stood in the way before.
        better: whether it moved away from blocking.
    """

    code: str
    check: str
    subject: str
    before: Outcome | None
    after: Outcome | None
    value: str
    better: bool


class ReadinessDiff(NamedTuple):
    """What moved between two instants, worse first."""

    event: str
    from_: datetime
    to: datetime
    before: Verdict
    after: Verdict
    moves: tuple[Move, ...]


def compare(before: ReadinessReport, after: ReadinessReport) -> ReadinessDiff:
    """Return what moved from one report to another of the same event."""
    old, new = _worst(before), _worst(after)
    codes = {result.check: result.code for result in after.results}
    moves = [
        _move(codes[key[0]], key, old.get(key), new.get(key))
        for key in sorted(old.keys() | new.keys())
        if _outcome(old.get(key)) is not _outcome(new.get(key))
    ]
    return ReadinessDiff(
        after.event,
        before.at,
        after.at,
        before.verdict,
        after.verdict,
        tuple(sorted(moves, key=lambda move: (move.better, move.check, move.subject))),
    )


def _worst(report: ReadinessReport) -> dict[tuple[str, str], Answer]:
    found: dict[tuple[str, str], Answer] = {}
    for result in report.results:
        for answer in result.answers:  # worst first
            found.setdefault((answer.check, answer.subject), answer)
    return found


def _outcome(answer: Answer | None) -> Outcome | None:
    return None if answer is None else answer.outcome


def _move(code: str, key: tuple[str, str], old: Answer | None, new: Answer | None) -> Move:
    shown = new or old
    was, now = (Outcome.PASS.order if item is None else item.outcome.order for item in (old, new))
    value = f"was: {old.value}" if old is not None and now > was else shown.value if shown else ""
    return Move(code, *key, _outcome(old), _outcome(new), value, now > was)
