"""How much goes down with a component: the weight of all components that cannot work without it.

Why: two components held by one person each are not equally urgent. It is the third key of the order in every report
(after tier and class), and what the questions of `kb check --questions` are ranked by.

How it is computed: the summed tier weights of the components whose hard closure holds it, itself included. What can
do with a rehearsed fallback instead does not go down with it (`kb explain hard-closure`); what is retired and out of
use weighs nothing. Weights are 8, 4, 2, 1 for tiers 0 to 3 and 4 where the tier is unknown; `tier_weights` and
`unknown_tier_weight` in `kb.toml` change them.

`kb check --questions N` ranks by it. Who can operate a component, who owns it and what it stands on matters to all
that cannot work without it: such a question weighs its blast radius. How it is brought back, what it can carry and
how bad its outage is concerns the component alone: such a question weighs its own tier weight. Equal ones follow
blast radius.

Source: the weights are our default, halving from tier to tier.
"""
