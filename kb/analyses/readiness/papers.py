"""Sign-offs, waivers and polls: which count at an instant, and why one does not.

Who may attest (readiness.md, decision (c)): ``by`` is active, is not the author or producer of the thing attested and not
the decider; someone of the same team may, and is printed as such. A value is a value: placeholders are refused. Every
sign-off runs out: after its own ``valid_for`` or the check's, whichever is sooner.

Longer than the usual 150 lines: the rules of three kinds of papers, which refer to each other.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Final, NamedTuple

from kb.analyses.placeholders import is_placeholder
from kb.analyses.readiness.answer import Outcome
from kb.model.base import Base
from kb.model.event import Event, Sign, Waive
from kb.model.moment import When, day_of, is_past, order, parse_instant, parse_when
from kb.model.provenance import Provenance
from kb.model.source import Source

NEVER_WAIVED: Final = frozenset({"window-covered", "decider-and-abort", "poll", "circular-access"})
"""P3, E1, E3, O5: without these nobody is there, nobody decides, nobody was asked, nobody gets in."""
_DURATION: Final = re.compile(r"([1-9][0-9]{0,3}) ?(h|d|w)")


def duration(text: str | None) -> timedelta | None:
    """Read ``48h``, ``14d`` or ``2w``; None for anything else."""
    found = _DURATION.fullmatch((text or "").strip())
    return timedelta(hours=int(found[1]) * {"h": 1, "d": 24, "w": 168}[found[2]]) if found else None


def instant(when: When) -> datetime:
    """Return an instant as it is, a day as its first moment in UTC."""
    return when if isinstance(when, datetime) else datetime.combine(when, time(), tzinfo=UTC)


class Attested(NamedTuple):
    """What sign-offs say about one subject.

    Attributes:
        outcome: PASS, WARN (runs out before the event is over), STALE (ran out, or is older than what it is about) or UNKNOWN (none that
            counts).
        sign: the sign-off that counts, or the nearest that does not.
    """

    outcome: Outcome
    value: str
    sign: Sign | None


def _made(person: str) -> str:
    del person
    return "they made it, or it is about them"


class Moved(NamedTuple):
    """Why a sign-off is not of what is there: STALE if that has changed since, UNKNOWN if it cannot be told."""

    outcome: Outcome
    why: str


def _still(sign: Sign) -> Moved | None:
    del sign
    return None


class Rule(NamedTuple):
    """What a check asks of its sign-offs.

    Attributes:
        days: how long one holds at most.
        evidence: whether it must name evidence (blockers do).
        producers: people who made, or are, the thing attested.
        since: the newest of what is attested; a sign-off from before it speaks of something else.
        what: how that is called: "the forecast".
        why: returns why one of the producers cannot attest it, as a clause, and who could.
        moved: returns why a sign-off speaks of something else than what is there now; None if it does not.
    """

    days: float
    evidence: bool
    producers: frozenset[str]
    since: When | None = None
    what: str = ""
    why: Callable[[str], str] = _made
    moved: Callable[[Sign], Moved | None] = _still


def refusal(base: Base, event: Event, sign: Sign, rule: Rule, at: datetime) -> str | None:
    """Return why a sign-off does not count at an instant, leaving its age aside; None if it does."""
    person = base.people.get(sign.by or "")
    if person is None or not base.is_active(person, at):
        return f"{sign.by} is not active"
    if sign.by == event.decider:
        return f"{sign.by} decides the event, and so cannot attest for it"
    if sign.by in rule.producers:
        return f"{sign.by} cannot attest this: {rule.why(person.id)}"
    if is_placeholder(sign.value):
        return f"{sign.value!r} is no value"
    if rule.evidence and is_placeholder(sign.evidence):
        named = "none is named" if sign.evidence is None else f"{sign.evidence!r} does not say where it can be seen"
        return f"a blocker needs evidence, and {named}"
    return (
        "its validity is not of the form 48h, 14d or 2w"
        if sign.valid_for and duration(sign.valid_for) is None
        else None
    )


def expiry(sign: Sign, days: float) -> datetime | None:
    """Return when a sign-off runs out; None if it has no date."""
    if sign.date is None:
        return None
    longest = timedelta(days=days)
    return instant(sign.date) + min(duration(sign.valid_for) or longest, longest)


def judge(base: Base, event: Event, signs: tuple[Sign, ...], rule: Rule, at: datetime) -> tuple[Attested, ...]:
    """Judge the sign-offs for one subject: those that count, else the newest that does not, else "nobody has signed"."""
    counting: list[Attested] = []
    others: list[Attested] = []
    for sign in sorted(signs, key=lambda item: (instant(item.date) if item.date else at, item.source), reverse=True):
        why, end = refusal(base, event, sign, rule, at), expiry(sign, rule.days)
        older = rule.since is not None and sign.date is not None and order(rule.since, sign.date) < 0
        if why is not None:
            others.append(Attested(Outcome.UNKNOWN, f"the sign-off of {sign.by} does not count: {why}", sign))
        elif end is None or end < at:
            said = f"signed by {sign.by}, ran out {end.date() if end else 'undated'}: {sign.value}"
            others.append(Attested(Outcome.STALE, said, sign))
        elif older and rule.since is not None:
            said = f"signed by {sign.by} before {rule.what} of {day_of(rule.since)}: {sign.value}"
            others.append(Attested(Outcome.STALE, said, sign))
        elif moved := rule.moved(sign):
            others.append(Attested(moved.outcome, f"signed by {sign.by}, {moved.why}", sign))
        else:
            counting.append(_counting(base, event, sign, end))
    if counting:
        return tuple(counting)
    stale = [item for item in others if item.outcome is Outcome.STALE]
    return tuple((stale or others)[:1]) or (Attested(Outcome.UNKNOWN, "nobody has signed", None),)


def _counting(base: Base, event: Event, sign: Sign, end: datetime) -> Attested:
    """Return a sign-off that counts; one that runs out before the event is over warns."""
    start = event.window.start if event.window else None
    short = "before the event" if start and end < start else "before it ends" if event.end and end < event.end else ""
    said = (
        f"{sign.value} (signed by {sign.by}{_same_team(base, sign)}, until {end.date()}{f', {short}' if short else ''})"
    )
    return Attested(Outcome.WARN if short else Outcome.PASS, said, sign)


def _same_team(base: Base, sign: Sign) -> str:
    """Say that the signer's own team owns the thing attested."""
    subject = base.components.get(sign.subject or "")
    person = base.people.get(sign.by or "")
    return " of the same team" if subject and person and person.team and person.team == base.owner(subject) else ""


