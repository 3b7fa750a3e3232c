"""Foreign names -> ids of a knowledge base: known by id, title, alias or a name elsewhere, never by likeness."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from kb.model.base import Base, Entity
from kb.model.people import Person, Team

_WORDS: Final = re.compile(r"[a-z0-9]+")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def slug(name: str) -> str:
    """Return a name as an id: lower-case ASCII words joined by single hyphens; empty if nothing is left of it."""
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", name)).encode("ascii", "ignore").decode()
    return "-".join(_WORDS.findall(plain.lower()))


class Names:
    """Finds who or what a foreign name stands for.

    Two entities that share a name make it ambiguous: it then stands for neither.
    """

    def __init__(self, base: Base) -> None:
        self.base = base
        self._components = _index(base.components)
        self._things = _index({**base.components, **base.vendors, **base.systems})
        self._teams = _index(base.teams)
        self._people = _index(base.people)
        self._rotations = _index(base.rotations)
        self.renamed: dict[str, str] = {}
        """Teams that are new and could not get the id of their name: that name as an id -> the id they got instead."""

    def component(self, name: str) -> str | None:
        """Return the component of a name; None if there is none, or several."""
        return self._components.get(_key(name)) or self._components.get(slug(name))

    def thing(self, name: str) -> str | None:
        """Return the component, vendor or system of a name; None if there is none, or several."""
        return self._things.get(_key(name)) or self._things.get(slug(name))

    def team(self, name: str) -> str | None:
        """Return the team of a name, with or without ``@organisation/``; None if there is none, or several."""
        return self._teams.get(_key(name)) or self._teams.get(slug(name.rpartition("/")[2]))

    def team_or_new(self, name: str, taken: Container[str] = ()) -> str:
        """Return the team of a name, or the id a new one of that name gets; empty if no id can be made of it.

        Teams are often called like what they own; an id is one thing only, so such a team becomes ``NAME-team``. A team
        that has that id already need not be it: the new one then gets a number, and :attr:`renamed` tells of both.

        Args:
            name: as :meth:`team`.
            taken: ids that stand for something else where the name was read.
        """
        made = slug(name.rpartition("/")[2])
        if found := self.team(name):
            return found
        if made not in taken and self.base.kind(made) is None:
            return made
        if made not in self.renamed:
            self.renamed[made] = self._free(f"{made}-team", {*self.renamed.values()}, taken)
        return self.renamed[made]

    def _free(self, wanted: str, *taken: Container[str]) -> str:
        found, number = wanted, 1
        while self.base.kind(found) is not None or any(found in there for there in taken):
            number += 1
            found = f"{wanted}-{number}"
        return found

    def rotation(self, name: str) -> str | None:
        """Return the on-call rotation of a name; None if there is none, or several."""
        return self._rotations.get(_key(name)) or self._rotations.get(slug(name))

    def person(self, *names: str) -> str | None:
        """Return the person of whom one of some names (id, title, handle, mail) is known; None if nobody, or several."""
        found = {self._people.get(_key(name)) for name in names if name} - {None}
        return found.pop() if len(found) == 1 else None

    def likely(self, *names: str) -> str | None:
        """Return who might be meant by names that nobody has, for a question to a human; None if nobody is like them.

        Someone known by nearly the same name, or the only one known by a word of it: ``bob`` for `Bob Ray` or `bob.ray@...`.
        """
        for name in filter(None, names):
            close = get_close_matches(_key(name), list(self._people), n=1, cutoff=0.8)
            if close:
                return self._people[close[0]]
        words = {word for name in names for word in _WORDS.findall(_key(name).partition("@")[0])}
        found = {self._people[word] for word in words & self._people.keys()}
        return found.pop() if len(found) == 1 else None


def _key(name: str) -> str:
    return name.strip().removeprefix("@").removeprefix("mailto:").casefold()


def _index(entities: Mapping[str, Entity]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for name, entity in entities.items():
        for word in _names_of(name, entity):
            for key in (_key(word), slug(word)):
                found.setdefault(key, set()).add(name)
    found |= {name: {name} for name in entities}
    return {word: ids.copy().pop() for word, ids in found.items() if len(ids) == 1 and word}


def _names_of(name: str, entity: Entity) -> Iterator[str]:
    yield name
    yield from (entity.about.title or name, *entity.about.aliases)
    if isinstance(entity, Team):
        yield from (alias.rpartition("/")[2] for alias in entity.about.aliases)
    if isinstance(entity, Person):
        handles: Iterable[str] = (entity.handles or {}).values()
        yield from handles
