"""Components with another id than before: declared by an alias, or alike in everything but the id."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

from kb.model.base import Base
from kb.model.service import Component


def renamed(before: Base, after: Base) -> Mapping[str, str]:
    """Return the id before by the id after, for components that were renamed.

    A component that is new is one that is gone if it names the old id among its `aliases`; or if the two are alike in
    kind, title, system, owner, tier, what they stand on and who knows them, and no third is. Ids that only look alike
    are two components: one gone, one new.
    """
    gone = [item for name, item in before.components.items() if name not in after.components]
    new = [item for name, item in after.components.items() if name not in before.components]
    found = _declared(gone, new)
    looks = _alike(before, (item for item in gone if item.id not in found.values()))
    for look, names in _alike(after, (item for item in new if item.id not in found)).items():
        if len(names) == 1 and len(looks.get(look, ())) == 1:
            found[names[0]] = looks[look][0]
    return found


def _declared(gone: Iterable[Component], new: Iterable[Component]) -> dict[str, str]:
    old = {item.id for item in gone}
    found: dict[str, str] = {}
    for item in new:
        named = [alias for alias in item.about.aliases or () if alias in old and alias not in found.values()]
        if named:
            found[item.id] = named[0]
    return found


def _alike(base: Base, components: Iterable[Component]) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = defaultdict(list)
    for item in components:
        knowers = base.knowledge.get(item.id)
        if not knowers:
            continue  # nothing known is alike with too much
        edges = tuple(sorted(item.ends))
        people = tuple(sorted((name, knows.level) for name, knows in knowers.items()))
        look = (item.kind, item.about.title, item.system, item.owner, item.tier, edges, people)
        found[look].append(item.id)
    return found
