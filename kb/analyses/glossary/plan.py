"""Who learns what, from whom, in which week, so that no single absence leaves a component without an operator.

Known as a session too.

Why: coverage is mended by hours of people who have other work. A list of what is wrong says neither whether there are
enough of them, nor what they should do first.

How it is computed: `kb plan` looks for the sessions that take away the most risk within the hours, leave, departures and
time zones that are written down. The risk of a component is the weight of its tier, divided by those who then hold it. Only
proof counts, so that each item ends in an unaided run; with `--claimed`, claims count as they stand. Limits and their
defaults stand under `[plan]` in `kb.toml`: two operators, six hours a week for whoever teaches. What cannot be reached
until then is listed with what it is short of, and the changes that were tried and helped. The plan says whether it is
proved to be the best one, or by how much at most a better one could be better. `kb explain` has a page for each kind of
session (move).

What counts, in this order: risk taken away by the last day, where the first operator of a component counts the weight of its
tier, the second half of it, the third a third; then fewer sessions; then people who stand nearest. So with a week more it may
bring fewer components to their target, where one that had nobody gets its first operator instead. Nobody is planned while
away, after their last day or in the five working days before it; public holidays are not known.

Source: our own model, with bounds as in scheduling; what each session takes is our default and can be set.
"""
