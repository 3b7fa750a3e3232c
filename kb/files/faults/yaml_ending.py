"""A file that ends in `.yaml` instead of `.yml`.

Why: one ending is read, so a file with the other would be passed over in silence: its components unowned, its people
unknown.

How to fix: rename it to `.yml`.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 2}

Fails:
    # architecture/pay.yaml
    services:
      pay: {tier: 2}
"""
