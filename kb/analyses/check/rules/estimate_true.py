"""A runbook that takes more than twice, or less than half, of what it says.

Why: the time a runbook takes decides whether to begin it with ten minutes left, and when to give up waiting. An estimate from its author's desk is
a guess; the runs are not.

How to fix: set `est_minutes` to what the runs took.

The factor of two is our own; it is held against the median of the runs.

Known as RB305, too.

Passes:
    # ownership/people.yml
    people:
      ann: {}
      bob: {}
    # runbooks/pay-down.md
    ---
    est_minutes: 10
    ---
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
    # runbooks/log/one.yml
    {runbook: pay-down, steps_hash: "c0101018b7b1", kind: drill, by: bob, started: 2026-05-11T09:48Z, ended: 2026-05-11T10:00Z, help: none, outcome: pass, steps: [{id: s1, result: ok}]}

Fails:
    # ownership/people.yml
    people:
      ann: {}
      bob: {}
    # runbooks/pay-down.md
    ---
    est_minutes: 10
    ---
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
    # runbooks/log/one.yml
    {runbook: pay-down, steps_hash: "c0101018b7b1", kind: drill, by: bob, started: 2026-05-11T09:15Z, ended: 2026-05-11T10:00Z, help: none, outcome: pass, steps: [{id: s1, result: ok}]}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import with_steps
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.moment import is_past
from kb.model.runbook import Run


class EstimateTrue(Rule):
    """Compares the estimate with the median of the passed runs."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a runbook."""
        for runbook in with_steps(view):
            runs = [
                run
                for run in view.base.runs_of(runbook.id)
                if run.outcome == "pass"
                and run.kind
                and run.kind.proves_operate
                and run.ended
                and is_past(run.ended, view.at)
            ]
            times = sorted(filter(None, map(_minutes, runs)))
            if not times or not runbook.est_minutes:
                continue
            taken = (times[(len(times) - 1) // 2] + times[len(times) // 2]) / 2  # the median
            if not runbook.est_minutes / 2 <= taken <= runbook.est_minutes * 2:
                message = f"the runbook `{runbook.id}` says {runbook.est_minutes:g} minutes; its passed runs took {taken:.0f} (median of {len(times)})"
                fix = f"write `est_minutes: {taken:.0f}`"
                yield self.finding(
                    runbook.id, runbook.source, message, fix, evidence=tuple(run.source for run in runs), width=1
                )


def _minutes(run: Run) -> float | None:
    """Return how long a run took; by its clock, else by its steps."""
    if run.started is not None and run.ended is not None:
        return (run.ended - run.started).total_seconds() / 60
    seconds = [step.seconds for step in run.steps or () if step.seconds is not None]
    return sum(seconds) / 60 if seconds else None
