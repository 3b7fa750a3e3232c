"""What a level rests on: claimed, authored, reviewed, deployed, shadowed, tabletop, drill, gameday or incident.

Known as claimed too: a level that nothing young enough proves.

Why: a claim and a proof must not look alike. A date that anyone can bump is no evidence.

How it is computed: it is written as `by`, with the date (`last`) and where it can be seen (`ref`). Without `by`, a
level is claimed; so is one with a drill, a game day or an incident that has no date, or no `ref`. Only an unaided drill, game day
or incident proves *operate*, for `evidence_days` days. A `ref` that is the record of a run adds nothing to the record. A deployment
or a tabletop supports *assist*, and so does a run of a runbook that asks for no more. Records of runs in `runbooks/log/` are evidence by themselves.

Source: the order is ours, after the practice of rehearsing from drills to game days.
"""
