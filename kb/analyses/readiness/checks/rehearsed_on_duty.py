"""Those who will be first on call have themselves run what they may have to run.

Why: a game day teaches the people who were at it. AWS asks for the people who will respond, not their colleagues.

How to fix: let each primary of the event run one of the must-have runbooks of their components, and each of those runbooks be run by one of them.

Source of thresholds: AWS Well-Architected REL12 (game days with those who will be involved); 90 days are our policy.

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    # architecture/a.yml
    services: {room: {}}
    # runbooks/undo.md
    ---
    kind: rollback
    components: [room]
    ---
    ## Steps
    1. Undo.
    # runbooks/log/a.yml
    {runbook: undo, kind: drill, by: ann, ended: 2026-05-20T10:00Z,
      help: none, outcome: pass}
    # ownership/a.yml
    people: {ann: {}}
    oncall: {live: {covers: [room], shifts: [{person: ann,
      start: 2026-06-03T15:00Z, end: 2026-06-03T23:00Z, role: primary}]}}

Fails:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    # architecture/a.yml
    services: {room: {}}
    # runbooks/undo.md
    ---
    kind: rollback
    components: [room]
    ---
    ## Steps
    1. Undo.
    # ownership/a.yml
    people: {ann: {}}
    oncall: {live: {covers: [room], shifts: [{person: ann,
      start: 2026-06-03T15:00Z, end: 2026-06-03T23:00Z, role: primary}]}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Distance, Rank, Severity
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._musts import musts
from kb.analyses.readiness.checks._runbooks import needed, passed
from kb.analyses.readiness.grounds import declared, grounds
from kb.analyses.readiness.situation import Situation
from kb.analyses.runbooks.proving import steps_first
from kb.model.saying import count, listed


class RehearsedOnDuty(Check):
    """Holds the runs of the primaries against the must-have runbooks of their rotations.

    Attributes:
        max_days: how old a run may be.
    """

    code = "K5"
    title = "Rehearsed by those on duty"
    severity = Severity.MAJOR
    needs = ("entry", "window", "shifts")
    max_days: int = 90

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per rotation that covers something of the event."""
        books = {book.id for found in musts(case).values() for book in found}
        if not case.rotations or not books:
            what = "no rotation covers anything here" if books else "no must-have runbook is written"
            yield self.say(case).unknown(
                what, declared(*case.components), "write the must-have runbooks, and who is on call"
            )
            return
        yield from self._unknown(case)
        for rotation in case.rotations:
            covered = set(case.base.covered_by(case.base.rotations[rotation])) & set(case.closure)
            yield self._rotation(
                case, rotation, sorted(name for name in books if covered & set(case.base.components_of(name)))
            )

    def _unknown(self, case: Situation) -> Iterator[Answer]:
        """Yield what keeps it from being known which runbooks a primary must have run, and who is primary."""
        vague = [book.id for book in needed(case, case.closure).values() if book.kind is None]
        bare = [name for name in case.closure if not case.base.rotations_of(name)]
        for said, repair in (
            (f"the kind of {listed(vague)} is not written" if vague else "", f"write `kind` of {listed(vague)}"),
            (f"no rotation covers {listed(bare)}" if bare else "", f"cover {listed(bare)} by a rotation"),
        ):
            if said:
                rests = declared(case.event)
                yield self.say(case).unknown(said, rests, repair)

    def _rotation(self, case: Situation, rotation: str, books: list[str]) -> Answer:
        say = self.say(case, rotation)
        primaries = sorted({duty.person for duty in case.on_duty(rotation) if duty.primary})
        if not primaries:
            return say.unknown(
                "no primary is known", declared(case.base.rotations[rotation]), "write the shifts for the window"
            )
        if not books:
            return say.not_asked("no must-have runbook is for what it covers")
        runs = {
            (book, run.by): run
            for book in books
            for run in passed(case, book, self.max_days)
            if run.by in primaries and run.help != "took_over"
        }
        idle = [name for name in primaries if not any(by == name for _, by in runs)]
        open_ = [book for book in books if not any(found == book for found, _ in runs)]
        rests = grounds(
            Rank.OBSERVED if runs else Rank.DECLARED, list(runs.values()) or [case.base.rotations[rotation]]
        )
        if idle or open_:
            said = (
                f"{count(len(open_), 'must-have runbook')} not run by a primary within {self.max_days} days"
                if open_
                else "a primary has run none of them lately"
            )
            first = steps_first(*(case.base.runbooks[book] for book in open_ or books))
            repair = f"{first}let a primary of {rotation} run {listed(open_ or books)}"
            missing = Distance(len(books) - len(open_), len(books), "runbooks") if open_ else None
            return say.fails(said, rests, repair, missing)
        return say.passes(f"{count(len(books), 'must-have runbook')}, each run by a primary lately", rests)
