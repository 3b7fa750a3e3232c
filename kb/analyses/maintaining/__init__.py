"""Evidence from the history of repositories: who can be expected to maintain which part, and the truck factor.

The flow: :mod:`tally` counts commits, :mod:`identities` finds out which names are one person, :mod:`authorship` says
per file who added and changed it, :mod:`models` weighs that, :mod:`parts` sums it up for components and
:mod:`truck_factor` for a repository. Everything here is pure; :mod:`kb.git` reads.

What it gives is a suggestion about *code*: it never proves that somebody can restore a service.
"""
