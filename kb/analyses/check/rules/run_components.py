"""A record of a run for a component that is not there any more, nor is the former name of one.

Why: a record keeps what its runbook was for at the time. When a component gets another id, or is merged into another,
its records stay behind under the old one, and with them the proof that somebody can operate it: a proven operator is a
claimed one overnight, and no line about that person has changed.

How to fix: if it has another id now, write the old one under `aliases:` of it: the record counts again. If it is gone
for good, nothing is to be done. Records too old to prove anything are not looked at.

Passes:
    # architecture/pay.yml
    services:
      payments: {aliases: [pay]}
    # ownership/people.yml
    people:
      ann: {}
    # runbooks/pay-down.md
    ---
    components: [payments]
    ---
    ## Steps
    Switch to the spare.
    # runbooks/log/one.yml
    {runbook: pay-down, kind: drill, by: ann, components: [pay], ended: 2026-05-11T10:00Z, help: none, outcome: pass}

Fails:
    # architecture/pay.yml
    services:
      payments: {}
    # ownership/people.yml
    people:
      ann: {}
    # runbooks/pay-down.md
    ---
    components: [payments]
    ---
    ## Steps
    Switch to the spare.
    # runbooks/log/one.yml
    {runbook: pay-down, kind: drill, by: ann, components: [pay], ended: 2026-05-11T10:00Z, help: none, outcome: pass}
"""

from collections.abc import Iterator
from datetime import timedelta

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import listed
from kb.analyses.check.view import View
from kb.model.finding import Finding, Severity


class RunComponents(Rule):
    """Looks for ids in young records that nothing has, and that are no alias of a component."""

    severity = Severity.INFO

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a run."""
        base, aliases = view.base, None
        oldest = view.at - timedelta(days=base.settings.evidence_days)
        for run in base.runs:
            gone = [name for name in run.components or () if name not in base.components]
            if not gone or run.ended is None or run.ended < oldest:
                continue
            if aliases is None:
                aliases = {alias for component in base.components.values() for alias in component.about.aliases}
            lost = [name for name in gone if name not in aliases]
            if lost:
                there = "is no component" if len(lost) == 1 else "are no components"
                proves = "it proves nothing about it" if len(lost) == 1 else "it proves nothing about them"
                source, width = view.place(run.source, "", "components", lost[0])
                message = f"a run of `{run.runbook}` was for {listed(lost)}, which {there} any more: {proves}"
                fix = "if it has another id now, write the old one under `aliases:` there; if it is gone, let it be"
                yield self.finding(run.runbook or lost[0], source, message, fix, width=width)
