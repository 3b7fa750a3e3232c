"""Those whom a what-if takes away: they are still here, so they can teach before they go.

Only people the asker named by id are named again; whoever goes as one of a team or of an employer stays "those who go".
"""

from collections.abc import Iterable

from kb.analyses.coverage import Operator
from kb.model.noun import NamedTuple
from kb.model.words import Level


class Teacher(NamedTuple):
    """Who of those who go can teach.

    Attributes:
        name: the id of a person the asker named; None where only members of a named group can.
    """

    name: str | None

    @property
    def who(self) -> str:
        """Who teaches: an id, or "those who go"."""
        return self.name or "those who go"

    @property
    def before(self) -> str:
        """Until when."""
        return f"before {self.name} goes" if self.name else "before they go"


class Leaving(NamedTuple):
    """Those whom a what-if takes away.

    Attributes:
        gone: their ids.
        named: those of them the asker named by id.
    """

    gone: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    def teacher(self, operators: Iterable[Operator]) -> Teacher | None:
        """Return who of those who go can teach a component, best placed first: named, inside, proven, by id."""
        able = [item for item in operators if item.person in self.gone and item.level >= Level.OPERATE]
        if not able:
            return None
        best = min(able, key=lambda item: (item.person not in self.named, item.external, not item.proven, item.person))
        return Teacher(best.person if best.person in self.named else None)


NOBODY = Leaving()
