"""A reference to something that does not exist, or is of another kind.

Why: a dependency on `ledgr` is a dependency on nothing; the closure of the component ends there, and every number
about it is too good. The same holds for an owner that was renamed and for a person who was removed.

How to fix: correct the id (the nearest one is suggested), or add what it names.

Passes:
    # architecture/pay.yml
    services:
      pay: {needs: [ledger]}
      ledger: {}

Fails:
    # architecture/pay.yml
    services:
      pay: {needs: [ledgr]}
      ledger: {}
"""
