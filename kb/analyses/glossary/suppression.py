"""A finding that is let be: which, why, and until when.

Why: some findings are known and accepted for a while. Without a place to write that down, people stop reading the
list.

How it is computed: a comment on a line of its own holds for the next line (more comments may stand between), one
behind something for its own line only:
    # kb: ignore[owner-known] until 2026-12-31: the teams are being merged
or, in `kb.toml`, for a subject, a path or everywhere:
    [[suppress]]
    rule = "owner-known"
    subject = "pay"
    reason = "the teams are being merged"
    until = "2026-12-31"

The end date is the last day it holds. Warnings and infos can be let be, and of the errors those found by a pattern
that may be mistaken: `secret`, `phone-number`, `raw-html`, `confusable`. What is let be is still listed, with its
reason; see `suppression-current` and `suppression-used`.

Source: definition of ours: every exception explains itself, and ends.
"""
