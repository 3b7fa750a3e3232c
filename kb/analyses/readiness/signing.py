"""Whether a paper may be written: the same rules that decide whether it counts, asked beforehand."""

from datetime import datetime

from kb.analyses.placeholders import is_placeholder
from kb.analyses.readiness import papers
from kb.analyses.readiness.answer import Answer, Outcome, Severity
from kb.analyses.readiness.assess import answers
from kb.analyses.readiness.checks import Check, SignedCheck
from kb.analyses.readiness.checks.poll import unheard
from kb.analyses.readiness.closure import Closure
from kb.analyses.readiness.configure import configure
from kb.analyses.readiness.idle import untaken
from kb.analyses.readiness.kept import kept_of
from kb.analyses.readiness.situation import Situation
from kb.model.base import Base
from kb.model.event import Event, Poll, Sign, Waive
from kb.model.moment import When
from kb.model.saying import listed


def check_of(base: Base, name: str) -> Check:
    """Return a check with its thresholds, by id."""
    return next(check for check in configure(base.settings).checks if check.id == name)


def kept_closure(base: Base, event: Event, check: str) -> Closure | None:
    """Return what a sign-off of a check keeps of the event; None where the check does not ask for it."""
    found = check_of(base, check)
    return kept_of(base, event) if isinstance(found, SignedCheck) and found.keeps_closure else None


def refuse_sign(base: Base, event: Event, sign: Sign, at: datetime) -> str | None:
    """Return why a sign-off may not be written, as one sentence; None if it may."""
    check = check_of(base, sign.check or "")
    now = answers(Situation(base, event, at), check) if not isinstance(check, SignedCheck) else ()
    if (why := untaken(check, event.id, now, sign.subject)) or not isinstance(check, SignedCheck):
        return why
    if sign.valid_for and papers.duration(sign.valid_for) is None:
        return f"{sign.valid_for!r} is no duration: write 48h, 14d or 2w"
    return _refuse_heard(base, event, check, sign, at)


def _refuse_heard(base: Base, event: Event, check: SignedCheck, sign: Sign, at: datetime) -> str | None:
    """Say why a check does not listen to a sign-off, or would not count it."""
    found = _heard(base, event, check, sign, at)
    if not found:
        return _unasked(base, event, check, sign, at)
    if (over := _over(event, at)) is not None:
        return over
    if any(item.outcome.blocks for item in found):
        return found[0].value
    rule = papers.Rule(check.days, check.severity is Severity.BLOCKER, frozenset())
    return papers.refusal(base, event, sign, rule, at)


def _over(event: Event, at: datetime) -> str | None:
    """Say that an event has ended before a paper is dated: it could never count."""
    end = event.window.end if event.window else None
    if end is None or at <= end:
        return None
    return f"dated {day(at)}, it could never count: {event.id} ended {day(end)} (--at dates it as of then)"


def _heard(base: Base, event: Event, check: Check, sign: Sign, at: datetime) -> list[Answer]:
    """Return the answers of a check that would rest on a sign-off, were it the only one, at the scale the event has now."""
    trial = Situation(
        base._replace(signs=(*(item for item in base.signs if item.check not in check.names), sign)), event, at
    )
    trial.scaled = Situation(base, event, at).scaled
    return [item for item in answers(trial, check) if sign.source in item.sources]


def _unasked(base: Base, event: Event, check: Check, sign: Sign, at: datetime) -> str:
    """Say why a check does not listen to a sign-off: its scale, or its subject."""
    now = answers(Situation(base, event, at), check)
    if all(item.outcome is Outcome.NOT_APPLICABLE for item in now):
        return f"{check.id} does not apply: {now[0].value}"
    candidates = sorted({item.subject for item in now} | {event.id})
    asked = [name for name in candidates if _heard(base, event, check, sign._replace(subject=name), at)]
    if not asked:
        return f"{check.id} needs no sign-off for this event"
    return f"{check.id} does not ask about {sign.subject or event.id}; it asks about {listed(asked, 8)} (--subject)"


def refuse_waive(base: Base, event: Event, waive: Waive, at: datetime) -> str | None:
    """Return why a waiver may not be written, as one sentence; None if it may."""
    return papers.waiver_refusal(base, event, waive, at, waive.check or "")


def refuse_poll(base: Base, event: Event, poll: Poll, at: datetime) -> str | None:
    """Return why a poll may not be recorded, as one sentence; None if it may."""
    case = Situation(base, event, at)
    if why := unheard(case, poll) or _over(event, at):
        return why
    return f"{poll.value!r} is no value: say what the answer rests on" if is_placeholder(poll.value) else None


def refuse_copy(base: Base, by: str, kept: str, at: datetime) -> str | None:
    """Return why an offline copy may not be recorded, as one sentence; None if it may."""
    person = base.people.get(by)
    if person is None or not base.is_active(person, at):
        return f"{by} is not active"
    return f"{kept!r} is no place: say where the copy can be found" if is_placeholder(kept) else None


def day(when: When) -> str:
    """Return an instant as the files write it: to the second, with its offset."""
    return when.isoformat().replace("+00:00", "Z")
