"""Events, and what people sign, waive and say about them.

Longer than the usual 150 lines: the nouns of one kind of file, most of it what their fields mean.
"""

from datetime import date, datetime

from kb.model.moment import When
from kb.model.noun import NamedTuple
from kb.model.provenance import About, Provenance
from kb.model.source import Source
from kb.model.words import Nothing


class Window(NamedTuple):
    """When an event runs; ``pre`` and ``post`` are the minutes around it that also need cover.

    Attributes:
        start: when it begins, with offset.
        end: when it ends, with offset.
        pre: minutes before it that need cover.
        post: minutes after it that need cover.
    """

    start: datetime | None
    end: datetime | None
    pre: float | None
    post: float | None
    source: Source


class Forecast(NamedTuple):
    """How many are expected, in ``metric`` (concurrent, attempts or cumulative).

    Attributes:
        low: how many if few come.
        base: how many are expected.
        high: how many if many come: what an event is judged by.
        reach: how many people the hosts can call with one message; None if not written.
        reach_why: why no reach can be written: nobody calls anyone, or nobody knows; None if not written.
        arrivals_per_minute: how many come in the busiest minute; None if not written.
        metric: what is counted: at the same time, tries to get in, or in all.
        by: who says so.
        date: when that was said.
    """

    low: float | None
    base: float | None
    high: float | None
    reach: float | None
    reach_why: str | None
    arrivals_per_minute: float | None
    metric: str | None
    by: str | None
    date: date | None
    provenance: Provenance
    source: Source


class Amplifier(NamedTuple):
    """An edge of the entry path that multiplies demand.

    Attributes:
        edge: two components, from and to.
        multiplier: requests at the second for each at the first.
        why: what multiplies them.
    """

    edge: tuple[str, ...] | None
    multiplier: float | Nothing | None
    why: str | None
    provenance: Provenance
    source: Source


class Observation(NamedTuple):
    """A number someone observed: value in ``metric`` at ``date``; contradictions stand side by side.

    Attributes:
        value: the number.
        metric: what was counted.
        date: when.
        by: who said so.
        text: what was seen, in words.
    """

    value: float | None
    metric: str | None
    date: When | None
    by: str | None
    text: str | None
    provenance: Provenance
    source: Source


class Venue(NamedTuple):
    """The second place an event can move to.

    Attributes:
        entry: the components people come in by, there.
        trigger: what makes you move.
        decider: who decides.
        runbook: how to move.
        links: where people are sent.
        capacity: how many it carries.
    """

    entry: tuple[str, ...] | None
    trigger: str | None
    decider: str | None
    runbook: str | None
    links: str | None
    capacity: float | None
    provenance: Provenance
    source: Source


class Criterion(NamedTuple):
    """A written criterion: what to do, on which metric, by which clock.

    Attributes:
        do: what is done: delay, move, stop.
        metric: what is looked at, and from which value on.
        clock: by when, or for how long.
        decider: who decides.
    """

    do: str | None
    metric: str | None
    clock: str | None
    decider: str | None
    provenance: Provenance
    source: Source


class Freeze(NamedTuple):
    """The time in which nothing changes, and the exceptions to it.

    Attributes:
        from_: since when.
        to: until when.
        exceptions: what may change all the same.
    """

    from_: When | None
    to: When | None
    exceptions: tuple[str, ...] | None
    provenance: Provenance
    source: Source


class Comms(NamedTuple):
    """How people outside are kept informed: who, with which text, where, how often, over which channel.

    Attributes:
        owner: who speaks.
        holding: the text that goes out first.
        status: where people look.
        script: what the host says if it fails.
        channel: a channel that does not need what may be down.
        every_minutes: how often there is news.
    """

    owner: str | None
    holding: str | None
    status: str | None
    script: str | None
    channel: str | None
    every_minutes: float | None
    provenance: Provenance
    source: Source


class EventReview(NamedTuple):
    """The review after an event: when, who leads it, where feedback is gathered.

    Attributes:
        date: when.
        facilitator: who leads it.
        feedback: where feedback is gathered.
    """

    date: date | None
    facilitator: str | None
    feedback: tuple[str, ...] | None
    provenance: Provenance
    source: Source


class Outcome(NamedTuple):
    """What an event showed; contradictory observations stand side by side.

    Attributes:
        summary: in a sentence or two.
        observations: what was measured or reported.
        timeline: what happened when.
        causes: what it came from, as far as known.
        recommendations: what to do before the next.
    """

    summary: str | None
    observations: tuple[Observation, ...] | None
    timeline: tuple[Observation, ...] | None
    causes: tuple[Observation, ...] | None
    recommendations: tuple[Observation, ...] | None
    provenance: Provenance
    source: Source


