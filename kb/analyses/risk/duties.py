"""What people hold besides components: runbooks they verified, rotations, paths, teams, vendors, events.

Each duty is a number of people (or steps, or shifts) before and after. Only what the files state is counted; where they
state nothing, there is no duty and nothing to lose.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from kb.analyses.freshness import verifiers
from kb.analyses.risk.consequence import Loss
from kb.analyses.risk.oncall import Duty, OnCall
from kb.analyses.staleness import Staleness
from kb.model.base import Base
from kb.model.event import Criterion, Event
from kb.model.service import Component, Confirmed


class Duties(OnCall):
    """Every duty of a base at an instant, with some people taken away."""

    def all(self) -> Iterator[Duty]:
        """Yield every duty, held or lost, in no order that matters."""
        return map(_graded, self._all())

    def _all(self) -> Iterator[Duty]:
        yield from self._runbooks()
        for rotation in self.base.rotations.values():
            yield from self.duties(rotation)
        yield from self._teams()
        yield from self._vendors()
        for event in self.base.events.values():
            if not event.is_over(self.at):
                yield from self._event(event)
        for component in self.base.components.values():
            if component.id not in self.base.retired:
                yield from self._ladder(component)

    def _runbooks(self) -> Iterator[Duty]:
        moved = Staleness(self.base, self.at)
        for runbook in self.base.runbooks.values():
            concerned = self.base.components_of(runbook.id)
            counts = self.counts(verifiers(self.base, runbook, self.at, moved))
            yield Duty(Loss.LAST_VERIFIER, "runbook", runbook.id, concerned, *counts, "", runbook.source)
            if runbook.owner is not None:
                counts = self.members(runbook.owner)
                yield Duty(
                    Loss.OWNER_EMPTY, "runbook", runbook.id, concerned, *counts, f"team {runbook.owner}", runbook.source
                )

    def _teams(self) -> Iterator[Duty]:
        owned: dict[str | None, list[str]] = {}
        for component in self.base.components.values():
            owned.setdefault(self.base.owner(component), []).append(component.id)
        for team in self.base.teams.values():
            concerned = tuple(owned.get(team.id, ()))
            yield Duty(Loss.TEAM_EMPTY, "team", team.id, concerned, *self.members(team.id), "", team.source)
            lead = self.base.people.get(team.lead or "")
            if lead is not None and self.base.is_active(lead, self.at):
                yield Duty(
                    Loss.TEAM_LEAD, "team", team.id, concerned, 1, int(lead.id not in self.gone), "", team.source
                )

    def _vendors(self) -> Iterator[Duty]:
        for name, people in dealt_with(self.base).items():
            if people:
                concerned, source = self.above_vendors.get(name, ()), self.base.vendors[name].source
                yield Duty(Loss.VENDOR_CONTACT, "vendor", name, concerned, *self.counts(people), "", source)

    @cached_property
    def above_vendors(self) -> Mapping[str, tuple[str, ...]]:
        """What :func:`above_vendors` returns of the base."""
        return above_vendors(self.base)

    def _event(self, event: Event) -> Iterator[Duty]:
        start = event.window.start if event.window and event.window.start else self.at
        for role, people in event_roles(event).items():
            before, after = self.counts(people, max(start, self.at))
            loss = Loss.EVENT_CREW if after else Loss.EVENT_ROLE
            yield Duty(loss, "event", event.id, event.entry or (), before, after, role, event.source)

    def _ladder(self, component: Component) -> Iterator[Duty]:
        for rung in component.ladder or ():
            if rung.decider is not None:
                counts = self.counts([rung.decider])
                yield Duty(
                    Loss.LADDER_DECIDER,
                    "component",
                    component.id,
                    (component.id,),
                    *counts,
                    rung.do or rung.when or "",
                    rung.source,
                )


_WHOLE = frozenset({Loss.TEAM_EMPTY, Loss.LAST_VERIFIER, Loss.VENDOR_CONTACT})


def _graded(duty: Duty) -> Duty:
    """Return a duty some still hold as merely thinner; that of an owner is whole as long as one member is left."""
    if duty.after in (0, duty.before):
        return duty
    if duty.loss is Loss.OWNER_EMPTY:
        return duty._replace(after=duty.before)
    return duty._replace(loss=Loss.MINOR) if duty.loss in _WHOLE else duty


def event_roles(event: Event) -> dict[str, tuple[str, ...]]:
    """Return who fills each role of an event: its decider, deputy and roles, and who is named in its plans."""
    found: dict[str, set[str]] = {}
    for role, filled in (event.roles or {}).items():
        found[role] = {filled} if isinstance(filled, str) else set(filled) if isinstance(filled, tuple) else set()
    plans: list[tuple[str, str | None]] = [("decider", event.decider), ("deputy", event.deputy)]
    plans += [("owner of comms", getattr(event.comms, "owner", None))]
    plans += [("decider of the backup venue", getattr(event.backup_venue, "decider", None))]
    plans += [("facilitator of the review", getattr(event.review, "facilitator", None))]
    criteria: tuple[Criterion, ...] = event.abort or ()
    plans += [("decider of an abort", criterion.decider) for criterion in criteria]
    for role, person in plans:
        if person is not None:
            found.setdefault(role, set()).add(person)
    return {role: tuple(sorted(people)) for role, people in found.items() if people}


def above_vendors(base: Base) -> dict[str, tuple[str, ...]]:
    """Return per vendor the components that stand on it directly; vendors nothing stands on are left out."""
    found: dict[str, list[str]] = {}
    for component in base.components.values():
        for name in dict.fromkeys(end for end in component.ends if end in base.vendors):
            found.setdefault(name, []).append(component.id)
    return {name: tuple(ids) for name, ids in found.items()}


def dealt_with(base: Base) -> dict[str, set[str]]:
    """Return per vendor who has dealt with it: confirmed a limit of what stands on it, or signed its contact."""
    found: dict[str, set[str]] = {name: set() for name in base.vendors}
    for sign in base.signs:
        if sign.check == "vendor-contact" and sign.by is not None and sign.subject in found:
            found[sign.subject].add(sign.by)
    for name, concerned in above_vendors(base).items():
        for component in concerned:
            limit = getattr(base.components[component].capacity, "limit_confirmed", None)
            if isinstance(limit, Confirmed) and limit.by:
                found[name].add(limit.by)
    return found
