"""Texts that fill a place and say nothing: a tick, TBD, idem, n/a, ok, done."""

import re
from typing import Final

_EMPTY: Final = frozenset({"tbd", "tba", "todo", "idem", "ditto", "na", "n a", "none", "ok", "okay", "done", "yes", "no", "checked", "set", "fine", "good", "same", "as above", "see above", "x", "tick", "passed", "pass", "go", "no go", "unknown", "lgtm", "looks good", "all good", "approved", "confirmed", "signed", "verified", "tested", "reviewed", "complete", "completed", "works", "no problem", "no issues", "later", "soon", "usual", "as usual", "see ticket", "various"})  # fmt: skip
_DIGIT: Final = re.compile("[0-9]")


def is_placeholder(text: str | None) -> bool:
    """Whether a text says nothing: empty, a tick, TBD, idem, n/a, ok, done. What holds a digit says something."""
    if text is not None and _DIGIT.search(text):
        return False
    words = re.sub(r"[^a-z]+", " ", (text or "").lower()).strip()
    return not words or words in _EMPTY
