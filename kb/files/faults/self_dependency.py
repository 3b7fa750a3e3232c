"""A component that is said to stand on itself.

Why: it is true of everything and says nothing; mostly another component was meant, and that edge is missing. Circles
over several components are legal; see `hard-cycle`.

How to fix: name the component that was meant, or remove the edge.

Passes:
    # architecture/pay.yml
    services:
      pay: {needs: [pay-store]}
      pay-store: {}

Fails:
    # architecture/pay.yml
    services:
      pay: {needs: [pay]}
"""
