"""Which names of a history are one person: what is certain is merged, what is only likely is left to a human.

Merged: the same mail (letter case apart), the same full name (accents and case apart), a host's no-reply address and the
login in it, the mails a `.mailmap` gives to one person. That is what the published truck factor does, and the no-reply addresses;
`.mailmap` has been applied before. Merging by likeness goes wrong in both directions; pairs that look alike are listed for a `.mailmap`.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from types import MappingProxyType
from typing import Final, NamedTuple

from kb.analyses.maintaining.tally import Author

_NO_REPLY: Final = re.compile(
    r"(?:[0-9]+\+)?([^+@]+)@users\.noreply\.github\.com|(?:[0-9]+-)?([^+@]+)@users\.noreply\.gitlab\.com"
)
_NOBODY: Final = frozenset(
    {"", "unknown", "root", "none", "user", "admin", "no author", "your name", "developer", "anonymous"}
)
"""Names many people share, by which nobody is merged."""
_SHARED: Final = frozenset(
    {"github", "gitlab", "admin", "developer", "contact", "hello", "public", "email", "webmaster"}
)
"""What many people put before the @."""
_CHANCE: Final = 4
"""People who share a sign from which on they share it by chance."""


class Identity(NamedTuple):
    """One person of a history: the name used most often goes first, then the others; likewise mails and logins."""

    names: tuple[str, ...]
    mails: tuple[str, ...]
    logins: tuple[str, ...]

    @property
    def name(self) -> str:
        """What to call them."""
        return self.names[0] if self.names else self.mails[0]


class Identities:
    """Who is who.

    Args:
        counts: how often each author occurs.
        logins: whether the login in a host's no-reply address merges, which the published truck factor does not do.
        others: mail -> other mails of the same person, which no commit shows.
    """

    def __init__(
        self,
        counts: Mapping[Author, int],
        *,
        logins: bool = True,
        others: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self._logins, self._others = logins, others
        self._parents: dict[str, str] = {}
        for author in sorted(counts):
            self._join(author)
        groups: dict[str, list[Author]] = {}
        for author in sorted(counts, key=lambda one: (-counts[one], one)):
            groups.setdefault(self._root(_keys(author, self._logins)[0]), []).append(author)
        self.people = tuple(_identity(group, others) for group in groups.values())
        """Everyone, those with most commits first; the order says nothing else and is never shown."""
        self._of = {author: number for number, group in enumerate(groups.values()) for author in group}

    def of(self, author: Author) -> int:
        """Return the number of the person an author is, an index of :attr:`people`."""
        return self._of[author]

    def alike(self, most: int = 50) -> tuple[tuple[Identity, Identity], ...]:
        """Return pairs that may be one person: the same mail before the @, or one last name with first names alike."""
        found: set[tuple[int, int]] = set()
        for signs, likely in ((_local_parts, _any), (_last_names, _first_names_alike)):
            groups: dict[str, set[int]] = {}
            for number, identity in enumerate(self.people):
                for sign in signs(identity):
                    groups.setdefault(sign, set()).add(number)
            for group in groups.values():
                if 1 < len(group) <= _CHANCE:
                    pairs = combinations(sorted(group), 2)
                    found |= {(one, two) for one, two in pairs if likely(self.people[one], self.people[two])}
        return tuple((self.people[one], self.people[other]) for one, other in sorted(found)[:most])

    def _join(self, author: Author) -> None:
        first, *others = _keys(author, self._logins)
        for mail in self._others.get(author.mail.casefold(), ()):
            others += _keys(Author("", mail), self._logins)
        for other in others:
            self._parents[self._root(other)] = self._root(first)

    def _root(self, key: str) -> str:
        while (parent := self._parents.setdefault(key, key)) != key:
            self._parents[key] = self._parents.setdefault(parent, parent)
            key = parent
        return key


def _keys(author: Author, logins: bool) -> list[str]:
    """Return what an author is known by; two that share one of these are one person."""
    mail = author.mail.casefold()
    keys = [f"mail {mail}"] if mail else [f"only {author.name}"]
    login = login_of(mail) if logins else None
    if login:
        keys.append(f"login {login}")
    name = plain(author.name)
    if name not in _NOBODY:
        keys.append(f"name {name}")
        if logins and " " not in name and not login:
            keys.append(f"login {name}")
    return keys


def login_of(mail: str) -> str | None:
    """Return the login in a host's no-reply address, in small letters; None of any other mail."""
    found = _NO_REPLY.fullmatch(mail.casefold())
    return found[1] or found[2] if found else None


def plain(name: str) -> str:
    """Return a name without accents, in one case, blanks folded."""
    spelt = unicodedata.normalize("NFD", name)
    return " ".join("".join(letter for letter in spelt if not unicodedata.combining(letter)).casefold().split())


def _identity(authors: Iterable[Author], others: Mapping[str, Sequence[str]]) -> Identity:
    group = list(authors)
    seen = [author.mail.casefold() for author in group if author.mail]
    mails = tuple(dict.fromkeys([*seen, *(other for mail in seen for other in others.get(mail, ()))]))
    logins = tuple(dict.fromkeys(found for mail in mails if (found := login_of(mail))))
    return Identity(tuple(dict.fromkeys(author.name for author in group if author.name)), mails, logins)


def _local_parts(identity: Identity) -> set[str]:
    """Return what stands before the @, where it says more than a first name or a host's."""
    parts = {mail.partition("@")[0] for mail in identity.mails if not login_of(mail)}
    common = _SHARED | {word for name in identity.names for word in plain(name).split()}
    return {part for part in parts if len(part) > 4 and part not in common and not part.endswith((".com", ".org"))}


def _any(_one: Identity, _other: Identity) -> bool:
    return True


def _last_names(identity: Identity) -> set[str]:
    words = [plain(name).split() for name in identity.names]
    return {name[-1] for name in words if len(name) > 1 and len(name[-1]) > 2}


def _first_names_alike(one: Identity, other: Identity) -> bool:
    """Whether a first name is an initial, a beginning or a short form of the other's (A., Rich, Nick, Dave)."""
    for left, right in product(_firsts(one), _firsts(other)):
        short, long = sorted((left.rstrip("."), right.rstrip(".")), key=len)
        if short and (long.startswith(short) or (len(short) <= 4 and short[:3] == long[:3] and len(short) > 2)):
            return True
    return False


def _firsts(identity: Identity) -> set[str]:
    return {words[0] for words in (plain(name).split() for name in identity.names) if len(words) > 1}
