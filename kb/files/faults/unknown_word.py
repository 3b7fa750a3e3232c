"""A word where only certain words have a meaning: a level, a kind of evidence, a basis, a time zone, a lifecycle.

Why: `operates`, `can run`, `L3`: each team has words of its own, and coverage counted over all of them counts
nothing. The words are few so that they mean the same everywhere.

How to fix: use one of the words listed in the message. `kb explain level` and `kb explain evidence` say what they
mean.

Passes:
    # ownership/people.yml
    people:
      ann: {}
    knowledge:
      pay: {ann: operate}
    # architecture/pay.yml
    services:
      pay: {}

Fails:
    # ownership/people.yml
    people:
      ann: {}
    knowledge:
      pay: {ann: operates}
    # architecture/pay.yml
    services:
      pay: {}
"""
