"""The words that give people away: their ids, names, handles, mail addresses and phone numbers, and how to find them in a text.

Used twice: redaction strikes them out of a base, and the audit of a built site looks for them again. How something is written
hides nobody: ids, handles and whole names are found in any case, with or without accents, in any form of Unicode, and with a hyphen, an
underscore, a point, a space or nothing between their parts (`folded`).

Longer than the usual 150 lines: how a name is folded and how it is found have to be read together.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, Final, NamedTuple
from unicodedata import category, normalize

from kb.model.base import Base
from kb.model.people import Person
from kb.model.service import Edges

MAIL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}")
"""A mail address; the form that is used, not all that RFC 5322 allows."""
PHONE: Final = re.compile(
    r"(?:\btel:\s?\+?|(?<![\w.+-])\+)\d[\d ().-]{6,16}\d|\(\d{3}\) ?\d{3}-\d{4}|(?<![\d-])\d{3}-\d{3}-\d{4}(?![\d-])"
)
"""A phone number, as the reader of files looks for them (fault ``phone-number``)."""
_INSTANT: Final = re.compile(r"\d{2}:\d{2}(?::\d{2})?$")
_PART: Final = re.compile(r"[^\W\d_]{3,}")
_COMMON: Final = 3
"""A word in as many titles may be no name: *Engineer*. It is one all the same where it stands beside a rarer part: *Maria*."""
_ROLES: Final = frozenset(
    re.findall(
        "[a-z]+",
        "admin administrator agent analyst architect assistant associate consultant contractor coordinator deputy designer dev developer "
        "director engineer engineering executive external former freelancer intern junior lead leader maintainer manager member officer "
        "oncall operator ops owner principal programmer scientist senior specialist staff student supervisor sysadmin team technician "
        "temporary tester trainee user vendor volunteer",
    )
)
"""What people do: beside any name, these are words."""
_BATCH: Final = 400
"""Words in one pattern: larger ones are slow to build."""
_LONG: Final = 4
"""Letters from which on a part of a name is found in any case, and an id whatever stands between its parts; shorter ones are other words too easily."""
_ENGLISH: Final = frozenset(
    re.findall(
        "[a-z0-9]+",
        "april august bell bill bishop black blue brook brown case chance chase church cook dawn dean drew east fair field fish ford "
        "forest foster fox frank gates glen grace grant gray green grey hall hand hill holiday home hope house hunter iris ivory jack "
        "july june king lake lane light little long love major marine mark marsh mason miles mill moon more noble north page park "
        "parks perfect pike pond pool poole post power price read reed rich rivers robin rock root rose rush rust sage sand sharp "
        "short silver small snow south speed spring stack stone street strong summer swan swift temple turn wade wait walker wall ward "
        "waters well wells west white will winter wise wood woods young",
    )
)
"""Words that are names, too: in lower case they are what they say, so as parts of a name they are found only as written."""
_PIECE: Final = re.compile(r"[^\W\d_]+|\d+")
_RUN: Final = re.compile(r"[a-z0-9]+")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
_GAP: Final = re.compile(r"[-_\s.,'\u2019\u2010-\u2015+]{1,3}")
"""What may stand between the parts of a name or an id."""
_ALSO: Final = str.maketrans({"\u0142": "l", "\u00f8": "o", "\u0111": "d", "\u00e6": "ae", "\u0153": "oe", "\u0131": "i", "\u00fe": "th", "\u00f0": "d"})  # fmt: skip
"""Letters that Unicode does not take apart, and how names are written without them."""

_SPELT: Final = str.maketrans({"\u00e4": "ae", "\u00f6": "oe", "\u00fc": "ue", "\u00c4": "Ae", "\u00d6": "Oe", "\u00dc": "Ue", "\u00e5": "aa", "\u00c5": "Aa", "\u00f8": "oe", "\u00d8": "Oe"})  # fmt: skip
"""How German and the languages of the north write their letters where there are none."""
_WHOLE: Final = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{3,4}")
"""A name without a space: its first sign is the family, the others are what people call each other."""


def words_of(base: Base) -> frozenset[str]:
    """Return every word that names one of a base's people: ids, titles, parts of titles, initials with names, aliases, handles."""
    words = _words(base)
    found: set[str] = set()
    for person in base.people.values():
        found.update((person.id, *person.about.aliases, *(person.handles or {}).values()))
        found.update((person.about.title,) if person.about.title else ())
        parts = [part for part in _parts(person) if part not in words]
        found.update(parts)
        found.update(_joined_forms(person, parts))
        found.update(
            word.translate(_SPELT) for word in (*parts, *((person.about.title,) if person.about.title else ()))
        )
    return frozenset(word.strip().lstrip("@") for word in found if len(word.strip().lstrip("@")) > 1)


