"""The fewest people whose absence leaves a component, or anything it cannot work without, with no operator.

Known as the weakest too.

Why: a component is only as well held as the weakest thing it stands on. A service with ten operators on a store that
one person can restore has a bus factor of one. (CHAOSS calls it contributor absence factor.)

How it is computed: the least known coverage in the hard closure. Components nobody has said anything about are left
out and counted beside it, and the number is a bound, for they may be held by fewer: "<= 1 (2 of 9 unknown)"; nothing is
less than "0 (2 of 9 unknown)". It is unknown only if nothing in the closure is known.

Where either of two suffices, an edge with a rehearsed fallback, both have to be lost: 2 if different people hold one way
each, 1 if one person holds some of both; `kb risk --component` says what would be lost together. So a component can have
bus factor 1 and nothing weak in its closure. A fallback is believed only as far as all below it is known; where the other way
is unknown, the number is a bound, too: "<= 3". It is exact, but for bases so large that not all combinations are tried (more
than 200 sets of holders that matter on one way, fewer with more than a dozen of such edges): then it is a bound as well.

In large estates nearly everything ends on some component of one person; therefore the number of weak components in the
closure, and the path to the weakest, stand beside it. Of several as weak, that is the one with the largest blast radius,
for its repair helps most; then the nearest; then the first by id.

Source: Williams and Kessler, Pair Programming Illuminated (2002), for the truck number; the closure over services is
ours.
"""
