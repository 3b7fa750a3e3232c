"""Manual pages of the faults the reader finds. Each other file is one page: a docstring, no logic.

The faults themselves are found in :mod:`kb.files` (and the settings of rules in :mod:`kb.analyses.check`); a test
compares the ids found there with the files here, and executes every example.
"""
