"""What an answer rests on: lines of files, the weakest basis among them, the strength of the evidence."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from kb.analyses.readiness.answer import Rank
from kb.model.source import Source
from kb.model.words import Basis

_ORDER = tuple(Basis)


class Grounds(NamedTuple):
    """Lines, their weakest basis (None where they state none), and the rank of the evidence."""

    rank: Rank
    sources: tuple[Source, ...]
    basis: Basis | None


NO_GROUNDS = Grounds(Rank.DECLARED, (), None)


def grounds(rank: Rank, items: Iterable[Any]) -> Grounds:
    """Return the grounds made of some nouns of the model: anything with a ``source`` and perhaps a ``provenance``.

    Where no line states a basis, none is known; a line without one does not make the others weaker.
    """
    found = [item for item in items if getattr(item, "source", None) is not None]
    bases = [item.provenance.basis for item in found if getattr(item, "provenance", None) is not None]
    known = [basis for basis in bases if basis is not None]
    weakest = max(known, key=_ORDER.index) if known else None
    return Grounds(rank, tuple(dict.fromkeys(item.source for item in found)), weakest)


def declared(*items: Any) -> Grounds:
    """Return the grounds of what somebody only wrote; what is None is left out."""
    return grounds(Rank.DECLARED, items)


def dated(*items: Any) -> Grounds:
    """Return the grounds of what has a date; what is None is left out."""
    return grounds(Rank.DATED, items)


def observed(*items: Any) -> Grounds:
    """Return the grounds of what was seen to happen; what is None is left out."""
    return grounds(Rank.OBSERVED, items)
