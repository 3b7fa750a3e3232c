"""Where what the files declare and what can be observed part: in git, manifests, CODEOWNERS or the on-call system.

Why: a knowledge base is wrong in silence. The service that nobody declared, the owner who has not committed for a year
and the rotation that still names somebody who left look the same as what is right, until the night they are needed.

How it is computed: `kb drift PATH` reads what the importers can read below the path, or a file that is named, and
compares it with the files. A component or rotation that is shown and stands nowhere is told as such; an edge counts
only where both its ends are known, and absence of commits only of people whose names in git are written (`aliases`).
Each difference names both places and what to do; neither side is taken to be right, and nothing is written. What was
not looked at or could not be compared is said, and is not the same as no difference.

Source: definition of ours; the word is that of infrastructure tools for a state that left its description.
"""