def spared(base: Base) -> frozenset[str]:
    """Return the parts of names that are words as well, so that they are neither struck out by themselves nor looked for."""
    return _words(base) - words_of(base)


def _words(base: Base) -> frozenset[str]:
    """Return the parts of titles that cannot be told from words: in ids of other things, of roles, or of many titles and no name."""
    others, people = _others(base), list(base.people.values())
    common = Counter(part for person in people for part in set(_parts(person)))
    words = {part for part in common if folded(part) in others or folded(part) in _ROLES}
    shared = {part for part, number in common.items() if number >= _COMMON} - words
    rare = common.keys() - shared - words
    pairs = [pair for person in people for pair in pairwise(_PIECE.findall(person.about.title or ""))]
    named = {one for one, two in pairs if two in rare} | {two for one, two in pairs if one in rare}
    return frozenset(words | (shared - named))


def _parts(person: Person) -> list[str]:
    title = person.about.title or ""
    return [part for part in _PART.findall(title) if (part[0].isupper() or title.islower()) and part != title]


def _joined_forms(person: Person, parts: list[str]) -> Iterator[str]:
    """Yield the parts that are joined, *O'Malley*, and the forms accounts are made of: *m kellerova*, *kellerova m*, *kellerova marta*."""
    title = person.about.title or ""
    if _WHOLE.fullmatch(title):
        yield title[1:]
    yield from (word for word in title.split() if len(_PIECE.findall(word)) > 1 and any(part in word for part in parts))
    named = _PIECE.findall(title)
    if len(named) > 1 and named[0] in parts and named[-1] in parts and len(named[-1]) >= _LONG:
        first, last = named[0], named[-1]
        yield from (f"{first[0]} {last}", f"{last} {first[0]}", f"{last} {first}", f"{first} {last}")


def cased(base: Base) -> frozenset[str]:
    """Return the words of `words_of` whose case counts: short parts of names, and names that are words of the language."""
    sure = {
        word.lstrip("@") for person in base.people.values() for word in (person.id, *(person.handles or {}).values())
    }
    return frozenset(
        word
        for word in words_of(base) - sure
        if len(_PIECE.findall(word)) == 1 and (len(word) < _LONG or folded(word) in _ENGLISH)
    )


def _others(base: Base) -> frozenset[str]:
    """Return the words in ids of all that is no person: a part of a name that is one of them cannot be told from it."""
    return frozenset(word for name in base.entities if name not in base.people for word in _PART.findall(name))


def folded(text: str) -> str:
    """Return a text without what hides a name: case, accents, forms of Unicode, signs that are not seen."""
    if text.isascii():
        return text.lower()
    flat = normalize("NFKD", normalize("NFKD", text).casefold())
    return _FOREIGN.sub(lambda run: "".join(map(_plain, run.group())), flat)


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    return "" if category(sign) in ("Mn", "Cf") else sign.translate(_ALSO)


_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_COVERED: Final = re.compile(r"\\[!-/:-@\[-`{-~]|&#?\w{2,31};|%[0-9A-Fa-f]{2}|\w[*~`]+\w|\w[*~`]+[-_.]|</?\w[^<>]*>")
"""What a reader does not see as it is written: an escape, an entity, a percent sign with two digits, emphasis inside of a word."""


def as_read(text: str) -> str:
    """Return a text as it is read once Markdown, HTML and addresses have been read for it; the same text where nothing covers anything."""
    if not _COVERED.search(text):
        return text
    from html import unescape  # noqa: PLC0415 - hardly any text asks for these two
    from urllib.parse import unquote  # noqa: PLC0415

    shown = unescape(_ESCAPED.sub(r"\1", text))
    return re.sub(r"[*~`]+|</?\w[^<>]*>", "", unquote(shown))


class Place(NamedTuple):
    """Where a word stands in a text, and which it is."""

    start: int
    end: int
    word: str


