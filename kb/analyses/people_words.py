"""The words that give people away: their ids, names, handles, mail addresses and phone numbers, and how to find them in a text.

Used twice: redaction strikes them out of a base, and the audit of a built site looks for them again.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kb.model.base import Base
from kb.model.people import Person

MAIL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}")
"""A mail address; the form that is used, not all that RFC 5322 allows."""
PHONE: Final = re.compile(
    r"(?:\btel:\s?\+?|(?<![\w.+-])\+)\d[\d ().-]{6,16}\d|\(\d{3}\) ?\d{3}-\d{4}|(?<![\d-])\d{3}-\d{3}-\d{4}(?![\d-])"
)
"""A phone number, as the reader of files looks for them (fault ``phone-number``)."""
_INSTANT: Final = re.compile(r"\d{2}:\d{2}(?::\d{2})?$")
_PART: Final = re.compile(r"[^\W\d_]{3,}")
_COMMON: Final = 3
"""A word in as many names is no name: *Engineer*."""
_BATCH: Final = 400
"""Words in one pattern: larger ones are slow to build."""


def words_of(base: Base) -> frozenset[str]:
    """Return every word that names one of a base's people: ids, titles, capitalised parts of titles, aliases, handles."""
    others = _others(base)
    common = Counter(part for person in base.people.values() for part in set(_parts(person)))
    found: set[str] = set()
    for person in base.people.values():
        found.update((person.id, *person.about.aliases, *(person.handles or {}).values()))
        found.update((person.about.title,) if person.about.title else ())
        found.update(part for part in _parts(person) if common[part] < _COMMON and part.casefold() not in others)
    return frozenset(word.strip().lstrip("@") for word in found if len(word.strip().lstrip("@")) > 1)


def _parts(person: Person) -> list[str]:
    title = person.about.title or ""
    return [part for part in _PART.findall(title) if part[0].isupper() and part != title]


def _others(base: Base) -> frozenset[str]:
    """Return the words in ids of all that is no person: a part of a name that is one of them cannot be told from it."""
    return frozenset(word for name in base.entities if name not in base.people for word in _PART.findall(name))


class Finder:
    """Finds some words in texts, as words of their own or between hyphens.

    Args:
        words: what to look for; case counts.
    """

    def __init__(self, words: Iterable[str]) -> None:
        ordered = sorted(words, key=lambda word: (-len(word), word))
        groups = (ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH))
        self.patterns = [
            re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, group))})(?![A-Za-z0-9])") for group in groups
        ]

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every place of a word."""
        for pattern in self.patterns:
            yield from pattern.finditer(text)

    def struck(self, text: str, names: Mapping[str, str]) -> str:
        """Return a text with its words replaced by those that stand for them, else by *someone*."""
        for pattern in self.patterns:
            text = pattern.sub(lambda match: names.get(match.group(), "someone"), text)
        return text


def reachable(text: str) -> Iterator[re.Match[str]]:
    """Yield every mail address and phone number in a text; offsets of instants are none."""
    if "@" in text:
        yield from MAIL.finditer(text)
    for match in PHONE.finditer(text):
        if not _INSTANT.search(text[: match.start()]):
            yield match


def unreachable(text: str) -> str:
    """Return a text with mail addresses and phone numbers struck out."""
    found = sorted(((match.start(), match.end()) for match in reachable(text)), reverse=True)
    for start, end in found:
        text = f"{text[:start]}(kept out of the site){text[end:]}"
    return text


def strings(value: Any) -> Iterator[str]:
    """Yield every text in a value of the model, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from strings(key)
            yield from strings(item)
    elif isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from strings(item)
