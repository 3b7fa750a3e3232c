"""Names of commits as people write them: checked before git sees them, with the nearest name where there is none."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from kb.errors import UsageError

MAX_REVISION: Final = 250
"""Characters: no name of a branch can be longer on the usual file systems."""
_ODD: Final = re.compile(r"[\x00-\x1f\x7f:?*\[\\]")
"""What no name of a commit holds: control characters, patterns, and `:`, which asks for a file or searches messages."""


def check(text: str) -> str:
    """Return a revision that is safe to hand to git: it cannot be an option, nor a search.

    Raises:
        UsageError: if it cannot be the name of a commit.
    """
    shown = text if text.isprintable() else ascii(text)[1:-1]
    if not text.strip():
        raise UsageError("a revision is empty: write a branch, a tag or a commit, such as `main` or `HEAD~1`")
    if text.startswith("-"):
        raise UsageError(f"`{shown}` cannot be a revision: it begins with a dash")
    if len(text) > MAX_REVISION:
        raise UsageError(f"`{shown[:40]}...` cannot be a revision: it has {len(text):,} characters")
    if _ODD.search(text) or "^{/" in text:
        raise UsageError(
            f"`{shown}` cannot be a revision: write a branch, a tag or a commit, such as `main` or `HEAD~1`"
        )
    return text


def unknown(text: str, names: Iterable[str], *, shallow: bool) -> UsageError:
    """Return the error for a revision that is not there, with the nearest of the branches and tags there are."""
    stem = re.split(r"[~^@]", text, maxsplit=1)[0]
    known = sorted(set(names))
    close = [] if stem in known else get_close_matches(stem, known, n=1, cutoff=0.6)
    hint = f"; did you mean `{close[0]}{text[len(stem) :]}`?" if close else ""
    if not close and shallow:
        hint = "; this clone holds the last commits only: `git fetch --unshallow`, or fetch-depth: 0 in CI, brings the rest"
    return UsageError(f"there is no commit `{text}` in this repository{hint}")
