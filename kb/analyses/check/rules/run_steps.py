"""A run that names a step its runbook did not have.

Why: the record says how each step went, and is evidence for the runbook. With an id that is in none of the steps it followed, it speaks of something else:
a record filled in by hand, or for another runbook.

How to fix: correct the id in the record, or its `runbook:`.

Known as RB306, too.

Passes:
    # ownership/people.yml
    people:
      ann: {}
      bob: {}
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
    # runbooks/log/one.yml
    {runbook: pay-down, steps_hash: "c0101018b7b1", kind: drill, by: bob, ended: 2026-05-11T10:00Z, help: none, outcome: pass, steps: [{id: s1, result: ok}]}

Fails:
    # ownership/people.yml
    people:
      ann: {}
      bob: {}
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
    # runbooks/log/one.yml
    {runbook: pay-down, steps_hash: "c0101018b7b1", kind: drill, by: bob, ended: 2026-05-11T10:00Z, help: none, outcome: pass, steps: [{id: s9, result: ok}]}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import listed
from kb.analyses.check.view import View
from kb.model.finding import Finding, Severity


class RunSteps(Rule):
    """Compares the steps of a run with those of the runbook, where the run followed the steps as they stand."""

    severity = Severity.ERROR

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a run."""
        for run in view.base.runs:
            runbook = view.base.runbooks.get(run.runbook or "")
            if runbook is None or run.steps_hash is None or run.steps_hash != runbook.steps_hash:
                continue
            known = {step.id for step in runbook.steps}
            lost = [item for item in run.steps or () if item.id is not None and item.id not in known]
            if lost:
                message = (
                    f"a run of `{runbook.id}` names {listed([item.id or '' for item in lost])}, which is no step of it"
                )
                fix = "correct the id in the record"
                yield self.finding(runbook.id, lost[0].source, message, fix, evidence=(runbook.source,), width=1)
