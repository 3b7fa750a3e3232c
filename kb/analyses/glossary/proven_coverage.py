"""Coverage that counts only people whose level is proven, lately.

Known as proven too.

Why: everyone can be written down as able. Who ran it, when, unaided, is another question, and the one that an outage
asks.

How it is computed: of the people in the coverage, those whose level rests on a drill, a game day or an incident, not
older than `evidence_days` (default 180), with a `ref` that says where it can be seen, or who passed an unaided run of one of its
runbooks in that time. A line that refers to the record of a run proves what the record proves, and no more. A
runbook counts from the run on at which it was for the component; against a written `none`, no run does, nor one by somebody
who was not there by then. Runbooks of the kinds `comms`, `access` and `routine` prove nothing of it: who can tell people of an
outage, or get in, has not shown that they can end it. Of a runbook that asks for less than *operate* (`requires: level`), a run
shows no more than it asks. It is never above coverage.

Source: `evidence_days` is our default. Mercari's production readiness checklist wants recovery from a backup practised
every 6 months; GOV.UK's developer documentation warns of a page that was not touched for 6 months.
"""
