"""A component that is said to stand on itself, or teams of which each is part of the other.

Why: that a component stands on itself is true of everything and says nothing; mostly another was meant, and that edge is
missing. Circles over several components are legal; see `hard-cycle`. Teams that are part of each other cannot be: the
people of one would count as those of the other, and the other way round.

How to fix: name the component that was meant, or remove the edge; take out the `parent` that is not true.

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
