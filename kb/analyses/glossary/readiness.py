"""Whether an event can be run, and what would change the answer: GO, GO WITH WAIVERS or NO-GO.

Known as ready, blocker, verdict, waiver or waived too.

Why: before the Twitter Space of May 2023 nobody is known to have been asked for a yes or a no. A list of checks with
one verdict makes somebody say it, or say what they accept instead.

How it is computed: `kb ready EVENT` asks every check that is due at the scale of the event. A check passes, warns, fails, is
unknown or has run out (stale). A *blocker* that fails, is unknown or stale makes a NO-GO; majors and minors are listed
and do not. The decider may waive most checks with a reason, something that compensates and an owner: a *waiver* ends with
the event and is printed. Evidence has a rank: 1 declared, 2 a dated artefact such as a record or a sign-off, 3 an observed
run. Which events there are: `kb ready`.

Source: our own policy, after launch readiness reviews; each check names the source of its thresholds.
"""
