"""An interval that ends before it begins, or numbers in the wrong order.

Why: an absence from August to July covers no day, so the person counts as present all along; a forecast whose high is
below its low passes every test of capacity.

How to fix: mend the two ends. An interval is written `2026-07-01/2026-07-14`, both days included.

Passes:
    # ownership/people.yml
    people:
      ann: {away: [2026-07-01/2026-07-14]}

Fails:
    # ownership/people.yml
    people:
      ann: {away: [2026-07-14/2026-07-01]}
"""
