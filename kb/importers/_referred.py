"""What is referred to and described nowhere: added by its name alone, so that nothing said of others is lost.

An owner that is left out is not unknown: the component then has that of its system, and another team is called. So a
team or component a file names stands in the proposal even where no file says what it is; its line says who named it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kb.files.compounds import is_slug
from kb.files.merging.known import EDGES, RESERVED
from kb.model.base import Base
from kb.model.fact import Fact, Note

_SECTION: Final = {"owner": "teams", **dict.fromkeys(EDGES, "services")}
_CALLED: Final = {"teams": "team", "services": "component"}


def with_referred(facts: Sequence[Fact], notes: list[Note], base: Base) -> tuple[Fact, ...]:
    """Return facts, and one for each owner and end of an edge that neither they nor the base know; each is noted."""
    added = tuple(_unknown(facts, base))
    for fact in added:
        message = f"the {_CALLED[fact.section]} `{fact.id}` is described nowhere: it was added by its name alone"
        notes.append(Note(fact.source, message, "import where it is described, or mend the name"))
    return (*facts, *added)


def _unknown(facts: Sequence[Fact], base: Base) -> Iterator[Fact]:
    there = {fact.id for fact in facts if fact.section != "knowledge"} | RESERVED
    for fact in facts:
        if fact.key in _SECTION:
            to = str(fact.value.get("to", "") if isinstance(fact.value, Mapping) else fact.value)
            if to not in there and base.kind(to) is None and is_slug(to):
                there.add(to)
                yield Fact(_SECTION[fact.key], to, "", True, fact.source)
