"""A step that the last run deviated from, and that still reads the same.

Why: whoever ran it had to do something else than what stands there, and said so. Left as it is, the next one meets the same place, perhaps without
knowing what to do instead.

How to fix: change the step to what was done, or say in it when to do which.

Known as RB304, too.

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
    {runbook: pay-down, steps_hash: "c0101018b7b1", kind: drill, by: bob, ended: 2026-05-11T10:00Z, help: none, outcome: pass, steps: [{id: s1, result: deviated, note: the spare has another name}]}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import with_steps
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.moment import is_past


class DeviationOpen(Rule):
    """Looks at the latest run of each runbook."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a step."""
        for runbook in with_steps(view):
            runs = [
                run for run in view.base.runs_of(runbook.id) if run.ended is not None and is_past(run.ended, view.at)
            ]
            last = max(runs, key=lambda run: (run.ended and run.ended.timestamp(), run.source), default=None)
            steps = {step.id: step for step in runbook.steps}
            for result in (last.steps or ()) if last else ():
                step = steps.get(result.id or "")
                unchanged = step is not None and (
                    result.hash == step.hash if result.hash else last and last.steps_hash == runbook.steps_hash
                )
                if step is not None and unchanged and result.result == "deviated":
                    said = f" ({result.note})" if result.note else ""
                    message = f"the last run of `{runbook.id}` deviated at step `{step.id}`{said}, and the step reads the same"
                    fix = "change the step to what was done"
                    yield self.finding(runbook.id, step.source, message, fix, evidence=(result.source,), width=1)
