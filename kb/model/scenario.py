"""What if these were gone: whom an asker names, and the scenarios that say so."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from kb.errors import UsageError
from kb.model.base import Base
from kb.model.moment import When
from kb.model.nearest import called, close, there_is
from kb.model.source import Source

_LONGEST: Final = 60
"""Characters quoted of a term nobody knows."""


class Whom(NamedTuple):
    """One term of ``--without``: a person by id, a team by ``team:ID``, an employer by ``employer:NAME``.

    Attributes:
        kind: person, team or employer.
        name: the id or name, without its prefix.
    """

    kind: str
    name: str

    @property
    def term(self) -> str:
        """The term as it is written."""
        return self.name if self.kind == "person" else f"{self.kind}:{self.name}"


class Scenario(NamedTuple):
    """People to count as absent, and perhaps the date to do so at.

    Attributes:
        id: its name in the file, or the file's.
        title: what is shown; the id where it is missing.
        at: the date to answer for; None: that of the command.
        without: whom to count as absent, sorted, each once.
        source: where it is written; None for the command line.
    """

    id: str
    title: str | None
    at: When | None
    without: tuple[Whom, ...]
    source: Source | None


def whom(base: Base, text: str) -> Whom:
    """Read one term and see that there is such a person, team or employer.

    Raises:
        UsageError: naming what was probably meant.
    """
    kind, colon, name = (part.strip() for part in text.partition(":"))
    if not colon:
        kind, name = "person", kind
    known = _known(base)
    if kind not in known:
        raise UsageError(f"`{_shown(text)}` is not understood: write a person's id, team:ID or employer:NAME")
    if name in known[kind]:
        return Whom(kind, name)
    raise UsageError(f"there is no {kind} `{_shown(name)}`{_hint(base, kind, name, known)}")


def _shown(text: str) -> str:
    plain = "".join(letter if letter.isprintable() else "?" for letter in text[:_LONGEST])
    return plain if len(text) <= _LONGEST else plain + "…"


def _known(base: Base) -> dict[str, Iterable[str]]:
    return {"person": base.people, "team": base.teams, "employer": employers(base)}


def _hint(base: Base, kind: str, name: str, known: dict[str, Iterable[str]]) -> str:
    for other, names in known.items():
        if name in names:
            return f"; did you mean `{Whom(other, name).term}`?"
    if alias := called(name, {"person": base.people, "team": base.teams}.get(kind, {})):
        return alias
    if (near := close(name, known[kind])) is not None:
        return f"; did you mean `{Whom(kind, near).term}`?"
    if kind == "employer" and not known[kind]:
        return "; nobody has the key `employer` yet"
    return there_is(name, (Whom(kind, each).term for each in known[kind]))


def employers(base: Base) -> tuple[str, ...]:
    """Return every employer that is written, sorted."""
    return tuple(sorted({person.employer for person in base.people.values() if person.employer is not None}))


def meant(base: Base, item: Whom) -> tuple[str, ...]:
    """Return the ids a term stands for, present or not: all of a team or an employer, externals included, sorted."""
    if item.kind == "person":
        return (item.name,)
    people = base.people.values()
    return tuple(sorted(person.id for person in people if getattr(person, item.kind) == item.name))


def terms(items: Iterable[Whom]) -> tuple[Whom, ...]:
    """Return terms sorted, each once: people first, then teams and employers."""
    order = ("person", "team", "employer")
    return tuple(sorted(set(items), key=lambda item: (order.index(item.kind), item.name)))
