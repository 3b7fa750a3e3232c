"""What changed for the events to come: the verdict, and every answer that is not what it was."""

from collections.abc import Mapping

from kb.analyses.diff.report import AnswerMove, Change, Effect, EventChange, What, When, Why
from kb.analyses.diff.side import Side
from kb.analyses.readiness.answer import Answer, Outcome, Severity
from kb.analyses.readiness.report import ReadinessReport, Verdict
from kb.model.source import Source

_VERDICTS = (Verdict.NO_GO, Verdict.WAIVERS, Verdict.GO)
_LINES = 6


def to_come(before: Side, after: Side) -> tuple[str, ...]:
    """Return the ids of the events that are not over on the later side, on either side of the comparison."""
    latest = max(before, after, key=lambda side: side.at)
    return tuple(
        sorted(
            {
                event.id
                for side in (before, after)
                for event in side.base.events.values()
                if not event.is_over(latest.at)
            }
        )
    )


def event_change(before: Side, after: Side, event: str, renames: Mapping[str, str]) -> EventChange | None:
    """Return what changed for one event, None if nothing did. ``renames`` are the ids before by the ids after."""
    old, new = before.readiness(event), after.readiness(event)
    latest = max(before, after, key=lambda side: side.at)
    over = event in latest.base.events and latest.base.events[event].is_over(latest.at)
    if old is None or new is None:
        some = old or new
        if some:
            return EventChange(event, old.verdict if old else None, new.verdict if new else None, (), over)
        return None
    today = {was: now for now, was in renames.items()}
    found = _moves(_worst(old, today), _worst(new, {}), new, after.base.events[event].source)
    if found or old.verdict is not new.verdict:
        return EventChange(event, old.verdict, new.verdict, found, over)
    return None


def verdict_change(change: EventChange, before: Side, after: Side) -> Change:
    """Return the change of an event as one of the changes of the report."""
    side = after if change.event in after.base.events else before
    found = side.base.events[change.event]
    tier, blast = side.concern(side.closure(change.event))
    what, effect = _what(change)
    why = tuple(Why(_said(move), When.AFTER, move.source) for move in change.moves if move.effect is effect)
    return Change(
        what, effect, "event", change.event, None, tier, blast,
        change.before.value if change.before else "", change.after.value if change.after else "", why[:_LINES], found.source,
    )  # fmt: skip


def _what(change: EventChange) -> tuple[What, Effect]:
    if change.before is None or change.after is None:
        return What.IDENTITY, Effect.OTHER
    step = _VERDICTS.index(change.after) - _VERDICTS.index(change.before)
    if step:
        return What.VERDICT, Effect.GAINED if step > 0 else Effect.LOST
    worse = any(move.effect is Effect.LOST for move in change.moves)
    return What.READINESS, Effect.LOST if worse else Effect.GAINED


def _said(move: AnswerMove) -> str:
    old, new = (item.value if item else "not asked" for item in (move.before, move.after))
    return f"{move.code} {move.check}, {move.subject}: {old} → {new}: {move.value}"


def _worst(report: ReadinessReport, renames: Mapping[str, str]) -> dict[tuple[str, str], Answer]:
    """Return the worst answer of each check about each subject, by the ids of today."""
    found: dict[tuple[str, str], Answer] = {}
    for result in report.results:
        for answer in result.answers:  # worst first
            found.setdefault((answer.check, renames.get(answer.subject, answer.subject)), answer)
    return found


def _moves(
    old: Mapping[tuple[str, str], Answer], new: Mapping[tuple[str, str], Answer], report: ReadinessReport, event: Source
) -> tuple[AnswerMove, ...]:
    """Return the answers that are for the worse or the better; one that came or went counts if it is no pass."""
    checks = {result.check: result for result in report.results}
    found = []
    for name, subject in sorted(old.keys() | new.keys()):
        was, now = old.get((name, subject)), new.get((name, subject))
        one, other = (item.outcome if item else Outcome.PASS for item in (was, now))
        shown = now or was
        if shown is None or one is other or (_good(one) and _good(other)):
            continue
        effect = Effect.GAINED if other.order > one.order else Effect.LOST
        source = shown.sources[0] if shown.sources else event
        sides = (was.outcome if was else None, now.outcome if now else None)
        found.append(
            AnswerMove(checks[name].code, name, checks[name].severity, subject, *sides, effect, shown.value, source)
        )
    return tuple(sorted(found, key=_consequence))


def _consequence(move: AnswerMove) -> tuple[bool, int, str, str]:
    """Worse before better, then by how much the check weighs."""
    return move.effect is Effect.GAINED, list(Severity).index(move.severity), move.check, move.subject


def _good(outcome: Outcome) -> bool:
    return outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE)
