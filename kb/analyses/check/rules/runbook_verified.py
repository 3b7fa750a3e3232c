"""A runbook of which it is not known that it works.

Why: AWS's lens for operational readiness asks whether runbooks were tested and validated, and are validated again on a
schedule. Only a run by somebody other than its author tells; and what was true of the steps, the system and the people
then need not be true now.

How to fix: let somebody who did not write it run it: `kb runbook start ID --kind drill --by PERSON`. `kb runbook list --stale` shows what to begin with.

Advice, not a warning: a knowledge base is right without rehearsals, and `kb ready` is where they are demanded.

Known as RB301, RB302 and RB303, too.

Passes:
    # ownership/people.yml
    people:
      ann: {}
      bob: {}
    # runbooks/pay-down.md
    ---
    authors: [ann]
    ---
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
    ---
    authors: [ann]
    ---
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
    # runbooks/log/one.yml
    {runbook: pay-down, steps_hash: "c0101018b7b1", kind: drill, by: ann, ended: 2026-05-11T10:00Z, help: none, outcome: pass, steps: [{id: s1, result: ok}]}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import with_steps
from kb.analyses.check.view import View
from kb.analyses.freshness import Badge, freshness
from kb.model.finding import Finding, Severity


class RunbookVerified(Rule):
    """Asks for the badge of every runbook."""

    severity = Severity.INFO

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a runbook, with every reason."""
        for runbook in with_steps(
            view
        ):  # of others, `runbook-rehearsable` and `runbook-placeholders` say what is first
            fresh = freshness(view.base, runbook, view.at, view.moved)
            if fresh.badge is not Badge.VERIFIED:
                reasons = [reason for reason in fresh.reasons if not reason.text.startswith("its text names")]
                why = "; ".join(reason.text for reason in reasons or fresh.reasons)
                evidence = tuple(
                    dict.fromkeys(source for reason in reasons for source in reason.sources if source != runbook.source)
                )
                message = f"the runbook `{runbook.id}` is not verified ({fresh.badge.value}): {why}"
                fix = (
                    f"let somebody who did not write it run it: kb runbook start {runbook.id} --kind drill --by PERSON"
                )
                yield self.finding(runbook.id, runbook.source, message, fix, evidence=evidence, width=1)
