"""There is a rehearsed way to add capacity, to shed load, to roll back, to get in, to tell people, and for a marquee event to move.

Why: in May 2023 a failing Twitter Space was moved to another account after some 20 minutes; no account says that this
was prepared, and they disagree on how much of the audience followed, from a quarter to a half.

How to fix: write and drill a runbook of each missing kind: scale-out, degrade, rollback, access, comms; relaunch for a marquee event.

Source of thresholds: a public workbook for AWS infrastructure events (secondary or rollback plan); the kinds are our
policy. "Relaunch" is asked where a backup venue is: of marquee events.

Passes:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {}}
    # runbooks/all.md
    ---
    kind: rollback
    components: [room]
    authors: []
    ---
    ## Steps
    1. Undo.
    # runbooks/log/a.yml
    {runbook: all, kind: drill, by: ann, ended: 2026-05-20T10:00Z,
      help: none, outcome: pass, steps_hash: "b174cab6f835"}
    # ownership/a.yml
    people: {ann: {}}
    # kb.toml
    [checks.must-have-runbooks]
    kinds = ["rollback"]

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {}}
"""

from collections.abc import Iterator

from kb.analyses.freshness import Badge
from kb.analyses.readiness.answer import Answer, Scale
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._musts import MARQUEE_MUSTS, MUSTS
from kb.analyses.readiness.checks._runbooks import needed, state
from kb.analyses.readiness.grounds import declared, observed
from kb.analyses.readiness.situation import Situation
from kb.analyses.runbooks.proving import steps_first
from kb.model.runbook import Runbook
from kb.model.saying import listed


class MustHaveRunbooks(Check):
    """Looks for a verified runbook of each kind among those of the closure.

    Attributes:
        kinds: the kinds every event needs.
        marquee_kinds: the kinds a marquee event needs beside them.
    """

    code = "K6"
    title = "Must-have runbooks"
    due = 14
    kinds: tuple[str, ...] = MUSTS
    marquee_kinds: tuple[str, ...] = MARQUEE_MUSTS

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per kind; its subject is the event."""
        books = list(needed(case, case.closure).values())
        for kind in self.kinds + (self.marquee_kinds if case.scale is Scale.MARQUEE else ()):
            yield self._kind(case, kind, [book for book in books if book.kind == kind])

    def _kind(self, case: Situation, kind: str, books: list[Runbook]) -> Answer:
        say = self.say(case)
        event = case.event
        if not books:
            return say.unknown(
                f"{kind}: no runbook is written", declared(event), f"write and drill a runbook of kind {kind}"
            )
        verified = [book for book in books if state(case, book.id).badge is Badge.VERIFIED]
        names = [book.id for book in books]
        if not verified:
            badges = sorted({state(case, name).badge.value for name in names})
            why = f"{kind}: {listed(names)} {listed(badges)}"
            repair = f"{steps_first(books[0])}drill {names[0]} with someone who did not write it"
            return say.fails(why, declared(*books), repair)
        signed = [book for book in verified if book.authors is not None]
        if not signed:
            said = f"{kind}: who wrote {listed([book.id for book in verified])} is not written"
            rests = declared(*verified)
            return say.unknown(said, rests, f"write `authors` of {verified[0].id}")
        verified = signed
        runs = [run for book in verified if (run := state(case, book.id).run) is not None]
        return say.passes(f"{kind}: {listed([book.id for book in verified])} verified", observed(*runs))
