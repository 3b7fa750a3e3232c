"""Which team answers for what a check is about."""

from collections.abc import Iterable

from kb.analyses.readiness.situation import Situation
from kb.model.words import Kind


def owner_of(case: Situation, subject: str) -> str | None:
    """Return the team that answers for a subject; None if nobody is named.

    A component's owner; a person's team; the owner of what a rotation covers, a runbook's owner, the owner of what stands on
    a vendor; for the event itself the team of the decider, else the owner of its entry.
    """
    base = case.base
    kind = base.kind(subject)
    if kind is Kind.TEAM:
        return subject
    if kind is Kind.PERSON:
        return base.people[subject].team
    if kind is Kind.RUNBOOK:
        return base.runbooks[subject].owner
    if kind is Kind.VENDOR:
        return _first(case, (name for name in case.closure if subject in case.graph.vendors.get(name, ())))
    if kind is Kind.ROTATION and (found := _first(case, base.covered_by(base.rotations[subject]))):
        return found
    return base.owner(base.components[subject]) if subject in base.components else _of_event(case)


def _of_event(case: Situation) -> str | None:
    decider = case.base.people.get(case.event.decider or "")
    return decider.team if decider and decider.team else _first(case, case.entry)


def _first(case: Situation, names: Iterable[str]) -> str | None:
    owners = (case.base.owner(case.base.components[name]) for name in names)
    return next((team for team in owners if team), None)
