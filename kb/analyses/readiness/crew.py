"""Who is called: the people on a rotation during an event, and where a call goes from there."""

from kb.analyses.readiness.situation import Situation
from kb.model.people import Rotation


def called(case: Situation, rotation: Rotation) -> tuple[str, ...]:
    """Return who a rotation calls: those with shifts during the event, else everyone on it."""
    shifts = {duty.person for duty in case.on_duty(rotation.id)}
    return tuple(sorted(shifts or {*(rotation.rotation or ()), *(rotation.secondary or ())}))


def paths(case: Situation) -> tuple[str, ...]:
    """Return the rotations a call can reach: those that cover the scope, and all their escalations lead to."""
    todo = sorted({name for component in case.scope for name in case.base.rotations_of(component)})
    seen: list[str] = []
    while todo:
        name = todo.pop(0)
        if name in seen:
            continue
        seen.append(name)
        todo += [step for step in case.base.rotations[name].escalation or () if step in case.base.rotations]
    return tuple(seen)
