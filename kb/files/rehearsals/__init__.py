"""Rehearsals on disk: a journal while one is under way, one record when it is finished.

``texts`` makes what people type fit for a file, ``coding`` turns events into lines, ``journal`` keeps them,
``records`` writes a finished run, ``lock`` keeps a second terminal off a journal.
"""
