"""Runbooks and contacts can be read when what they are about is down: a copy is kept elsewhere, and says what the files say.

Why: guides to break-glass access warn of the plan that lies in a wiki behind the login that failed.

How to fix: `kb runbook bundle --event EVENT -o FILE --by PERSON --kept WHERE` writes the copy and records it; print it, or keep it where
reading it needs nothing of ours, and name with `--needs` what it does need. Make a new one when a runbook, a contact or a shift changes.

Source of thresholds: seven days are our policy.

Passes:
    # events/show.yml
    entry: [room]
    # events/show/a.yml
    bundle:
      by: ann
      date: 2026-05-31
      kept: printed, in the red folder of the studio
      needs: []
      calls: 81d4fc4c2afa
      texts: {restart: 7fef909685d0}
    # architecture/a.yml
    services: {room: {needs: [], runbooks: [restart]}}
    # runbooks/restart.md
    Restart it.
    # ownership/a.yml
    people: {ann: {}}
    oncall: {live: {covers: [room], contact: [{kind: pager, to: live}]}}

Fails:
    # events/show.yml
    entry: [room]
    # events/show/a.yml
    bundle:
      by: ann
      date: 2026-05-31
      kept: the wiki
      needs: [login]
      calls: 81d4fc4c2afa
      texts: {restart: 7fef909685d0}
    # architecture/a.yml
    services: {room: {needs: [login], runbooks: [restart]},
      login: {runbooks: []}}
    # runbooks/restart.md
    Restart it.
    # ownership/a.yml
    people: {ann: {}}
    oncall: {live: {covers: [room], contact: [{kind: pager, to: live}]}}
"""

from collections.abc import Iterator

from kb.analyses.placeholders import is_placeholder
from kb.analyses.readiness.answer import Answer, Distance, Outcome, Severity
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._edges import open_ends
from kb.analyses.readiness.checks._runbooks import unlisted
from kb.analyses.readiness.grounds import dated, declared
from kb.analyses.readiness.situation import Situation
from kb.analyses.runbooks.bundle import bundle, marks
from kb.model.event import OfflineCopy
from kb.model.moment import days_between
from kb.model.saying import ago, count, listed
from kb.model.words import Nothing


class ReadableWhenDown(Check):
    """Looks at the newest offline copy: what one needs to read it, its age, and whether it still says the same.

    Attributes:
        days: how many days old the copy may be.
    """

    code = "K7"
    title = "Readable when we are down"
    severity = Severity.MAJOR
    days: float = 7

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the one answer."""
        event = case.event.id
        copies = case.copies
        repair = f"kb runbook bundle --event {event} -o FILE --by … --kept … --needs …"
        if not copies:
            rests = declared(case.event)
            yield self.say(case).unknown("no offline copy is recorded", rests, repair)
            return
        yield self._judge(case, copies[-1], repair)

    def _judge(self, case: Situation, copy: OfflineCopy, repair: str) -> Answer:
        say = self.say(case)
        rests = dated(copy)
        missing = [key for key in ("needs", "calls", "texts") if getattr(copy, key) is None]
        missing += ["kept"] if is_placeholder(copy.kept) else []
        if missing or copy.date is None:
            return say.unknown(f"the record of the copy does not say {listed(missing, 4)}", rests, repair)
        if isinstance(copy.calls, Nothing):
            return say.fails("the copy holds no contacts", rests, f"make it with another profile: {repair}")
        falls = _shared(case, copy.needs or ())
        if falls:
            said = f"reading the copy needs {listed(falls)}, which the event may take down"
            return say.fails(said, rests, "print it, or keep it where it needs nothing of the event")
        ends = open_ends(case, copy.needs or ()) + unlisted(case, case.closure)
        if ends:
            why = f"what {listed(ends)} stands on, or its runbooks, are not written in full"
            return say.unknown(why, rests, f"write needs, built_on, runs_on and runbooks of {listed(ends)}")
        age = days_between(copy.date, case.at)
        distance = Distance(age, self.days, "days", at_least=False)
        said = f"{count(len(copy.texts or {}), 'runbook')}, copied {ago(copy.date, case.at)}: {copy.kept}"
        moved = _moved(case, copy)
        if moved:
            return say.stale(f"{said}; {moved}", rests, repair, distance)
        return say.answer(Outcome.PASS if age <= self.days else Outcome.STALE, said, rests, repair, distance)


def _shared(case: Situation, needs: tuple[str, ...]) -> list[str]:
    """Return what both the place of the copy and the event stand on."""
    known = [name for name in needs if name in case.base.components]
    return sorted({*case.shared(known), *({*needs} & {*case.closure, *case.vendors})})


def _moved(case: Situation, copy: OfflineCopy) -> str:
    """Return what the copy does not say as the files say it now; empty if nothing."""
    now = marks(bundle(case.base, case.event, case.at))
    written = copy.texts or {}
    absent = [name for name in sorted(now.texts) if name not in written]
    changed = [name for name in sorted(now.texts) if name in written and written[name] != now.texts[name]]
    parts = [f"{listed(absent)} not in it"] if absent else []
    parts += [f"{listed(changed)} changed since"] if changed else []
    parts += ["contacts or shifts changed since"] if now.calls not in (None, copy.calls) else []
    return "; ".join(parts)
