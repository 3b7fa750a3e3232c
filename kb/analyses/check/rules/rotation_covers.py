"""An on-call rotation that covers nothing.

Why: people take turns, and nothing leads to them. Whoever asks whom to call for a component is told that no rotation
covers it, and those on call are never asked whether they can operate it. A warning needs a way to its reader: before
31 January 2017 the backups of GitLab failed and said so, in mails that the receiver refused, and nobody knew until data
was lost. An import from an on-call system ends here: no export says what a schedule is for.

How to fix: write `covers:` with the components it is paged for, or a system, which stands for all its components. If
it is called only when another rotation does not answer, name it under `escalation:` of that one. If it is for nothing
any more, take it out, here and in the paging system.

Passes:
    # architecture/pay.yml
    services:
      pay: {}
    # ownership/oncall.yml
    people:
      ann: {}
      bob: {}
    oncall:
      pay-primary: {covers: [pay], rotation: [ann, bob], escalation: [duty-lead]}
      duty-lead: {rotation: [ann, bob]}

Fails:
    # architecture/pay.yml
    services:
      pay: {}
    # ownership/oncall.yml
    people:
      ann: {}
      bob: {}
    oncall:
      pay-primary: {rotation: [ann, bob]}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class RotationCovers(Rule):
    """Finds rotations to which neither a component nor another rotation leads."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a rotation."""
        rotations = view.base.rotations.values()
        reached = {step for rotation in rotations for step in rotation.escalation or () if step != rotation.id}
        for rotation in rotations:
            if not rotation.covers and rotation.id not in reached:
                message = f"the rotation `{rotation.id}` covers nothing: no component or system leads to it"
                fix = "write `covers:` with what it is paged for, or name it under `escalation:` of another rotation"
                yield self.finding(rotation.id, rotation.source, message, fix)
