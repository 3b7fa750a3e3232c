"""A date or instant that does not exist or has the wrong form.

Why: `2026-02-30` and `03/04/2026` are read differently by different people and tools, when they are read at all. An
instant without its offset is up to a day off, and on-call hours are not a place for that.

How to fix: write dates as `2026-01-31` and instants with their offset, as `2026-01-31T18:00+01:00`.

Passes:
    # ownership/people.yml
    people:
      ann: {until: 2026-02-28}

Fails:
    # ownership/people.yml
    people:
      ann: {until: 2026-02-30}
"""
