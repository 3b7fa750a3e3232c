"""A file with nothing in it.

Why: an empty file is mostly an accident: a failed script, an interrupted editor, a merge gone wrong. It looks as if
something were written there.

How to fix: write a section such as `services:`, restore the file from git, or delete it.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 2}

Fails:
    # architecture/pay.yml
    # nothing here yet
"""
