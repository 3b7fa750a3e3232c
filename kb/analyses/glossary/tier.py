"""How bad the outage of a component is: 0, 1, 2, 3 or unknown.

Why: it decides what must be owned, staffed, documented and tested, and in which order.

How it is computed: it is written, at the component or at its system:
- 0: an outage is public at once
- 1: a core function is lost
- 2: service is degraded
- 3: only people inside notice

*What to do first* in `kb risk` counts an orphaned or single component that others stand on as the most important of them:
that falls with it, whatever is written below. The table goes by what is written.

Absent is unknown, never 3, and weighs like tier 1. An event has a scale (routine, notable, marquee), not a tier.

Source: the number of tiers and their wording are ours.
"""