def covers(waive: Waive, subject: str, event: str) -> bool:
    """Whether a waiver is about a subject: one about the event is about all of its check."""
    return waive.subject in (event, subject)


def waiver_refusal(base: Base, event: Event, waive: Waive, at: datetime, check: str) -> str | None:
    """Return why a waiver does not count at an instant; None if it does."""
    owner, decider = base.people.get(waive.owner or ""), base.people.get(waive.by or "")
    end = waiver_end(waive, event)
    refusals = (
        (check in NEVER_WAIVED, f"{check} can never be waived"),
        (event.decider is None or waive.by != event.decider, "only the decider of the event can waive"),
        (decider is None or not base.is_active(decider, at), f"{waive.by} is not active"),
        (is_placeholder(waive.reason), "it gives no reason"),
        (is_placeholder(waive.compensating), "it names nothing that compensates"),
        (owner is None or not base.is_active(owner, at), "its owner is not active"),
        (waive.subject is None, f"it has no `subject`: write {event.id} for the whole check"),
        (end is None or end < at, "it has run out" if end else _endless(waive)),
    )
    return next((why for wrong, why in refusals if wrong), None)


def _endless(waive: Waive) -> str:
    if waive.until in (None, "event-end"):
        return "its end is not known: the event does not say when it ends"
    return f"{str(waive.until)!r} is no date: write event-end, a date or an instant with its offset"


def waiver_end(waive: Waive, event: Event) -> datetime | None:
    """Return when a waiver ends: when it says, at the latest with the event."""
    end = event.window.end if event.window else None
    if waive.until in (None, "event-end"):
        return end
    until = waive.until
    try:
        found = parse_when(until) if isinstance(until, str) else until
        asked = parse_instant(f"{found}T23:59:59Z") if found is not None and not isinstance(found, datetime) else found
    except ValueError:
        return None
    return asked if end is None or asked is None else min(asked, end)


def dated(date: When | None, at: datetime) -> bool:
    """Whether a paper had been written at an instant."""
    return date is not None and is_past(date, at)


class Standing(NamedTuple):
    """A waiver that counts, and the words it is printed with."""

    waive: Waive
    words: str

    @property
    def source(self) -> Source:
        """Where it is written."""
        return self.waive.source

    @property
    def provenance(self) -> Provenance:
        """What it rests on."""
        return self.waive.provenance
