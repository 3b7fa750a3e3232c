"""The command line: the only place that prints, reads the clock, and exits.

A command imports what it needs when it runs, not when its module is read: `kb --help` and completion read every module
here that they name, and nothing else.
"""
