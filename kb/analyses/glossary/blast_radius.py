"""How much goes down with a component: the weight of all components that cannot work without it.

Why: two components held by one person each are not equally urgent. It is the third key of the order in every report (after tier and class),
and what the questions of `kb check --questions` are ranked by.

How it is computed: the summed tier weights of the components whose hard closure holds it, itself included. Weights are 8, 4, 2, 1 for tiers 0 to 3
and 4 where the tier is unknown; `tier_weights` and `unknown_tier_weight` in `kb.toml` change them.

`--questions N` lists the unknowns of the components with the largest blast radius. Where that is equal, the order is: who can operate it,
who owns it, what it stands on, how it is brought back, what it can carry, how bad its outage is.

Source: the weights are our default, halving from tier to tier.
"""
