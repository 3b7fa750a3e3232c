"""What `kb diff` finds between two states of a knowledge base, or between two dates.

Known as loss, gain, unproven, verdict, support or minor too.

Why: the moment to stop a silent loss is the review of the change that makes it. A textual diff shows lines; what rests on
them is somewhere else.

How it is computed: both sides are assessed at one date, or each at its own, and compared subject by subject:
- orphaned, single, unknown, thin: the component falls to that class, or is new in it
- verdict: an event to come can be run no more
- bus-factor: it falls by what the component stands on, not by its own coverage; of bounds (`<= 2`), what is known is compared,
  and where the least is unknown on one side it neither fell nor rose: that is listed apart
- runbook: it is not verified any more
- unproven: none of its operators is proven any more
- support: a vendor's support has ended
- readiness: an answer of an event is worse, and its verdict the same
- external: the last expert outside is gone
- minor: less than before, in the same class
- identity: it came, went, or has another id

Each stands for the gain as well, when it goes the other way. Unknown is worse than any class: taking away the line that
says nobody knows a component mends nothing.

Source: our own; the order is that of the list, gravest first.
"""
