"""An escalation path that leads to somebody who has left.

Why: an escalation is tried when the first call failed. The vulnerability notice at Equifax in 2017 went to a list that
was out of date, and did not reach those who would have installed the patch (GAO-18-559). A dead end here is found at
the worst moment.

How to fix: replace the person under `escalation:`, best by a rotation or a team, which outlive people.

Passes:
    # ownership/oncall.yml
    people:
      ann: {}
      bob: {}
    teams:
      platform: {}
    oncall:
      pay-primary: {rotation: [ann, bob], escalation: [platform]}

Fails:
    # ownership/oncall.yml
    people:
      ann: {}
      bob: {}
      eve: {until: 2026-03-31}
    oncall:
      pay-primary: {rotation: [ann, bob], escalation: [eve]}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class EscalationPresent(Rule):
    """Finds people past their last day on an escalation path."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each person and path."""
        for rotation in view.base.rotations.values():
            for step, name in enumerate(rotation.escalation or (), 1):
                person = view.left(name)
                if person is not None:
                    message = (
                        f"step {step} of the escalation of `{rotation.id}` is `{person.id}`, who left on {person.until}"
                    )
                    fix = "name who is called instead; a rotation or a team outlives people"
                    source, width = view.place(rotation.source, rotation.id, "escalation", name)
                    yield self.finding(rotation.id, source, message, fix, evidence=(person.source,), width=width)
