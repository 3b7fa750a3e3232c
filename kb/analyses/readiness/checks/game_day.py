"""The crew of the event has rehearsed it together, with whoever decides, and has closed what came up.

Why: 17 days before the election of 2012 the engineers of the Obama campaign held a game day in which databases, servers
and vendors failed them, one after the other, on purpose (National Journal, 16 November 2012). What fails for the first
time during the event fails before people who have never seen it.

How to fix: hold a game day with most of the rota and the decider (as runner or observer), log its runs, and close the follow-ups.

Source of thresholds: AWS Well-Architected REL12 (with those who will be involved in a real failure); 70 % of the rota
and 60 days are our policy.

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    decider: dot
    # architecture/a.yml
    services: {room: {}}
    # runbooks/undo.md
    ---
    components: [room]
    ---
    ## Steps
    1. Undo.
    # runbooks/log/a.yml
    {runbook: undo, kind: gameday, by: ann, observer: dot,
      ended: 2026-05-20T10:00Z, help: none, outcome: pass, followups: []}
    # ownership/a.yml
    people: {ann: {}, dot: {}}
    oncall: {live: {covers: [room], shifts: [{person: ann,
      start: 2026-06-03T15:00Z, end: 2026-06-03T23:00Z, role: primary}]}}

Fails:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    decider: dot
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}, dot: {}}
    oncall: {live: {covers: [room], shifts: [{person: ann,
      start: 2026-06-03T15:00Z, end: 2026-06-03T23:00Z, role: primary}]}}
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from kb.analyses.evidence import went_by_steps
from kb.analyses.readiness.answer import Answer, Distance, Outcome, Scale, Severity
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._runbooks import needed
from kb.analyses.readiness.grounds import dated, declared, observed
from kb.analyses.readiness.situation import Situation
from kb.model.moment import day_of, days_between, is_past
from kb.model.runbook import Run
from kb.model.saying import count
from kb.model.words import Evidence

_CLOSED: Final = re.compile(r"\b(?:done|closed|arrived|fixed|repeated)\b", re.IGNORECASE)
_OPEN: Final = re.compile(
    r"\b(?:not|never|to be|un|cannot be|nothing|half)[ -]*(?:yet |been )*(?:done|closed|arrived|fixed|repeated)\b",
    re.IGNORECASE,
)


class GameDay(Check):
    """Looks at who took part in the game days of late, and what is still open.

    Attributes:
        max_days: how old a game day may be.
        share: the least part of the rota that took part.
    """

    code = "R5"
    title = "Game day"
    severity = Severity.MAJOR
    scale = Scale.MARQUEE
    due = 14
    needs = ("entry", "window", "shifts")
    max_days: int = 60
    share: float = 0.7

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the one answer: a game day is all its runs of one day (UTC) of runbooks of what the event stands on."""
        repair = "hold a game day with the rota and the decider, and close its follow-ups"
        rota = {duty.person for duty in case.rota}
        books = needed(case, case.closure)
        past = [
            run
            for run in case.base.runs
            if run.kind is Evidence.GAMEDAY
            and run.runbook in books
            and run.ended
            and is_past(run.ended, case.at)
            and went_by_steps(books[run.runbook], run)
        ]
        runs = [run for run in past if run.ended and days_between(run.ended, case.at) <= self.max_days]
        if not rota or not runs:
            said = f"no game day within {self.max_days} days is logged" if rota else "no shift touches the window"
            outcome = Outcome.STALE if past and rota else Outcome.UNKNOWN
            yield self.say(case).answer(outcome, said, declared(past[-1] if past else case.event), repair)
            return
        days: dict[date, set[str]] = {}
        for run in runs:
            if run.ended:
                days.setdefault(day_of(run.ended), set()).update(name for name in (run.by, run.observer) if name)
        took = max((days[day] for day in sorted(days)), key=lambda who: (case.event.decider in who, len(who & rota)))
        part, decider = len(took & rota) / len(rota), case.event.decider in took
        left = _open(runs)
        said = f"{len(took & rota)} of {len(rota)} on the rota took part in one day, the decider {'too' if decider else 'not'}, {count(left, 'follow-up')} open"
        silent = [run for run in runs if run.followups is None]
        if silent and part >= self.share and decider and not left:
            said += "; of some runs no follow-ups are written"
            rests = dated(*silent)
            yield self.say(case).unknown(said, rests, "write `followups` of each run, or []")
            return
        outcome = Outcome.PASS if part >= self.share and decider and not left else Outcome.FAIL
        yield self.say(case).answer(
            outcome, said, observed(*runs), repair, Distance(round(part, 2), self.share, "share of the rota")
        )


def _open(runs: list[Run]) -> int:
    items = [item for run in runs for item in run.followups or ()]
    return sum(_OPEN.search(item) is not None or _CLOSED.search(item) is None for item in items)
