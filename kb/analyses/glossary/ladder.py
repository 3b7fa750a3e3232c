"""How a component is made smaller instead of lost: an ordered list of rungs, each with somebody who decides on it.

Known as a rung, or degradation ladder, too.

Why: under load the choice is between less and nothing. Whoever has to ask at that moment who may decide, and how long it
takes, gets nothing.

How it is computed: it is written under `ladder:` of a component. A rung says when it is taken, which runbook does it, who
decides and how many minutes it takes. `kb ready` asks for two rungs with rehearsed runbooks at the entry of an event; `kb risk
--without` counts a rung whose only decider goes as a loss.

Source: definition of ours; Google's Site Reliability Engineering (2016), chapter 22, on load shedding and graceful
degradation.
"""
