"""The headline numbers of a knowledge base over time, by `kb trend`.

Why: one number today does not say whether it is getting better, and files that nobody touches get worse by themselves.

How it is computed: a point is a commit that touches the knowledge base, assessed for the day it was made; or the end of a
week or month, of the last commit until then. Where the files of a commit fix an `as_of`, it is assessed for that date.
`--ahead` takes the files as they are and lets the dates pass: evidence expires, leave begins, contracts end. Nothing is
extrapolated. A commit whose files have faults is a point without numbers.
- Orph, Single, Unkn, Thin: components of that class, see `kb explain class`
- Bus<2: components whose bus factor is known to be 0 or 1: of a bound such as <= 3 it is not
- Proven: components that three or more have proven to operate
- Verif: runbooks that are verified, of all
- No-go: events not over that cannot be run as things stand, of all

Source: our own. Numbers only are kept between runs: there is no series of a person.
"""
