"""A rehearsal as a pure state machine: events in, state out; no clock, no disk, no terminal.

``plan`` is what stood at the start, ``events`` what can happen, ``machine`` what it leads to, ``outcome`` what it
amounts to, ``record`` the finished run, ``proof`` what the run changes in coverage and freshness.
"""
