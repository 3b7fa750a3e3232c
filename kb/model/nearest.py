"""What was probably meant by a word that is not known."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

LONGEST: Final = 80
"""Characters of a word a near one is looked for: comparing takes the square of them."""
_FEW: Final = 12
"""Words that are all named where none is near; more of them is a list nobody reads in an error."""


def close(word: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to another, or one that begins with it; None if none is near.

    The same for the same words in any order.
    """
    if len(word) > LONGEST:
        return None
    from difflib import get_close_matches  # noqa: PLC0415 - only on the way to a fault

    words = sorted(known)
    begun = (each for each in words if len(word) > 2 and each.startswith(word))
    return next(iter(get_close_matches(word, words, n=1, cutoff=0.6)), None) or next(begun, None)


def called(word: str, entities: Mapping[str, Any]) -> str:
    """Return ``; that is an alias of `x``` where one of some entities is called so, by title or alias; else nothing."""
    plain = word.casefold()
    for name, item in entities.items():
        about = getattr(item, "about", None)
        if plain and about is not None and plain in (each.casefold() for each in (about.title or "", *about.aliases)):
            how = "the title" if plain == (about.title or "").casefold() else "an alias"
            return f"; that is {how} of `{name}`"
    return ""


def there_is(word: str, known: Iterable[str]) -> str:
    """Return what :func:`hint` does; where nothing is near, all there is, if it is few: ``; there is `a` or `b```."""
    words = sorted(known)
    found = hint(word, words)
    if found or len(words) > _FEW:
        return found
    if not words:
        return "; none is written yet"
    shown = [f"`{each}`" for each in words]
    return (
        f"; there {'is' if len(words) == 1 else 'are'} {', '.join(shown[:-1])}{' and ' if words[1:] else ''}{shown[-1]}"
    )


def hint(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean `x`?`` for the nearest of some words, or nothing."""
    found = close(word, known)
    return f"; did you mean `{found}`?{_told_apart(word, found)}" if found else ""


def _told_apart(word: str, meant: str) -> str:
    """Say which letter tells a word from one that may look the same."""
    odd = next((letter for letter in word if not letter.isascii() and letter not in meant), None)
    if odd is None:
        return ""
    from unicodedata import name  # noqa: PLC0415 - only on the way to a fault

    return f" One character is U+{ord(odd):04X}, {name(odd, 'a control character').lower()}"
