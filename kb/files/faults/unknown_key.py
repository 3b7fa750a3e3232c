"""A key that Holdfast does not know, in a place where it would mean nothing.

Why: a misspelt `need:` is not a missing dependency to the eye, only to the machine. Tools that pass over unknown keys
report a component as free of dependencies, and everybody believes it.

How to fix: correct the key (the nearest one is suggested). Keys of your own go under `x:`, where nothing is read.

Passes:
    # architecture/pay.yml
    services:
      pay: {needs: [rates], x: {cost-centre: 4711}}
      rates: {}

Fails:
    # architecture/pay.yml
    services:
      pay: {need: [rates]}
      rates: {}
"""
