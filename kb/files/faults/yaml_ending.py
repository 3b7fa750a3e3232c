"""A file that ends in `.yaml` instead of `.yml`, or a runbook in `.markdown` instead of `.md`.

Why: one ending is read, so a file with the other would be passed over in silence: its components unowned, its people
unknown.

How to fix: rename it to `.yml`, a runbook to `.md`.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 2}

Fails:
    # architecture/pay.yaml
    services:
      pay: {tier: 2}
"""
