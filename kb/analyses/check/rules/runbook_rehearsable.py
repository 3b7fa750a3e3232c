"""A runbook without steps: it can be read, not rehearsed.

Why: a page that explains a failure helps whoever has time to think. Who follows it under pressure, and whether it works, can only be
known of steps that somebody can be led through.

How to fix: add a section `Steps`: a heading `### s1 · title` for each step and a list with `do`, `expect` and `if not` below it. `kb runbook start` then leads
through it, and `kb runbook list` says when somebody last did. `kb runbook new ID --for COMPONENT` writes the form, to be filled in.

A collection of runbooks in another form is read as it is, and counts as never run.

Passes:
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate

Fails:
    # runbooks/pay-down.md
    ## Meaning
    Payments fail.
    ## Mitigation
    Switch to the spare.
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding, Severity


class RunbookRehearsable(Rule):
    """Finds runbooks that have no steps."""

    severity = Severity.INFO

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a runbook."""
        for runbook in view.base.runbooks.values():
            if not runbook.rehearsable and not runbook.unfinished:  # of which `runbook-placeholders` speaks
                message = f"the runbook `{runbook.id}` has no steps: it can be read, not rehearsed"
                yield self.finding(
                    runbook.id,
                    runbook.source,
                    message,
                    "add a section `Steps` with `### s1 · title` and `do`, `expect`, `if not`: `kb explain runbook` prints a whole one",
                    width=1,
                )
