"""There is a second place the event can move to that does not fall with the first, somebody can run it, and moving there was rehearsed.

Why: in May 2023 a Twitter Space went on in a second room, on the same platform, opened from another account after some
20 minutes. By the accounts between a quarter and a half of the audience found it.

How to fix: name under `backup_venue` an entry that shares as little as possible, a trigger with a number, a decider, how the audience learns the link,
and a runbook; drill it within 30 days.

Source of thresholds: half of the high forecast, after what the accounts say of that second room; 30 days are our
policy.

Passes:
    # events/show.yml
    entry: [room]
    forecast: {high: 800, metric: concurrent}
    backup_venue: {entry: [stream], trigger: silence for 3 minutes,
      decider: ann, links: on every ticket, runbook: move, capacity: 400}
    # architecture/a.yml
    services: {room: {}, stream: {needs: [], built_on: [], runs_on: [],
      capacity: {unit: concurrent, tested: {value: 500, date: 2026-05-01,
      breaks_at: none}}}}
    # runbooks/move.md
    ---
    authors: []
    ---
    ## Steps
    1. Move.
    # runbooks/log/a.yml
    {runbook: move, kind: drill, by: ann, ended: 2026-05-20T10:00Z,
      help: none, outcome: pass, steps_hash: "96d95f1a83d9"}
    # ownership/a.yml
    people: {ann: {}}
    knowledge: {stream: {ann: {level: operate, by: drill, last: 2026-05-20, ref: notes 7}}}

Fails:
    # events/show.yml
    entry: [room]
    backup_venue: none
    # architecture/a.yml
    services: {room: {}}
"""

from collections.abc import Iterator

from kb.analyses.freshness import Badge
from kb.analyses.placeholders import is_placeholder
from kb.analyses.readiness.answer import Answer, Distance, Outcome, Scale
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._capacity import shown
from kb.analyses.readiness.checks._edges import open_ends
from kb.analyses.readiness.checks._runbooks import state, unsigned
from kb.analyses.readiness.grounds import dated, declared, observed
from kb.analyses.readiness.situation import Situation
from kb.analyses.runbooks.proving import proving, steps_first, to_drill
from kb.model.event import Venue
from kb.model.saying import amount, count, listed
from kb.model.words import Nothing


