"""In which order the answers of a check are read: what matters most comes first, never merely the first letter.

Worst outcome first; of failures those on stated or reported facts, so that a reader sees what is known before what is assumed;
then the event itself, then by the value (what is missing to the threshold, as a share of it), the tier, the blast radius in
this event, and the id. People are never ordered by a value: of them only the id counts.
"""

from collections.abc import Iterable

from kb.analyses.readiness.answer import Answer, Distance, Outcome
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.situation import Situation
from kb.model.service import Component
from kb.model.settings import tier_place
from kb.model.words import Kind

_NO_TIER = 9.0


def by_consequence(case: Situation, check: Check, found: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Return answers of one check in the order they are read."""
    return tuple(sorted(found, key=lambda answer: (answer.outcome.order, *_weight(case, check, answer))))


def _weight(case: Situation, check: Check, answer: Answer) -> tuple[bool, bool, float, float, float, int, str]:
    subject = answer.subject
    assumed = answer.outcome is Outcome.FAIL and not answer.on_record
    if case.base.kind(subject) is Kind.PERSON:
        return False, True, 0.0, 0.0, _NO_TIER, 0, subject
    gap, behind = -missing(answer.distance), check.behind(case, subject)
    about = _components(case, subject)
    tier = min((tier_place(item.tier) for item in about), default=_NO_TIER)
    blast = -max((case.blast.get(item.id, 0) for item in about), default=0)
    return assumed, subject != case.event.id, gap, behind, tier, blast, subject


def missing(distance: Distance | None) -> float:
    """Return the share of the threshold that is missing; all of it (1) where nothing could be measured."""
    if distance is None:
        return 1.0
    return distance.short / abs(distance.threshold) if distance.threshold else distance.short


def _components(case: Situation, subject: str) -> list[Component]:
    """Return the components a subject weighs as: itself, or what a runbook is for, a rotation covers, stands on a vendor."""
    base = case.base
    names: Iterable[str] = (subject,)
    if subject in base.runbooks:
        names = base.runbooks[subject].components or ()
    elif subject in base.rotations:
        names = base.covered_by(base.rotations[subject])
    elif subject in base.vendors:
        names = (name for name in case.closure if subject in case.graph.vendors.get(name, ()))
    return [base.components[name] for name in names if name in base.components]
