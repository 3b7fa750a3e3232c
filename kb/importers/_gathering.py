"""What an importer has gathered so far: the facts and the odd things in their order, and what was counted on the way."""

from collections import Counter
from collections.abc import Iterable

from kb.importers import Reading
from kb.importers._names import Names
from kb.model.base import Base
from kb.model.fact import Fact, Note


class Gathering:
    """A reading in the making.

    Args:
        base: the knowledge base as it is.
        kinds: the kinds of things that are counted as they are read.
    """

    def __init__(self, base: Base, *kinds: str) -> None:
        self.base = base
        self.names = Names(base)
        self.facts: list[Fact] = []
        self.notes: list[Note] = []
        self.read = dict.fromkeys(kinds, 0)
        self.skipped: Counter[str] = Counter()
        """How many things were not taken, by the reason."""

    def gathered(self, facts: Iterable[Fact] | None = None) -> Reading:
        """Return what was gathered, with some facts in place of those that were."""
        return Reading(tuple(self.facts if facts is None else facts), tuple(self.notes), self.read, self.skipped)
