"""A suppression that is not complete, or that means a fault which is certain.

Why: an exception without a reason cannot be judged, one without an end stays for ever. Faults such as a duplicate key
are no matter of judgement: the file does not say what somebody meant.

How to fix: write `# kb: ignore[rule-id] until 2026-12-31: reason` on the line before or at the end of the line, or a
`[[suppress]]` table with `rule`, `reason` and `until` in `kb.toml`. The end date is the last day it holds.
In the front matter of a runbook the comment holds for the whole runbook.

Passes:
    # architecture/pay.yml
    services:
      # kb: ignore[tier-known] until 2026-12-31: the tiers are set this year
      pay: {}

Fails:
    # architecture/pay.yml
    services:
      # kb: ignore[tier-known]
      pay: {}
"""