class Event(NamedTuple):
    """One event: what is planned, who decides, and afterwards what happened.

    ``outcome`` is read only by the review after the event, never by an assessment before it.

    Attributes:
        id: the name of the file without `.yml`; it may be written, too, and must then be the same.
        window: when it runs, and the minutes around it that need cover.
        entry: the components people come in by; all below them is looked at.
        forecast: how many are expected.
        amplifiers: edges that multiply demand.
        typical: how many come on an ordinary day.
        past: how many came to earlier ones.
        scale: how far from ordinary; it may raise what is computed, never lower it.
        decider: who says go or no-go.
        deputy: who decides if the decider cannot.
        roles: who fills which role; ``none`` where nobody does.
        freeze: the time in which nothing changes.
        backup_venue: the second place it can move to.
        abort: when it is delayed, moved or stopped.
        success: what must hold for it to have gone well.
        comms: how people outside are kept informed.
        review: the review after it.
        outcome: what it showed; read only by ``kb ready review``.
    """

    id: str
    window: Window | None
    entry: tuple[str, ...] | None
    forecast: Forecast | Nothing | None
    amplifiers: tuple[Amplifier, ...] | None
    typical: Observation | tuple[Observation, ...] | None
    past: tuple[Observation, ...] | None
    scale: str | None
    decider: str | None
    deputy: str | None
    roles: dict[str, str | tuple[str, ...] | Nothing] | None
    freeze: Freeze | Nothing | None
    backup_venue: Venue | Nothing | None
    abort: tuple[Criterion, ...] | None
    success: tuple[Criterion, ...] | None
    comms: Comms | Nothing | None
    review: EventReview | Nothing | None
    outcome: Outcome | None
    about: About
    provenance: Provenance
    source: Source

    @property
    def end(self) -> datetime | None:
        """When its window ends; where no end is written, when it begins; None where neither is."""
        return (self.window.end or self.window.start) if self.window else None

    def is_over(self, at: datetime) -> bool:
        """Whether it ended before an instant; one without a date may be to come."""
        return self.end is not None and self.end < at


class Sign(NamedTuple):
    """A named person attests a value for a check, with evidence and an expiry.

    Attributes:
        check: which check it answers.
        subject: what it was looked at for, where a check asks for several.
        value: what was found.
        by: who looked.
        date: when.
        valid_for: how long it holds, such as ``7d``.
        evidence: where that can be seen.
        closure: what the event was then: each id with what it stands on and what is asked of it; written by kb for
            architecture-known.
    """

    event: str
    check: str | None
    subject: str | None
    value: str | None
    by: str | None
    date: When | None
    valid_for: str | None
    evidence: str | None
    provenance: Provenance
    source: Source
    closure: dict[str, tuple[str, ...]] | None = None


class Waive(NamedTuple):
    """A decider accepts a failing check: why, what compensates, who owns it, until when.

    Attributes:
        check: which check.
        subject: for what, where a check asks for several; the event for all of it. Without, it counts for nothing.
        by: who decides.
        date: when.
        reason: why it is accepted.
        compensating: what is done instead.
        owner: who sees to that.
        until: until when; ``event-end`` for the end of the event.
    """

    event: str
    check: str | None
    subject: str | None
    by: str | None
    date: When | None
    reason: str | None
    compensating: str | None
    owner: str | None
    until: When | str | None
    provenance: Provenance
    source: Source


class Poll(NamedTuple):
    """A role says go or no-go, with the value it rests on; dissent is kept as said.

    Attributes:
        role: which role is asked.
        by: who answers.
        say: go or no-go.
        value: what that rests on.
        date: when.
    """

    event: str
    role: str | None
    by: str | None
    say: str | None
    value: str | None
    date: When | None
    provenance: Provenance
    source: Source


class OfflineCopy(NamedTuple):
    """A bundle of runbooks and contacts that was put where it can be read when we are down.

    Attributes:
        event: the event it was made for.
        by: who made it and put it there.
        date: when.
        kept: where it is, in words.
        needs: the components and vendors one needs to read it there; empty where it needs nothing of ours.
        calls: fingerprint of the contacts and shifts in it; ``none`` where it has none.
        texts: fingerprint of the text of each runbook in it, by id.
    """

    event: str
    by: str | None
    date: When | None
    kept: str | None
    needs: tuple[str, ...] | None
    calls: str | Nothing | None
    texts: dict[str, str] | None
    provenance: Provenance
    source: Source
