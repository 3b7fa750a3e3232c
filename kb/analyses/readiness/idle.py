"""Papers without effect: a sign-off of what nobody can attest or of what is not asked, a poll nobody hears, a waiver of nothing.

They are shown, not passed over: whoever signed believes that it counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial

from kb.analyses.readiness.answer import Answer, Outcome
from kb.analyses.readiness.checks import Check, SignedCheck
from kb.analyses.readiness.checks.poll import unheard
from kb.analyses.readiness.configure import by_name
from kb.analyses.readiness.report import ReadinessCheck
from kb.analyses.readiness.situation import Situation
from kb.model.event import Waive
from kb.model.nearest import hint


def idle(case: Situation, checks: Mapping[str, Check], results: tuple[ReadinessCheck, ...]) -> Iterator[str]:
    """Yield a line for each paper of the event that changes nothing, by file; what is out of scale or superseded is left out."""
    untold = cache(partial(_sign, case, checks, results))  # asked once of a thousand sign-offs of one thing
    found = [
        (sign.source, f"the sign-off of {sign.check} by {sign.by}", untold(sign.check, sign.subject))
        for sign in case.written(case.base.signs)
    ]
    found += [
        (item.source, f"the waiver of {item.check} by {item.by}", _waive(case, results, item))
        for item in case.written(case.base.waives)
    ]
    if any(result.check == "poll" and result.outcome is not Outcome.NOT_APPLICABLE for result in results):
        found += [(poll.source, f"the word of {poll.role} by {poll.by}", unheard(case, poll)) for poll in case.polls]
    for source, what, why in sorted(found):
        if why:
            yield f"{source}: {what} has no effect: {why}"


def untaken(check: Check, event: str, found: Iterable[Answer], subject: str | None) -> str:
    """Return why a check takes no sign-off, as a sentence; empty if it does.

    Args:
        check: the check.
        event: id of the event.
        found: what the check answers now: what mends it is said instead.
        subject: what the sign-off is about; None for the event.
    """
    if not isinstance(check, SignedCheck):
        mend = [item for item in found if item.repair]
        first = next((item for item in mend if item.subject == subject), mend[0] if mend else None)
        how = "it passes as it is" if first is None else f"instead, {first.repair}"
        return f"{check.id} is computed from the files, so nobody can attest it; {how}"
    return f"a poll is recorded by kb ready poll {event} --role … --by … --say …" if check.id == "poll" else ""


def _sign(
    case: Situation,
    checks: Mapping[str, Check],
    results: tuple[ReadinessCheck, ...],
    asked: str | None,
    about: str | None,
) -> str:
    name = by_name().get(asked or "")
    if name is None:
        return _nothing(asked)
    result = next(result for result in results if result.check == name)
    if why := untaken(checks[name], case.event.id, result.answers, about):
        return why
    subject = about or case.event.id
    mine = {item.source for item in case.signs_about(checks[name].names, subject)}
    heard = any(mine.intersection(answer.sources) for answer in result.answers)
    if heard or result.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE):
        return ""  # nobody misses it
    return f"{name} does not ask about {subject}"


def _waive(case: Situation, results: tuple[ReadinessCheck, ...], waive: Waive) -> str:
    name = by_name().get(waive.check or "")
    if name is None:
        return _nothing(waive.check)
    result = next(result for result in results if result.check == name)
    said = {case.event.id, *(answer.subject for answer in result.answers)}
    return "" if waive.subject is None or waive.subject in said else f"{name} does not ask about {waive.subject}"


def _nothing(name: str | None) -> str:
    return f"there is no check `{name}`{hint(name or '', sorted(by_name()))}"
