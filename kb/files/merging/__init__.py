"""Merging facts into the files of a knowledge base: text stays text, and what a human wrote is never changed.

Facts come from importers, each with the place it was read from. What is new becomes lines in the files: whole new
entries in a file named after the import (``architecture/compose.yml``), whose ``defaults`` say that all in it is
inferred; a missing key or item in an entry that is there already as a line of its own, with a comment that names the
place. What stands there already and says something else is kept, and told.
"""