class BackupVenue(Check):
    """Holds the second venue against the first.

    Attributes:
        share: the least part of the high forecast it must carry.
        max_days: how old the rehearsal of the move may be.
    """

    code = "R4"
    title = "Backup venue"
    scale = Scale.MARQUEE
    due = 14
    share: float = 0.5
    max_days: int = 30

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the answers on the plan, what is shared, its size and its rehearsal."""
        venue, event = case.event.backup_venue, case.event
        repair = "plan a second venue: entry, trigger, decider, links, runbook, capacity"
        if venue is None or isinstance(venue, Nothing):
            outcome = Outcome.UNKNOWN if venue is None else Outcome.FAIL
            why = "nothing is written about a second venue" if venue is None else "there is no second venue"
            yield self.say(case).answer(outcome, why, declared(event), repair)
            return
        rests = declared(venue)
        missing = [
            key
            for key in ("entry", "trigger", "decider", "links", "runbook", "capacity")
            if getattr(venue, key) in (None, ())
            or (key in ("trigger", "links") and is_placeholder(getattr(venue, key)))
        ]
        if missing:
            yield self.say(case).unknown(f"the second venue does not say {listed(missing, 6)}", rests, repair)
            return
        if not case.there(venue.decider or ""):
            said = f"{venue.decider} decides on moving and will not be there"
            yield self.say(case).fails(said, rests, "name another decider of the move")
        yield self._shared(case, venue)
        yield self._operated(case, venue)
        yield self._size(case, venue)
        yield self._move(case, venue)

    def _shared(self, case: Situation, venue: Venue) -> Answer:
        closure = set(case.graph.closure(*(name for name in venue.entry or () if name in case.base.components)))
        shared = sorted(closure & set(case.closure))
        ends = open_ends(case, venue.entry or ())
        alone = bool(closure - set(case.closure)) and closure.isdisjoint(case.entry)
        said = f"shares {len(shared)} of {len(case.closure)} components with the event" + (
            f": {listed(shared)}" if shared else ""
        )
        if alone and ends:
            why = f"{said}; what {listed(ends)} stands on is not written in full"
            repair = f"write needs, built_on and runs_on of {listed(ends)}, or []"
            return self.say(case).unknown(why, declared(venue), repair)
        mend = "choose an entry that the first venue does not take down with it"
        return self.say(case).answer(Outcome.PASS if alone else Outcome.FAIL, said, declared(venue), mend)

    def _operated(self, case: Situation, venue: Venue) -> Answer:
        """Say whether somebody can run the second place: one nobody can operate is none."""
        entry = [name for name in venue.entry or () if name in case.base.components]
        bare = [name for name in entry if not case.knowers(name)]
        if not bare:
            few = min(entry, key=lambda name: len(case.knowers(name)))
            said = f"{count(len(case.knowers(few)), 'proven operator')} of {few} there"
            rests = dated(venue, *(case.operators(few)[name] for name in case.knowers(few)))
            return self.say(case).passes(said, rests)
        asked = all(case.operators(name) for name in bare)
        said = f"nobody who will be there is proven to operate {listed(bare)}"
        rests = declared(venue, *(case.base.components[name] for name in bare))
        repair = f"{to_drill(bare[0], proving(case.base, bare[0]))} with somebody who will be there"
        return self.say(case).answer(Outcome.FAIL if asked else Outcome.UNKNOWN, said, rests, repair)

    def _size(self, case: Situation, venue: Venue) -> Answer:
        high = case.forecast.high if case.forecast else None
        rests = declared(venue)
        if case.forecast is None or high is None or case.forecast.metric is None or venue.capacity is None:
            said = "no high forecast is stated, or not in which metric"
            return self.say(case).unknown(said, rests, "state the forecast")
        figures = {name: shown(case, name, case.forecast.metric) for name in venue.entry or ()}
        known = [(figure[0], name, figure[1]) for name, figure in figures.items() if figure is not None]
        carries, name, limit = min([(venue.capacity, "", ""), *known])
        bare = [name for name, figure in figures.items() if figure is None]
        if carries >= self.share * high and bare:
            said = f"what {listed(bare)} was tested at, or that it was not, is not written in {case.forecast.metric}"
            mend = f"write the capacity of {listed(bare)}, with `tested`, or `tested: none` and `designed`"
            return self.say(case).unknown(said, rests, mend)
        outcome = Outcome.PASS if carries >= self.share * high else Outcome.FAIL
        part = f" ({limit})" if limit else ""
        why = f"{f'{name} ' if name else ''}carries {amount(carries)} of {amount(high)}{part}"
        repair = f"provide for {amount(self.share * high)} there"
        return self.say(case).answer(outcome, why, rests, repair, Distance(carries, self.share * high, "listeners"))

    def _move(self, case: Situation, venue: Venue) -> Answer:
        name = venue.runbook or ""
        found, book, say = state(case, name), case.base.runbooks[name], self.say(case, name)
        repair = f"{steps_first(book)}drill {name} with someone who did not write it"
        if found.run is None or found.age_days is None:
            rests = declared(venue)
            return say.fails("moving was never rehearsed by a non-author", rests, repair)
        if unsigned([book]):
            said = f"who wrote {name} is not written: whether a non-author moved is unknown"
            return say.unknown(said, declared(book), f"write `authors` of {name}")
        verified = found.badge is Badge.VERIFIED
        said = f"moving rehearsed {found.age_days} days ago" + ("" if verified else f", {found.badge.value}")
        distance = Distance(found.age_days, self.max_days, "days", at_least=False)
        outcome = Outcome.PASS if verified and found.age_days <= self.max_days else Outcome.STALE
        return say.answer(outcome, said, observed(found.run), repair, distance)
