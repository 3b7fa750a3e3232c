"""How a fact came to be written down: stated, reported, inferred or assumption.

Why: a number from a press report and one from a load test look alike once they are written. The basis goes with the
fact into every report that rests on it.

How it is computed: it is written as `basis:` at any mapping, or as `defaults:` for a file; the nearest one holds.
`sources:` names what it rests on:
- stated: by those who know, on the record
- reported: by others
- inferred: concluded from other facts here
- assumption: we do not know, and say so

`require_basis` in `kb.toml` makes `kb check` demand it.

Source: our words.
"""
