"""How few people could take more than half of the components with them.

Why: it tells how resilient a whole scope is, as one number that can be compared with last quarter's. It is a size,
never a list of names: who they are is not computed for print, because no decision about services needs it. A set of
people you have in mind is tested with `kb risk --without`.

How it is computed: the smallest number of people whose absence leaves more than a given share (tier-weighted, default
50 %) of the components without an operator. The answer carries the bound that proves it; where the exact size is out
of reach, both bounds are printed.

Source: the truck factor of a system (Avelino and others, 2016) uses the same 50 %; exact sizes by minimum cuts are
ours.
"""
