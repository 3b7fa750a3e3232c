"""A value of another type than expected, or a number out of its range.

Why: guessing what was meant is how `3` people become the text `3`, and a list of one letter each. The reader takes a
value as it is written, or says that it cannot.

How to fix: write what is expected; quote text that looks like a number, put single items in brackets.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 1, needs: [rates]}
      rates: {}

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 1, needs: rates}
      rates: {}
"""
