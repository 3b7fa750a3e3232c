"""What is referred to and described nowhere: added by its name alone, so that nothing said of others is lost.

An owner that is left out is not unknown: the component then has that of its system, and another team is called. So a
team or component a file names stands in the proposal even where no file says what it is; its line says who named it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kb.files.compounds import is_slug
from kb.files.merging.known import RESERVED
from kb.importers._names import Names, slug
from kb.model.base import Base
from kb.model.fact import EDGES, Fact, Note

_SECTION: Final = {"owner": "teams", **dict.fromkeys(EDGES, "services")}
_CALLED: Final = {"teams": "team", "services": "component"}


def with_referred(facts: Sequence[Fact], notes: list[Note], names: Names) -> tuple[Fact, ...]:
    """Return facts, and one for each owner and end of an edge that neither they nor the base know; each is noted.

    Teams that got another id than their name are told likewise: see :func:`with_renamed`.
    """
    added = tuple(_unknown(facts, names.base))
    for fact in added:
        message = f"the {_CALLED[fact.section]} `{fact.id}` is described nowhere: it was added by its name alone"
        notes.append(Note(fact.source, message, "import where it is described, or mend the name"))
    return with_renamed((*facts, *added), notes, names)


def with_renamed(facts: Sequence[Fact], notes: list[Note], names: Names) -> tuple[Fact, ...]:
    """Return facts, and the name of each new team that got another id, as its alias: the next import finds it by that.

    Where somebody has the id a team of that name would have, nothing says that it is the same team: it is asked.
    """
    return (*facts, *_aliases(facts, notes, names))


def _aliases(facts: Sequence[Fact], notes: list[Note], names: Names) -> Iterator[Fact]:
    for name, team in names.renamed.items():
        own = [fact for fact in facts if (fact.section, fact.id) == ("teams", team)]
        first = next(iter(own or [fact for fact in facts if fact.value == team]), None)
        if first is None:
            continue
        words = (fact.value for fact in own if fact.key in ("title", "aliases"))
        if name not in {slug(str(word).rpartition("/")[2]) for word in words}:
            yield Fact("teams", team, "aliases", name, first.source)
        likely = f"{name}-team"
        if team != likely:
            message = f"the team `{name}` may be your `{likely}`; nothing says so, and it was added as `{team}`"
            notes.append(
                Note(first.source, message, f"if it is, write `aliases: [{name}]` at `{likely}` and import again")
            )


def _unknown(facts: Sequence[Fact], base: Base) -> Iterator[Fact]:
    there = {fact.id for fact in facts if fact.section != "knowledge"} | RESERVED
    for fact in facts:
        if fact.key in _SECTION:
            to = str(fact.value.get("to", "") if isinstance(fact.value, Mapping) else fact.value)
            if to not in there and base.kind(to) is None and is_slug(to):
                there.add(to)
                yield Fact(_SECTION[fact.key], to, "", True, fact.source)
