"""The instant an answer is for: the one asked for with `--at`, else `as_of` in `kb.toml`, else now.

Known as at and date too.

Why: shifts end, people leave and evidence expires without a change to any file. An answer that does not say when it holds can
be neither checked nor compared.

How it is computed: `--at 2026-01-31` and `as_of` mean 12:00 UTC of that day; `--at` takes an instant with its offset, too. With
neither, the answer is for the present instant, and what was recorded a minute ago counts. The first line of every output says
which it is. `SOURCE_DATE_EPOCH` takes the place of the clock, for builds that must repeat.
- The days of a person (`from`, `until`, `away`) are read in their time zone, else that of their team, else UTC.
- What is recorded (a run, a sign-off, a waiver, a poll) is dated by the clock, whatever `as_of` says.
- A record counts from its own instant on: one made after the instant asked about changes nothing in that answer.

Source: our own; a day has to mean one instant, and noon UTC is that day in most time zones.
"""
