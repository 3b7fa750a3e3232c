"""A risky runbook without a way back or a point at which to stop.

Why: in the outage of Facebook of 4 October 2021 a command that was to assess the capacity of the backbone took it down,
and with it the tools for putting it up again. Whoever starts something risky must know beforehand when to stop, and how
to undo it.

How to fix: write `Roll back`, or `- undo:` at the steps; and in *Before you start* a line that begins with "Stop condition:" or says when to stop.

Known as RB007, too.

Passes:
    # runbooks/pay-down.md
    ---
    risk: high
    ---
    ## Before you start
    Stop if errors exceed 5 %.
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
    ## Roll back
    Switch back.

Fails:
    # runbooks/pay-down.md
    ---
    risk: high
    ---
    ## Before you start
    Nothing.
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
    ## Roll back
    Switch back.
"""

import re
from collections.abc import Iterator
from typing import Final

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import section, with_steps
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.pattern import pattern
from kb.model.runbook import Runbook

_STOP: Final = pattern(r"\b(?:stop|abort|do not go on)\b", re.IGNORECASE)


class RiskGuarded(Rule):
    """Looks for a way back and a stop condition where the risk is high."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a runbook."""
        for runbook in with_steps(view):
            if runbook.risk == "high":
                missing = [*_way_back(runbook), *_stop(runbook)]
                if missing:
                    message = f"the runbook `{runbook.id}` is of high risk and has {' and '.join(missing)}"
                    fix = "write `Roll back` (or `undo` at the steps), and when to stop under *Before you start*"
                    yield self.finding(runbook.id, runbook.source, message, fix, width=1)


def _way_back(runbook: Runbook) -> Iterator[str]:
    back = section(runbook, "Roll back")
    if (back is None or not back.text.strip()) and not any(step.undo for step in runbook.steps):
        yield "no way back"


def _stop(runbook: Runbook) -> Iterator[str]:
    before = section(runbook, "Before you start")
    if before is None or not _STOP.search(before.text):
        yield "no condition at which to stop"
