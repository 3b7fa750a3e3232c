"""A component of which the files say that nobody can operate it, although somebody did, unaided, not long ago.

Why: `none` and a passed run contradict each other. Either the line is older than the run, and an operator is passed over; or
whoever wrote it knew that the run no longer holds. The files cannot tell which, so the run proves nothing as long as both
stand: the component counts as *orphaned*, for weak data must never look strong.

How to fix: ask who ran it. If they can still operate it, write them in place of `none`, or remove the line; if they cannot,
leave `none`, and suppress this finding with the reason: the record of a run is never taken away.

Looked at are passed unaided drills, game days and incidents not older than `evidence_days`, by people who are still there.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 0}
    # ownership/people.yml
    people:
      ann: {}
    knowledge:
      pay: {ann: operate}
    # runbooks/pay-down.md
    ---
    components: [pay]
    ---
    ## Steps
    1. Restart it.
    # runbooks/log/1.yml
    runbook: pay-down
    kind: drill
    by: ann
    ended: 2026-05-01T10:00:00Z
    help: none
    outcome: pass

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 0}
    # ownership/people.yml
    people:
      ann: {}
    knowledge:
      pay: none
    # runbooks/pay-down.md
    ---
    components: [pay]
    ---
    ## Steps
    1. Restart it.
    # runbooks/log/1.yml
    runbook: pay-down
    kind: drill
    by: ann
    ended: 2026-05-01T10:00:00Z
    help: none
    outcome: pass
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.analyses.evidence import Proofs
from kb.model.finding import Finding


class NobodyTrue(Rule):
    """Finds a written `none` that a passed run contradicts."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component."""
        base, proofs = view.base, Proofs(view.base, view.at)
        for name, runs in sorted(proofs.denied.items()):
            shown = [
                run
                for person, run in sorted(runs.items())
                if run.ended is not None
                and proofs.young(run.ended, view.at)
                and person in base.people
                and base.is_active(base.people[person], view.at)
            ]
            if shown:
                last = max(shown, key=lambda run: (run.ended, run.source))
                kind = last.kind.value if last.kind else "run"
                message = (
                    f"the files say `none` of `{name}`, that nobody can operate it, but {last.by} passed a {kind} of "
                    f"`{last.runbook}` unaided on {last.ended:%Y-%m-%d}: one of the two is out of date, and the run "
                    "does not count"
                )
                fix = f"if they can still operate `{name}`, name them under `knowledge:` in place of `none`"
                places = tuple(run.source for run in shown)
                yield self.finding(name, base.knowledge_sources[name], message, fix, evidence=places)
