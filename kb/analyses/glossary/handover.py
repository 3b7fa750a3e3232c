"""What people hold until their last day: what would be lost with them, to whom it can go, and what proves that it went.

Why: a week of writing leaves behind what reads well and restores nothing.

How it is computed: `kb handover` compares the last day with the same day as if they stayed. What would then have fewer
operators than `[plan] target`, or none with proof where there was one, is handed over by a plan in which those who go
teach. The last five working days stay free, because a failed drill has to have somewhere to go. Rotations, escalations,
accesses, roles and whatever else the files say only they hold are listed as duties. A component is handed over when
somebody who stays has run it unaided; a duty, when the files no longer say that it is with those who go.

Of schedules that take away as much risk, that is taken after which least stands on components left without an operator. The
days kept free are those before the last day of whoever goes last: no drill is planned in them either.

Source: definition of ours; the shadowing and reverse shadowing of on-call training in Google's Site Reliability
Engineering (2016), chapter 28, is the nearest practice.
"""
