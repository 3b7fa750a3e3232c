"""An `if not` that leads nowhere, or round in a circle.

Why: a tested procedure branches to a step that an editor renamed, and its reader stands there. Or the branches lead back to
where they began, and nobody is ever called.

How to fix: name a step of this runbook or `escalate`; of steps that refer to each other, let one escalate.

Known as RB005, too.

Passes:
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate

Fails:
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: s7
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import listed, with_steps
from kb.analyses.check.view import View
from kb.model.finding import Finding, Severity
from kb.model.runbook import ESCALATE, Runbook


class StepTarget(Rule):
    """Follows every `if not`."""

    severity = Severity.ERROR

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each target that is missing, each id that is taken, and each circle."""
        for runbook in with_steps(view):
            known = [step.id for step in runbook.steps]
            for number, step in enumerate(runbook.steps):
                if step.id in known[:number]:
                    message = f"two steps of `{runbook.id}` have the id `{step.id}`"
                    yield self.finding(runbook.id, step.source, message, "give each step an id of its own", width=1)
                lost = [name for name in step.if_not if name != ESCALATE and name not in known]
                if lost:
                    message = f"step `{step.id}` of `{runbook.id}` leads to {listed(lost)}, which is no step of it"
                    yield self.finding(
                        runbook.id, step.source, message, "name a step of this runbook, or `escalate`", width=1
                    )
            circle = _circle(runbook)
            if circle:
                message = (
                    f"in `{runbook.id}` the steps {listed(circle)} lead to each other when they fail, and never out"
                )
                source = next(step.source for step in runbook.steps if step.id == circle[0])
                yield self.finding(
                    runbook.id, source, message, "let one of them lead to a later step, or escalate", width=1
                )


def _circle(runbook: Runbook) -> list[str]:
    """Return the steps from which failing on and on leads neither to escalation nor to a step that names nothing."""
    targets = {step.id: set(step.if_not) for step in runbook.steps}
    out = {name for name, to in targets.items() if not to or ESCALATE in to or not to <= targets.keys()}
    grown = True
    while grown:
        more = {name for name, to in targets.items() if name not in out and not to.isdisjoint(out)}
        out |= more
        grown = bool(more)
    return [step.id for step in runbook.steps if step.id not in out]
