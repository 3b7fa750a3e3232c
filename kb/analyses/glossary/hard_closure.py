"""A component and everything it cannot work without, directly or through others.

Why: this is what has to be up for the component to be up, and what somebody has to be able to restore.

How it is computed: all components reached over `needs`, `built_on` and `runs_on`, itself included. `uses` is soft and
not followed; vendors lie outside. An edge leads to its `fallback` instead only while a verified runbook covers that
edge; a fallback that is merely declared changes nothing. Circles are legal: their members share one closure.

Source: reachability in the service graph; circles drawn together by Tarjan (1972).
"""
