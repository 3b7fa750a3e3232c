"""Assess the readiness of an event: every check, its waivers, and the verdict.

Verdict (readiness.md 2.3): NO-GO if a blocker is FAIL, UNKNOWN or STALE and not waived; GO WITH WAIVERS if all such blockers
are waived by the decider; else GO. No score decides.
"""

from collections import Counter
from datetime import datetime

from kb.analyses.readiness import papers
from kb.analyses.readiness.answer import Answer, Outcome, Rank, Scale, Severity
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.configure import configure, moved
from kb.analyses.readiness.consequence import by_consequence
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.idle import idle
from kb.analyses.readiness.report import Counts, Evidence, ReadinessCheck, ReadinessReport, Verdict, Voice
from kb.analyses.readiness.situation import Situation
from kb.errors import KbError
from kb.model.base import Base
from kb.model.event import Event
from kb.model.saying import count, listed


def assess(base: Base, event: Event, at: datetime) -> ReadinessReport:
    """Return the readiness of an event at an instant.

    Raises:
        KbError: if the settings of checks are faulty.
    """
    configured = configure(base.settings)
    if configured.faults:
        lines = [f"{fault.source}: {fault.message}; {fault.fix}" for fault in configured.faults]
        raise KbError("\n".join(["the settings of the checks have faults:", *(f"  {line}" for line in lines)]))
    case = Situation(base, event, at)
    refused: list[str] = []
    results = tuple(_result(case, check, refused) for check in configured.checks)
    refused += idle(case, {check.id: check for check in configured.checks}, results)
    return _report(case, results, tuple(refused))


def answers(case: Situation, check: Check) -> tuple[Answer, ...]:
    """Return what a check answers, waivers aside: never nothing."""
    if case.scale < check.scale:
        return (check.say(case).not_asked(f"asked of {check.scale.word} events"),)
    return asked(case, check)


def asked(case: Situation, check: Check) -> tuple[Answer, ...]:
    """Return what a check answers whatever the scale of the event: what it needs and is not there makes it UNKNOWN."""
    lacking = {"entry": not case.entry, "window": case.span is None}
    missing = [key for key in check.needs if lacking.get(key)]
    if missing:
        value = f"the event does not say its {' and '.join(missing)}"
        return (check.say(case).unknown(value, declared(case.event), f"write {' and '.join(missing)} of the event"),)
    found = tuple(check.look(case))
    found += _duty_unknown(case, check) if not any(answer.outcome.blocks for answer in found) else ()
    return found or (check.say(case).not_asked("nothing here it could be asked of"),)


def _duty_unknown(case: Situation, check: Check) -> tuple[Answer, ...]:
    """Return why a check that rests on shifts cannot pass: nobody knows from them who is on duty when."""
    unclear = dict.fromkeys(case.vague if {"shifts", "calls"} & set(check.needs) else ())
    unclear |= dict.fromkeys(case.silent if "shifts" in check.needs else ())
    if not unclear:
        return ()
    said = f"who is on duty when is not written in full: {listed(list(unclear))}"
    rests = declared(*[case.base.rotations[name] for name in unclear])
    repair = "write `covers` and `shifts`, and person, start and end of each shift"
    return (check.say(case).unknown(said, rests, repair),)


def _result(case: Situation, check: Check, refused: list[str]) -> ReadinessCheck:
    found = _waived(case, check, answers(case, check), refused)
    ordered = by_consequence(case, check, found)
    return ReadinessCheck(check.id, check.code, check.title, check.severity, check.nature, ordered[0].outcome, ordered)


def _waived(case: Situation, check: Check, found: tuple[Answer, ...], refused: list[str]) -> tuple[Answer, ...]:
    standing = []
    for waive in case.waives(check.names):
        why = papers.waiver_refusal(case.base, case.event, waive, case.at, check.id)
        if why is None:
            words = f"waived by {waive.by}: {waive.reason} Instead: {waive.compensating} ({waive.owner} sees to it, until the end of the event)"
            standing.append(papers.Standing(waive, words))
        else:
            refused.append(f"{waive.source}: the waiver of {check.id} by {waive.by} does not count: {why}")
    return tuple(_apply(answer, standing, case.event.id) for answer in found)


