"""Who hands over, until when, and the bases this is worked out on."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from kb.analyses.handover.report import DutyKind, Giver, HeldDuty
from kb.analyses.plan.gather import seen
from kb.analyses.plan.scope import LONGEST
from kb.analyses.plan.weeks import WORKING_DAYS
from kb.analyses.presence import Presence, presence
from kb.errors import UsageError
from kb.model.base import Base
from kb.model.moment import local_day, noon
from kb.model.noun import NamedTuple
from kb.model.people import Person
from kb.model.scenario import Whom, meant
from kb.model.source import Source
from kb.model.words import PersonKind


class Question(NamedTuple):
    """A handover to be worked out.

    Attributes:
        base: what is known at the start; each giver has their last day as ``until``.
        stay: the same, as if the givers stayed and were never away.
        at: from when on.
        by: the last day of whoever goes last.
        scope: who hands over, in words.
        notes: who of those asked for does not, and why.
        givers: who does, by last day, then id.
        target: operators every component is to have.
        claimed: whether claims count as they stand.
        hours: hours a week the givers teach; None: as everybody.
    """

    base: Base
    stay: Base
    at: datetime
    by: date
    scope: str
    notes: tuple[str, ...]
    givers: tuple[Giver, ...]
    target: int
    claimed: bool
    hours: int | None = None

    @property
    def gone(self) -> frozenset[str]:
        """Ids of the givers."""
        return frozenset(giver.person for giver in self.givers)

    @property
    def last(self) -> Mapping[str, date]:
        """The last day of each giver."""
        return {giver.person: giver.last for giver in self.givers}

    @property
    def end(self) -> datetime:
        """The instant operators are counted at: noon (UTC) of the last day, or the start if that is later."""
        return max(noon(self.by), self.at)

    @property
    def sessions(self) -> date:
        """The last day of any session."""
        return max(giver.sessions for giver in self.givers)

    def mine(self, names: Iterable[str | None]) -> tuple[str, ...]:
        """Return who of some people hands over, by id."""
        return tuple(sorted(self.gone.intersection(name for name in names if name is not None)))

    def others(self, names: Iterable[str | None], *, inside: bool = False) -> tuple[str, ...]:
        """Return who of some people belongs to the organisation after the last day, givers and (``inside``) externals apart, by id."""
        after = self.end + timedelta(days=1)
        people = self.base.people
        kept = {name for name in names if name is not None and name in people} - self.gone
        return tuple(
            sorted(
                name
                for name in kept
                if self.base.is_active(people[name], after)
                and not (inside and people[name].kind is PersonKind.EXTERNAL)
            )
        )

    def held(
        self,
        kind: DutyKind,
        name: tuple[str, ...],
        givers: tuple[str, ...],
        others: int | None,
        components: tuple[str, ...],
        todo: str,
        source: Source,
    ) -> HeldDuty:
        """Return something givers hold; it must be with somebody else on the last day of the first of them.

        What it is about comes first in its name, then which of several about that; together with the kind they are its id.
        """
        day = min(self.last[giver] for giver in givers)
        return HeldDuty(":".join((kind.value, *name)), kind, name[0], givers, others, components, day, todo, source)


def question(
    base: Base,
    at: datetime,
    terms: tuple[Whom, ...],
    by: date | None,
    target: int | None = None,
    *,
    claimed: bool = False,
) -> Question:
    """Return the question that people, a team or an employer pose.

    Args:
        base: the knowledge base.
        at: from when on.
        terms: who hands over.
        by: the last day of whoever has none written, or a later one; None if all have one.
        target: operators every component is to have; None: as ``[plan]`` of kb.toml says.
        claimed: whether claims count as they stand.

    Raises:
        UsageError: if nobody named is there, a last day is not known, has passed, or is too far away.
    """
    asked: dict[str, Whom] = {name: item for item in reversed(terms) for name in meant(base, item)}
    here = [name for name in sorted(asked) if base.is_active(base.people[name], at)]
    if not here:
        raise UsageError(_nobody(base, at, terms, asked))
    found = [_giver(base, at, base.people[name], by) for name in here]
    givers = tuple(sorted(found, key=lambda item: (item.last, item.person)))
    last = givers[-1].last
    if (last - local_day(at, None)).days > 7 * LONGEST:
        raise UsageError(f"a handover until {last} is longer than {LONGEST} weeks: choose an earlier --by")
    known = seen(base, at)
    leave = {item.person: known.people[item.person]._replace(until=item.last) for item in givers}
    stay = {item.person: known.people[item.person]._replace(until=None, away=()) for item in givers}
    return Question(
        base=known._replace(people={**known.people, **leave}),
        stay=known._replace(people={**known.people, **stay}),
        at=at,
        by=last,
        scope=", ".join(item.term for item in terms),
        notes=tuple(_absent(base, at, name) for name in sorted(asked) if name not in set(here)),
        givers=givers,
        target=target or base.settings.plan.target,
        claimed=claimed,
    )


def _giver(base: Base, at: datetime, person: Person, by: date | None) -> Giver:
    days = [day for day in (person.until, by) if day is not None]
    if not days:
        raise UsageError(f"nobody has written when {person.id} goes: say with --by which day is the last")
    last = min(days)
    today = base.day_of(person, at)
    if last < today:
        raise UsageError(
            f"a handover by {last} would end before it begins, on {today}: choose a later --by or an earlier --at"
        )
    return Giver(
        person=person.id,
        team=person.team,
        external=person.kind is PersonKind.EXTERNAL,
        last=last,
        written=person.until == last,
        sessions=before_reserve(last, base.settings.plan.reserved_days),
        access=tuple(sorted(person.access or ())),
    )


def before_reserve(last: date, reserved: int) -> date:
    """Return the last working day for sessions: those reserved come after it, the last day of all included."""
    day = last
    while day.toordinal() > 1 and (reserved > 0 or day.weekday() >= WORKING_DAYS):
        reserved -= day.weekday() < WORKING_DAYS
        day -= timedelta(days=1)
    return day


def _nobody(base: Base, at: datetime, terms: tuple[Whom, ...], asked: Mapping[str, Whom]) -> str:
    if not asked:
        return f"nobody is written under {', '.join(item.term for item in terms)}: there is nobody to hand over from"
    said = "; ".join(_absent(base, at, name) for name in sorted(asked)[:3])
    more = f"; and {len(asked) - 3} more" if len(asked) > 3 else ""
    return f"there is nobody to hand over from: {said}{more}; what is missing now is in kb risk and kb plan"


def _absent(base: Base, at: datetime, name: str) -> str:
    person = base.people[name]
    if presence(base, person, at) is Presence.LEFT:
        return f"{name} had left, last day {person.until}"
    return f"{name} is not here yet, from {person.from_}"
