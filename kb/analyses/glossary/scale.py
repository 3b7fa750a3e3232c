"""How far an event is from an ordinary day: routine, notable or marquee.

Known as routine, notable or marquee too.

Why: what is enough for a weekly meeting is not enough for half a million listeners, and asking everything of every
meeting teaches people to skip the questions.

How it is computed: by the high forecast, against the smallest tested capacity in all that the event stands on, and against
what is typical of such events:
- marquee: over 50 % of the capacity, or over 10 times the typical
- notable: over 20 %, or over 3 times; also where neither can be compared
- routine: everything else

Where nothing is tested, designed capacity stands in. `scale:` in the file of an event may raise it and never lowers it.

Source: our policy; the thresholds are our defaults.
"""
