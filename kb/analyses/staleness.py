"""Why a runbook no longer rests on a run: the steps, the components, the people or the references have moved on.

Every reason is named, with the lines it rests on. Who wrote a runbook is history and no reason; who is named in
its text as somebody to turn to is.

Longer than the usual 150 lines: one class, and a reason a method.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import Final

from kb.analyses.named import Named, Names
from kb.model.base import Base
from kb.model.moment import day_of, days_between, is_past
from kb.model.noun import NamedTuple
from kb.model.people import Person
from kb.model.runbook import Run, Runbook
from kb.model.source import Source
from kb.model.words import Level, PersonKind

EVERY_DAYS: Final = 180
"""Review interval where a runbook states none (6 months, as documents of Google's are marked for review: TensorFlow Hub)."""
CHURN: Final = 0.3
"""Share of a component's operators whose leaving outdates a rehearsal (policy: readiness P11 uses the same)."""


class Cause(Enum):
    """What has moved on since a run."""

    NEVER = "never run"
    INTERVAL = "interval"
    STEPS = "steps"
    COMPONENT = "component"
    REFERENCE = "reference"
    CHURN = "churn"


class Reason(NamedTuple):
    """One reason not to trust a runbook: its cause, a clause that says it, the lines it rests on."""

    cause: Cause
    text: str
    sources: tuple[Source, ...]


def interval(runbook: Runbook) -> int:
    """Return within how many days a runbook must be run again."""
    return runbook.review.every_days if runbook.review and runbook.review.every_days else EVERY_DAYS


class Staleness:
    """What has moved on, for every runbook of a base at an instant; asks for many runbooks share the work."""

    def __init__(self, base: Base, at: datetime) -> None:
        self.base = base
        self.at = at
        self._named: dict[str, Sequence[Named]] = {}

    def since(self, runbook: Runbook, run: Run) -> tuple[Reason, ...]:
        """Return every reason why a run no longer verifies a runbook."""
        return (
            *self._interval(runbook, run),
            *_steps(runbook, run),
            *self._components(runbook, run),
            *self._churn(runbook, run),
            *self.references(runbook),
        )

    def _interval(self, runbook: Runbook, run: Run) -> Iterator[Reason]:
        age, every = days_between(run.ended, self.at) if run.ended else 0, interval(runbook)
        if age > every:
            place = runbook.review.source if runbook.review else runbook.source
            text = f"last run {age} days ago, and it is to be run every {every}"
            yield Reason(Cause.INTERVAL, text, (run.source, place))

    def concerned(self, runbook: Runbook) -> tuple[str, ...]:
        """Return the components a runbook is for, and those at the ends of the edges it covers."""
        ends = {name for covers in runbook.covers or () for name in (covers.from_, covers.to) if name}
        return tuple(sorted({*self.base.components_of(runbook.id), *(ends & self.base.components.keys())}))

    def _components(self, runbook: Runbook, run: Run) -> Iterator[Reason]:
        for name in self.concerned(runbook):
            for change in self.base.components[name].changes or ():
                if (
                    change.significant
                    and change.date
                    and run.ended
                    and day_of(run.ended) < change.date
                    and is_past(change.date, self.at)
                ):
                    what = f" ({change.ref})" if change.ref else ""
                    yield Reason(
                        Cause.COMPONENT,
                        f"`{name}` changed on {change.date}{what}, after that run",
                        (change.source, run.source),
                    )

    # -- people ------------------------------------------------------------------------------------

    def _churn(self, runbook: Runbook, run: Run) -> Iterator[Reason]:
        if run.ended is None or not self.departed:
            return
        for name in self.base.components_of(runbook.id):
            then = [person for person in self._knowers(name) if self.base.is_active(person, run.ended)]
            gone = [person for person in then if person.id in self.departed]
            if then and len(gone) >= CHURN * len(then):
                text = f"{len(gone)} of the {len(then)} who could operate `{name}` then have left since"
                yield Reason(Cause.CHURN, text, tuple(person.source for person in gone))

    def _knowers(self, component: str) -> Iterator[Person]:
        for name, knows in self.base.knowledge.get(component, {}).items():
            person = self.base.people.get(name)
            if knows.level >= Level.OPERATE and person is not None and person.kind is not PersonKind.EXTERNAL:
                yield person

    @cached_property
    def departed(self) -> Mapping[str, Person]:
        """Everybody whose last day has passed, by their own calendar."""
        return {
            person.id: person
            for person in self.base.people.values()
            if person.until is not None and not self.base.is_active(person, self.at) and is_past(person.until, self.at)
        }

    @cached_property
    def staffed(self) -> frozenset[str]:
        """Teams with an active member, in them or in a team below, or with a headcount above zero and nobody listed."""
        found: set[str] = set()
        for person in self.base.people.values():
            if (
                person.team is not None
                and person.kind is not PersonKind.EXTERNAL
                and self.base.is_active(person, self.at)
            ):
                self._climb(person.team, found)
        for team in self.base.teams.values():
            given = [item for item in team.headcount or () if is_past(item.date, self.at)]
            if given and max(given, key=lambda item: item.date).value:
                self._climb(team.id, found)
        return frozenset(found)

    def _climb(self, team: str | None, found: set[str]) -> None:
        while team is not None and team not in found:
            found.add(team)
            above = self.base.teams.get(team)
            team = above.parent if above else None

    # -- references -----------------------------------------------------------------------------------

    def references(self, runbook: Runbook) -> tuple[Reason, ...]:
        """Return what a runbook refers to that is no longer there."""
        return (
            *self._owner(runbook),
            *self._edges(runbook),
            *(self._gone(named) for named in self.named_in(runbook) if named.person.id in self.departed),
        )

    def _owner(self, runbook: Runbook) -> Iterator[Reason]:
        if runbook.owner is not None and runbook.owner in self.base.teams and runbook.owner not in self.staffed:
            sources = (runbook.source, self.base.teams[runbook.owner].source)
            yield Reason(Cause.REFERENCE, f"its owner `{runbook.owner}` has no active member", sources)

    def _edges(self, runbook: Runbook) -> Iterator[Reason]:
        for covers in runbook.covers or ():
            component = self.base.components.get(covers.from_ or "")
            if component is None or covers.to is None:
                continue
            edges = [edge for edge in component.told if edge.to == covers.to]
            modes = {mode.id for edge in edges for mode in edge.modes or ()}
            if covers.to not in component.ends:
                text = f"it covers `{component.id}` to `{covers.to}`, and there is no such edge any more"
                yield Reason(Cause.REFERENCE, text, (covers.source, component.source))
            elif covers.mode and covers.mode not in modes and any(edge.modes is not None for edge in edges):
                text = f"it covers the failure mode `{covers.mode}`, which the edge from `{component.id}` to `{covers.to}` does not have"
                yield Reason(Cause.REFERENCE, text, (covers.source, edges[0].source))

    def named_in(self, runbook: Runbook) -> Sequence[Named]:
        """Return who is named in a runbook outside its history, each once, with the first line."""
        found = self._named.get(runbook.id)
        if found is None:
            found = self._named[runbook.id] = self._names.within(runbook)
        return found

    @cached_property
    def _names(self) -> Names:
        return Names(self.base.people.values())

    def _gone(self, named: Named) -> Reason:
        text = f"its text names `{named.person.id}`, who left on {named.person.until}"
        return Reason(Cause.REFERENCE, text, (named.source, named.person.source))


def _steps(runbook: Runbook, run: Run) -> Iterator[Reason]:
    if run.steps_hash == runbook.steps_hash:
        return
    first = runbook.steps[0].source if runbook.steps else runbook.source
    if run.steps_hash is None:
        yield Reason(Cause.STEPS, "that run does not say which steps it followed", (run.source, first))
        return
    moved = changed_steps(runbook, run)
    which = f": {moved}" if moved else ""
    yield Reason(Cause.STEPS, f"the steps have changed since that run{which}", (run.source, first))


def changed_steps(runbook: Runbook, run: Run) -> str:
    """Return which steps changed since a run, as far as it recorded them; empty if it did not."""
    then = {result.id: result.hash for result in run.steps or () if result.id}
    now = {step.id: step.hash for step in runbook.steps}
    if not then:
        return ""
    groups = (
        ([name for name in now if then.get(name) and then[name] != now[name]], "reads differently", "read differently"),
        ([name for name in now if name not in then], "is new", "are new"),
        ([name for name in then if name not in now], "is gone", "are gone"),
    )
    return "; ".join(f"{', '.join(names)} {one if len(names) == 1 else many}" for names, one, many in groups if names)
