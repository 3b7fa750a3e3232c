# ruff: noqa: N999 - the file is called as the word is
"""How well a component is held: orphaned, single, thin, held or unknown.

Known as orphaned, single, thin, held or weak too.

Why: a handful of words is enough to decide what to do first, and they cannot be mistaken for a grade of people.

How it is computed: by the coverage of the component itself, on the date:
- orphaned: 0
- single: 1
- thin: 2
- held: 3 or more
- unknown: nothing is written about who can operate it, or nothing but what is inferred of less than that

Operators are the employees and contractors who can restore it alone; "+1 ext." counts externals, beside them and never
in the class. Weak means orphaned or single: the column Weak counts those among all that a component stands on.

The class belongs to the component, the bus factor to its closure. They are never merged into one number.

Source: three people, so that one may be away and another on leave; our default.
"""
