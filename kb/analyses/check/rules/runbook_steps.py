"""A step that does not say what to expect.

Why: when GitLab lost data on 31 January 2017, its database dumps had been failing for some time, and the mails that said so had been
rejected. A step without something to see tells its reader nothing about whether to go on; only its author knows what it should
look like.

How to fix: under each step write `- expect:` with something that can be seen, and a number: how many, how fast, within which time.

Known as RB004, too.

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
    - if not: escalate
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import listed, with_steps
from kb.analyses.check.view import View
from kb.model.finding import Finding


class RunbookSteps(Rule):
    """Looks for `expect` in every step."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a runbook."""
        for runbook in with_steps(view):
            silent = [step for step in runbook.steps if step.expect is None or not step.do]
            if silent:
                names = (
                    "no step"
                    if len(silent) == len(runbook.steps)
                    else f"not every step (see {listed([step.id for step in silent])})"
                )
                message = f"in the runbook `{runbook.id}` {names} says what to do and what to expect"
                fix = "add `- do:` and `- expect:` with something to see, and a number"
                yield self.finding(runbook.id, silent[0].source, message, fix, width=1)
