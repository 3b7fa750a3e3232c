"""Nothing is written: a state of its own, never zero and never fine.

Why: where a missing owner is read as none needed, and a missing list as an empty one, what nobody has looked at is what
everybody believes to be in order.

How it is computed: an absent key is unknown. `none` or `[]` is an answer. Unknown coverage is its own class; an
unknown tier weighs like tier 1; unknown members of a closure are counted beside the bus factor. `kb check --questions
N` words the unknowns whose answer would change most.

Source: definition of ours.
"""
