"""How many people can operate a component and are there.

Known as operator, operators, external or externals too.

Why: it is the number behind every other one. Nothing is averaged and nobody is scored: the question is whether
someone can restore the component alone at three in the morning.

How it is computed: the employees and contractors who are active and not away on the date, and whose level on the
component is *operate* or *expert*. A passed unaided run of one of its runbooks counts as *operate*, even where no
level is written. Externals are shown beside it ("+1 ext."), never in it. No entry under `knowledge` and no such
run: unknown. A written `none`: 0.

Source: definition of ours, after the operations question behind the truck factor; see `bus-factor`.
"""
