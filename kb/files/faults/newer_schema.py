"""A knowledge base, or its baseline, written for a newer kb than this one.

Why: a newer form says more than this kb can read. What it does not know it would take for a mistake, or pass over: an
answer made from half of the files would look like one made from all of them. So nothing else is read.

How to fix: install the kb the others use; `kb doctor` prints the version of this one. Where the number is a slip,
correct `schema` in `kb.toml`: 1 is the only one so far.

Passes:
    # kb.toml
    schema = 1
    # architecture/pay.yml
    services:
      pay: {}

Fails:
    # kb.toml
    schema = 2
    # architecture/pay.yml
    services:
      pay: {}
"""
