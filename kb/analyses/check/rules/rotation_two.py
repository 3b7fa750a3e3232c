"""An on-call rotation of fewer than two people.

Why: one person on call is on call always: ill, asleep and on holiday. Google's SRE book (chapter 11) asks for eight
people for a rotation around the clock at one site, six at each of two; two is the least with which anybody can ever
be off.

How to fix: add people to `rotation:`, joining small rotations if need be, and let them rehearse what they will be
called for. A rotation kept elsewhere should be imported or listed: unknown counts as nobody here.

People who have left do not count; people who are away do.

Passes:
    # ownership/oncall.yml
    people:
      ann: {}
      bob: {}
    oncall:
      pay-primary: {rotation: [ann, bob]}

Fails:
    # ownership/oncall.yml
    people:
      ann: {}
    oncall:
      pay-primary: {rotation: [ann]}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.people import Rotation


class RotationTwo(Rule):
    """Finds rotations with too few people to take turns.

    Attributes:
        least: how many people a rotation must have.
    """

    least: int = 2

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a rotation."""
        for rotation in view.base.rotations.values():
            listed = _listed(rotation)
            if listed is None:
                message = f"the rotation `{rotation.id}` does not say who takes turns"
                yield self.finding(rotation.id, rotation.source, message, "list the people under `rotation:`")
                continue
            count = sum(view.left(name) is None for name in listed)
            if count < self.least:
                people = "nobody is" if count == 0 else "one person is" if count == 1 else f"{count} people are"
                message = f"{people} on the rotation `{rotation.id}`; it takes {self.least} for anybody to be off"
                fix = "add people who can operate what it covers, or join it with another rotation"
                key = "rotation" if rotation.rotation is not None else "shifts"
                source, width = view.place(rotation.source, rotation.id, key)
                yield self.finding(rotation.id, source, message, fix, width=width)


def _listed(rotation: Rotation) -> set[str] | None:
    """Return who takes turns as first in line: as listed, else as the shifts show; None if neither says."""
    if rotation.rotation is not None:
        return set(rotation.rotation)
    if rotation.shifts is None:
        return None
    return {shift.person for shift in rotation.shifts if shift.person and shift.role != "secondary"}
