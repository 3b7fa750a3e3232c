"""What was probably meant by a word that is not known."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from kb.model.pattern import pattern

LONGEST: Final = 80
"""Characters of a word a near one is looked for: comparing takes the square of them."""
_NUMBER: Final = pattern("[0-9]+")
_FORMS: Final = frozenset({"0-0-0", "0.0.0", "0/0/0"})
"""Ways in which a day is written elsewhere, each number as 0."""
_YEAR: Final = 1000
"""From this number on it is a year."""
_FEW: Final = 12
"""Words that are all named where none is near; more of them is a list nobody reads in an error."""


def close(word: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to another, or one that begins with it; None if none is near.

    The same for the same words in any order. Of words that differ only in their numbers (`p-3` of `p-13`, but not of `p-03`)
    neither is meant by the other: with pseudonyms such a guess would put what one person does down to another.
    """
    if len(word) > LONGEST:
        return None
    from difflib import get_close_matches  # noqa: PLC0415 - only on the way to a fault

    numbered = _parts(word) if any(map(str.isdigit, word)) else None
    words = sorted(each for each in known if numbered is None or not _differ(numbered, _parts(each)))
    begun = (each for each in words if len(word) > 2 and each.startswith(word))
    return next(iter(get_close_matches(word, words, n=1, cutoff=0.6)), None) or next(begun, None)


def _parts(word: str) -> tuple[str, list[str]]:
    """Return the letters of a word, and its numbers: the same for `P3`, `p-3` and `p-03`."""
    letters = "".join(filter(str.isalpha, word.casefold()))
    return letters, [number.lstrip("0") for number in _NUMBER.findall(word)]


def _differ(one: tuple[str, list[str]], other: tuple[str, list[str]]) -> bool:
    """Whether two words have numbers and differ in nothing else."""
    return one[0] == other[0] and bool(other[1]) and one[1] != other[1]


def day(text: str) -> str:
    """Return ``; did you mean 2026-12-31?`` for a date written in another way, where only one day can be meant; else nothing."""
    if _NUMBER.sub("0", text) not in _FORMS or len(text) > len("2026-12-31"):
        return ""
    one, two, three = map(int, _NUMBER.findall(text))
    if one >= _YEAR:
        found = {_day(one, two, three) or _day(one, three, two)}
    else:
        found = {_day(three, two, one), _day(three, one, two)} if three >= _YEAR else set()
    days = [each for each in found if each is not None]
    return f"; did you mean {days[0]}?" if len(days) == 1 else ""


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


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