def _apply(answer: Answer, standing: list[papers.Standing], event: str) -> Answer:
    if answer.outcome.blocks:
        for item in standing:
            if papers.covers(item.waive, answer.subject, event):
                return answer._replace(
                    outcome=Outcome.WAIVED, waiver=item.words, sources=(*answer.sources, item.source)
                )
    return answer


def _report(case: Situation, results: tuple[ReadinessCheck, ...], refused: tuple[str, ...]) -> ReadinessReport:
    blockers = [result for result in results if result.severity is Severity.BLOCKER]
    failing = [result for result in blockers if result.outcome is Outcome.FAIL]
    unknown = [result for result in blockers if result.outcome in (Outcome.UNKNOWN, Outcome.STALE)]
    stale = sum(result.outcome is Outcome.STALE for result in unknown)
    waived = [result for result in blockers if any(answer.outcome is Outcome.WAIVED for answer in result.answers)]
    recorded = sum(result.on_record for result in failing)
    verdict = Verdict.NO_GO if failing or unknown else Verdict.WAIVERS if waived else Verdict.GO
    return ReadinessReport(
        event=case.event.id,
        title=case.event.about.title or case.event.id,
        at=case.at,
        start=case.start,
        end=case.end,
        scale=case.scale,
        why_scale=case.scaled.why,
        said_scale=Scale[case.event.scale.upper()] if case.event.scale else None,
        closure=case.closure,
        vendors=case.vendors,
        verdict=verdict,
        sentence=_sentence(verdict, (len(failing), recorded), (len(unknown), stale), len(waived)),
        failing=len(failing),
        on_record=recorded,
        unknown=len(unknown),
        counts=_counts(results),
        evidence=_evidence(results),
        results=results,
        dissent=_dissent(case),
        refused=refused,
        thresholds=moved(case.base.settings),
    )


def _sentence(verdict: Verdict, failing: tuple[int, int], unknown: tuple[int, int], waived: int) -> str:
    """Say the verdict: how many fail and how many of them on record, how many are unknown and of how many the evidence is old."""
    if verdict is Verdict.NO_GO:
        fail, recorded = failing
        known = f" ({recorded} of them on stated or reported facts)" if fail else ""
        every, stale = unknown
        said = [f"{count(fail, 'blocker')} {'fails' if fail == 1 else 'fail'} on evidence{known}"]
        said += [f"the evidence of {stale} is out of date"] if stale else []
        said += [f"{every - stale} unknown"] if every > stale or not stale else []
        return ", ".join(said)
    if verdict is Verdict.WAIVERS:
        return f"no blocker is open, {waived} waived by the decider"
    return "no blocker is open and none is waived"


def _counts(results: tuple[ReadinessCheck, ...]) -> Counts:
    found = Counter(result.outcome for result in results)
    return Counts(*(found[outcome] for outcome in Outcome))


def _evidence(results: tuple[ReadinessCheck, ...]) -> Evidence:
    """Count what the passed checks rest on: a good answer of a check that does not pass is no green."""
    passed = (answer for result in results if result.outcome is Outcome.PASS for answer in result.answers)
    found = Counter(answer.rank for answer in passed if answer.outcome is Outcome.PASS)
    return Evidence(found[Rank.OBSERVED], found[Rank.DATED], found[Rank.DECLARED])


def _dissent(case: Situation) -> tuple[Voice, ...]:
    said = (poll for poll in case.polls if poll.say == "no-go")
    return tuple(
        Voice(poll.role or "", poll.by or "", "no-go", poll.value or "", str(poll.date), poll.source) for poll in said
    )
