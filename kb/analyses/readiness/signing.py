"""Whether a paper may be written: the same rules that decide whether it counts, asked beforehand."""

from dataclasses import replace
from datetime import datetime

from kb.analyses.readiness import papers
from kb.analyses.readiness.answer import Nature, Severity
from kb.analyses.readiness.assess import answers
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks.poll import entitled, roles
from kb.analyses.readiness.configure import configure
from kb.analyses.readiness.situation import Situation
from kb.analyses.readiness.words import listed
from kb.model.base import Base
from kb.model.event import Event, Poll, Sign, Waive
from kb.model.moment import When


def check_of(base: Base, name: str) -> Check:
    """Return a check with its thresholds, by id."""
    return next(check for check in configure(base.settings).checks if check.id == name)


def refuse_sign(base: Base, event: Event, sign: Sign, at: datetime) -> str | None:
    """Return why a sign-off may not be written, as one sentence; None if it may."""
    check = check_of(base, sign.check or "")
    if check.nature is Nature.COMPUTED:
        return f"{check.id} is computed from the files; nobody can attest it: {check.title.lower()}"
    if check.id == "poll":
        return f"a poll is recorded by kb ready poll {event.id} --role … --by … --say …"
    if sign.valid_for and papers.duration(sign.valid_for) is None:
        return f"{sign.valid_for!r} is no duration: write 48h, 14d or 2w"
    subject = sign.subject or event.id
    known = _subjects(base, event, check, at)
    if known and subject not in known:
        return f"{check.id} does not ask about {subject}; it asks about {listed(sorted(known), 8)} (--subject)"
    trial = replace(base, signs=(*(item for item in base.signs if item.check not in check.names), sign))
    found = [item for item in answers(Situation(trial, event, at), check) if sign.source in item.sources]
    if any(item.outcome.blocks for item in found):
        return found[0].value
    rule = papers.Rule(check.days, check.severity is Severity.BLOCKER, frozenset())
    return papers.refusal(base, event, sign, rule, at)


def _subjects(base: Base, event: Event, check: Check, at: datetime) -> frozenset[str]:
    """Return the subjects a check asks to be attested, as its answers name them now."""
    found = answers(Situation(base, event, at), check)
    return frozenset(item.subject for item in found) if check.id != "break-glass" else frozenset()


def refuse_waive(base: Base, event: Event, waive: Waive, at: datetime) -> str | None:
    """Return why a waiver may not be written, as one sentence; None if it may."""
    return papers.waiver_refusal(base, event, waive, at, waive.check or "")


def refuse_poll(base: Base, event: Event, poll: Poll, at: datetime) -> str | None:
    """Return why a poll may not be recorded, as one sentence; None if it may."""
    case = Situation(base, event, at)
    role = poll.role or ""
    may = entitled(case, role)
    if role not in roles(case):
        return f"{role} is not asked; the roles are {listed(roles(case), 12)}"
    if not case.active(poll.by):
        return f"{poll.by} is not active"
    if may is not None and poll.by not in may:
        return f"{poll.by} does not speak for {role}; {listed(sorted(may)) or 'nobody'} does"
    return f"{poll.value!r} is no value: say what the answer rests on" if papers.is_placeholder(poll.value) else None


def day(when: When) -> str:
    """Return an instant as the files write it: to the second, with its offset."""
    return when.isoformat().replace("+00:00", "Z")
