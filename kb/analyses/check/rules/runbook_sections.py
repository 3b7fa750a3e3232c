"""A runbook whose sections are missing or out of order.

Why: at three in the morning people read where they expect things to be. Of the 108 public runbooks of the Prometheus
operator (as of October 2024), which come with a template of four sections, 104 keep to it: a form that is given is
followed.

How to fix: write the sections in this order: When to use, Impact, Before you start, Steps, Verify, Roll back, Escalate, Background. Where there is nothing to say, say so:
"None." is an answer.

Holds for runbooks that declare a `kind`. A collection that has its own sections is read as it is.

Known as RB003, too.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 2}
    # runbooks/pay-down.md
    ---
    kind: relaunch
    components: [pay]
    ---
    ## When to use
    Payments fail.
    ## Impact
    None.
    ## Before you start
    Hold `pay-admin`.
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
    ## Verify
    0 errors for 5 min.
    ## Roll back
    Switch back.
    ## Escalate
    Page `pay-primary`.
    ## Background
    None.

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 2}
    # runbooks/pay-down.md
    ---
    kind: relaunch
    components: [pay]
    ---
    ## When to use
    Payments fail.
    ## Impact
    None.
    ## Before you start
    Hold `pay-admin`.
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
    ## Roll back
    Switch back.
    ## Escalate
    Page `pay-primary`.
    ## Background
    None.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import listed
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.runbook import Runbook

FORM: Final = ("When to use", "Impact", "Before you start", "Steps", "Verify", "Roll back", "Escalate", "Background")
"""The sections of a runbook, in order."""


class RunbookSections(Rule):
    """Compares the headings with the form."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a runbook."""
        for runbook in view.base.runbooks.values():
            if runbook.kind is None:
                continue  # not in our form, and need not be
            missing, moved = _against_form(runbook)
            if missing or moved:
                parts = [f"lacks {listed(missing)}"] if missing else []
                parts += [f"has `{moved}` out of order"] if moved else []
                fix = f"the order is: {', '.join(FORM)}"
                yield self.finding(
                    runbook.id, runbook.source, f"the runbook `{runbook.id}` {' and '.join(parts)}", fix, width=1
                )


def _against_form(runbook: Runbook) -> tuple[list[str], str]:
    """Return the sections missing, and the first that stands after one that should follow it."""
    titles = [item.title for item in runbook.sections]
    known = [FORM.index(title) for title in titles if title in FORM]
    moved = next((FORM[after] for before, after in pairwise(known) if after < before), "")
    return [title for title in FORM if title not in titles], moved
