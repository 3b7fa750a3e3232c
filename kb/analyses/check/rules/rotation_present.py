"""An on-call rotation that pages somebody who has left.

Why: the page goes out, nobody answers, and the minutes until it escalates belong to the outage. Founding case: after
the layoffs it was unclear whether the standby crew for large events still existed.

How to fix: take the person out of `rotation:` or `secondary:`, put somebody in who can operate what it covers, and do
the same where the paging system keeps its own list.

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
      bob: {}
      eve: {until: 2026-03-31}
    oncall:
      pay-primary: {rotation: [ann, bob, eve]}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class RotationPresent(Rule):
    """Finds people past their last day on a rotation, first or second in line."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each person and rotation."""
        for rotation in view.base.rotations.values():
            for name in sorted({*(rotation.rotation or ()), *(rotation.secondary or ())}):
                key = "rotation" if name in (rotation.rotation or ()) else "secondary"
                person = view.left(name)
                if person is not None:
                    message = f"the rotation `{rotation.id}` pages `{person.id}`, who left on {person.until}"
                    fix = "take them out, here and in the paging system, and name who takes the turn"
                    source, width = view.place(rotation.source, rotation.id, key, name)
                    yield self.finding(rotation.id, source, message, fix, evidence=(person.source,), width=width)
