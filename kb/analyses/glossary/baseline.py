"""What stood when it was written down, so that only what is new, or worse, fails.

Known as a ratchet too.

Why: a gate that is red from the first day is switched off, and then it stops nothing. With a baseline the old findings
wait their turn in the open, and the new one is seen on the day it comes.

How it is computed: `kb check --write-baseline` counts the warnings and advice per rule and subject; what is found later
counts only beyond that, and all findings about a subject count once there is one more. Errors are never held. `kb risk
--write-baseline` records class, bus factor and what is unknown of every component; with `--baseline`, `--fail-on` and
`--fail-under` judge only components that are new or stand worse. What was unknown and is known now is not worse; a bus factor that
may be higher only because less is known is no better, and counted as not to be compared. Written
again, it drops what is mended and holds to what is better; what is new comes in only with `--accept-new`.

Source: definition of ours; the idea is common in linters, keyed here by rule and subject because lines move and messages
are rewritten.
"""
