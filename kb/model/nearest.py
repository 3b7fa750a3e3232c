"""What was probably meant by a word that is not known."""

from collections.abc import Iterable
from typing import Final

_LONGEST: Final = 80
"""Characters of a word a near one is looked for: comparing takes the square of them."""


def close(word: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to another, or one that begins with it; None if none is near.

    The same for the same words in any order.
    """
    if len(word) > _LONGEST:
        return None
    from difflib import get_close_matches  # noqa: PLC0415 - only on the way to a fault

    words = sorted(known)
    begun = (each for each in words if len(word) > 2 and each.startswith(word))
    return next(iter(get_close_matches(word, words, n=1, cutoff=0.6)), None) or next(begun, None)


def hint(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean `x`?`` for the nearest of some words, or nothing."""
    found = close(word, known)
    return f"; did you mean `{found}`?" if found else ""
