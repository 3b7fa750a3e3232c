"""A key that stands twice in the same mapping.

Why: YAML libraries such as PyYAML keep the last one in silence (its issue 165 has been open since 2018). After a merge
of two branches both may be there, and half of what was written is gone without a word.

How to fix: keep one of the two, or join what they say.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 0}
      rates: {tier: 2}

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 0}
      pay: {tier: 2}
"""
