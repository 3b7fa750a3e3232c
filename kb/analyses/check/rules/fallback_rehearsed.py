"""A fallback that has not been rehearsed.

Why: when GitLab had to bring its data back on 31 January 2017 it had five techniques of backup and replication, none of
them, in its own words, "working reliably or set up in the first place". A fallback that nobody has switched to is a
hope; it changes no number in any report until a runbook that covers the edge is verified.

How to fix: write a runbook with `covers: [{from: ..., to: ...}]` for the edge, and let somebody who did not write it
run it, unaided, in a drill. See `kb explain verified-runbook`.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 2, needs: [{to: rates, fallback: old-rates}]}
      rates: {tier: 2}
      old-rates: {tier: 2}
    # ownership/people.yml
    people:
      ann: {}
    # runbooks/rates-down.md
    ---
    components: [pay]
    covers: [{from: pay, to: rates}]
    ---
    # Rates are down
    ## Steps
    1. Switch to old-rates.
    # runbooks/log/20260511-rates-down-ann.yml
    {runbook: rates-down, steps_hash: bb6fed15cac1, kind: drill, by: ann, ended: 2026-05-11T10:00Z, help: none, outcome: pass}

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 2, needs: [{to: rates, fallback: old-rates}]}
      rates: {tier: 2}
      old-rates: {tier: 2}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding, Severity


class FallbackRehearsed(Rule):
    """Finds fallbacks of hard edges that no verified runbook covers."""

    severity = Severity.INFO

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding an edge."""
        for component, edge in view.replaceable:
            if component.id in view.base.retired or not edge.relation.hard or not isinstance(edge.fallback, str):
                continue
            if (component.id, edge.to) not in view.graph.rehearsed:
                message = f"`{edge.fallback}` is to take over for `{component.id}` when `{edge.to}` fails, but that has not been rehearsed"
                fix = f"rehearse a runbook with `covers: [{{from: {component.id}, to: {edge.to}}}]`"
                evidence = (component.source,)
                yield self.finding(component.id, edge.source, message, fix, evidence=evidence, width=len(edge.to))