class Finder:
    """Finds some words in texts, as words of their own or between hyphens, however they are written.

    Args:
        words: what to look for.
        cased: those of them whose case and form count.
    """

    def __init__(self, words: Iterable[str], cased: Iterable[str] = ()) -> None:
        exact, every = set(cased), set(words)
        self.keys: dict[str, tuple[str, frozenset[int]]] = {}
        self.begins: set[str] = set()
        self.most = 1
        wide = []
        for word in sorted(every - exact):
            key, cuts = _key(word)
            if len(key) < _LONG or not key.isascii():
                wide.append(word)
                continue
            kept, before = self.keys.get(key, (word, frozenset()))
            self.keys[key] = (kept, cuts | before)
            self.begins |= {key, *(key[:cut] for cut in cuts)}
            self.most = max(self.most, len(cuts | before) + 1)
        self.opening: dict[str, list[str]] = {}
        for key, (_, cuts) in self.keys.items():
            for cut in (*cuts, len(key)):
                self.opening.setdefault(key[:cut], []).append(key)
        self.exact = _patterns(exact & every)
        self.named = {form: word for word in wide for form in (folded(word), folded(word).replace("-", "_"))}
        self.wide = _patterns(self.named)

    def found(self, text: str) -> Iterator[Place]:
        """Yield every place of a word; places may overlap."""
        flat = folded(text)
        starts = None if len(flat) == len(text) and text.isascii() else _starts(text)

        def place(start: int, end: int, word: str) -> Place:
            if starts is None:
                return Place(start, end, word)
            return Place(bisect_right(starts, start) - 1, bisect_right(starts, end - 1), word)

        yield from (place(*found) for found in self._joined(flat))
        for pattern in self.wide:
            yield from (place(hit.start(), hit.end(), self.named[hit.group()]) for hit in pattern.finditer(flat))
        for pattern in self.exact:
            yield from (Place(hit.start(), hit.end(), hit.group()) for hit in pattern.finditer(text))

    def within(self, flat: str) -> bool:
        """Whether a folded text may hold a word whose case does not count: quick, so at times it may although it does not."""
        if any(pattern.search(flat) for pattern in self.wide):
            return True
        runs = set(_RUN.findall(flat))
        return any(
            key == first or any(key[cut:] in runs for cut in self.keys[key][1] if cut >= len(first))
            for first in runs & self.opening.keys()
            for key in self.opening[first]
        )

    def _joined(self, flat: str) -> Iterator[tuple[int, int, str]]:
        """Yield the longest word from each run of letters and digits on, runs joined where the word has parts."""
        runs = [(hit.start(), hit.end(), hit.group()) for hit in _RUN.finditer(flat)]
        here = 0
        while here < len(runs):
            best = self._from(runs, here, flat) if runs[here][2] in self.begins else None
            if best is None:
                here += 1
                continue
            last, word = best
            yield runs[here][0], runs[last][1], word
            here = last + 1

    def _from(self, runs: list[tuple[int, int, str]], here: int, flat: str) -> tuple[int, str] | None:
        key, gaps, best = "", set[int](), None
        for at in range(here, min(len(runs), here + self.most)):
            if at > here:
                if not _GAP.fullmatch(flat, runs[at - 1][1], runs[at][0]):
                    break
                gaps.add(len(key))
            key += runs[at][2]
            if key not in self.begins:
                break
            word, cuts = self.keys.get(key, ("", frozenset[int]()))
            if word and gaps <= cuts:
                best = (at, word)
        return best

    def struck(self, text: str) -> str:
        """Return a text with *someone* in place of its words."""
        made, end = [], len(text)
        for place in sorted(self.found(text), key=lambda found: (-found.end, found.start)):
            if place.end <= end:
                made += [text[place.end : end], "someone"]
                end = place.start
            elif place.start < end:
                end = place.start  # overlaps what is struck already: strike it too
        return "".join([text[:end], *reversed(made)])


def _key(word: str) -> tuple[str, frozenset[int]]:
    """Return a word without what stands between its parts, and where parts meet."""
    pieces = _PIECE.findall(folded(word))
    return "".join(pieces), frozenset(list(accumulate(map(len, pieces)))[:-1])


def _starts(text: str) -> list[int]:
    """Return for each sign of a text where it begins in the folded one."""
    return [0, *accumulate(1 if sign.isascii() else len(folded(sign)) for sign in text)][: len(text)]


def _patterns(words: Iterable[str]) -> list[re.Pattern[str]]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    groups = (ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH))
    return [re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, group))})(?![A-Za-z0-9])") for group in groups]


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
    elif isinstance(value, tuple | list | set | frozenset | Edges):
        for item in value:
            yield from strings(item)
