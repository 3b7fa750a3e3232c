"""A component and everything whose loss alone takes it down, directly or through others.

Why: this is what has to be up for the component to be up, and what somebody has to be able to restore.

How it is computed: all components reached over `needs`, `built_on` and `runs_on`, itself included. `uses` is soft and
not followed; vendors lie outside. Circles are legal: their members share one closure.

An edge with a `fallback` leads to neither of the two while a verified runbook covers that edge: either suffices, so
that only what both stand on takes the component down alone. Losing both still counts in its bus factor
(`kb explain bus-factor`). A fallback that is merely declared changes nothing, nor does one that stands, in turn, on
what falls back to it. Readiness, plans and handovers ask for both.

Source: reachability in the service graph; circles drawn together by Tarjan (1972). Of two ways: the inputs of an AND
gate (Vesely and others, Fault Tree Handbook, NUREG-0492, 1981).
"""
