"""A shift on call that does not say who holds it, from when, or until when.

Why: whoever asks who is on call gets a name only for a shift with both of its ends. One of them forgotten, and the one
who does hold the pager is told to nobody: the rotation looks as if no shift were recorded.

How to fix: write `person`, `start` and `end` of it, in the roster it was imported from, too.

Passes:
    # ownership/oncall.yml
    people:
      ann: {}
      bob: {}
    oncall:
      pay-primary:
        rotation: [ann, bob]
        shifts: [{person: ann, start: 2026-06-08T08:00Z, end: 2026-06-15T08:00Z}]

Fails:
    # ownership/oncall.yml
    people:
      ann: {}
      bob: {}
    oncall:
      pay-primary:
        rotation: [ann, bob]
        shifts: [{person: ann, start: 2026-06-08T08:00Z}]
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class ShiftComplete(Rule):
    """Finds shifts without a person, a start or an end, those that are over left out."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a shift."""
        for rotation in view.base.rotations.values():
            for shift in rotation.shifts or ():
                said = {"person": shift.person, "start": shift.start, "end": shift.end}
                missing = [f"`{key}`" for key, value in said.items() if value is None]
                if missing and (shift.end is None or shift.end > view.at):
                    message = (
                        f"a shift of `{rotation.id}` does not say {' and '.join(missing)}, so it counts for nobody"
                    )
                    yield self.finding(rotation.id, shift.source, message, f"write {' and '.join(missing)}", width=1)
