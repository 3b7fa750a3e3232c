"""What a name given to `kb who` stands for: the pager gives an alert, a colleague a title, the files an id."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from kb.analyses.who.books import books
from kb.analyses.who.call import ways
from kb.analyses.who.report import Asked
from kb.model.base import Base, Entity
from kb.model.people import Rotation, Team
from kb.model.runbook import Runbook
from kb.model.service import Component, System, Vendor

KINDS: Final = (Component, System, Team, Rotation, Runbook, Vendor)
"""Whose ids, titles and aliases lead to components; others (a person, an event, …) do not say what is meant to be up."""


def asked(base: Base, name: str, at: datetime) -> tuple[Asked, ...]:
    """Return everything a name stands for; more than one where it is ambiguous, none where nothing is called so.

    An id is what it is, whatever else is called the same. Else alerts, titles and aliases are compared as they are spelt, and only
    where none is spelt so, without regard to case and blanks.
    """
    if name in base.entities:
        entity = base.entities[name]
        return (_of_entity(base, entity, name, "id", at),) if isinstance(entity, KINDS) else ()
    found = list(_called(base, _plain(name), at))
    spelt = [one for said, one in found if said == name]
    return tuple(dict.fromkeys(spelt or [one for _, one in found]))


def names(base: Base) -> set[str]:
    """Return every name :func:`asked` finds something for."""
    said = {text for entity in _entities(base) for _, text in _names_of(entity)}
    return said | {entity.id for entity in _entities(base)} | set(alerts_of(base))


def alerts(base: Base) -> list[str]:
    """Return the names of all alerts the files hold, sorted."""
    return sorted(alerts_of(base))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _called(base: Base, plain: str, at: datetime) -> Iterator[tuple[str, Asked]]:
    """Yield what is called so but for case and blanks, with the name as it is spelt: alerts first."""
    for name, (components, runbooks) in sorted(alerts_of(base).items()):
        if _plain(name) == plain:
            yield name, Asked(name, "alert", "alert", tuple(sorted(components)), books(base, runbooks, at))
    for entity in _entities(base):
        for how, text in (("id", entity.id), *_names_of(entity)):
            if _plain(text) == plain:
                yield text, _of_entity(base, entity, text, how, at)


def _entities(base: Base) -> Iterator[Component | System | Team | Rotation | Runbook | Vendor]:
    for entity in base.entities.values():
        if isinstance(entity, KINDS):
            yield entity


def _names_of(entity: Entity) -> Iterator[tuple[str, str]]:
    if entity.about.title:
        yield "title", entity.about.title
    for alias in entity.about.aliases:
        yield "alias", alias


def alerts_of(base: Base) -> dict[str, tuple[set[str], set[str]]]:
    """Return the components that raise each alert, else those its runbooks are for, and its runbooks, whichever side binds them."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for component in base.components.values():
        for alert in component.alerts or ():
            components, runbooks = found.setdefault(alert.id, (set(), set()))
            components.add(component.id)
            runbooks.update({alert.runbook} & base.runbooks.keys() if isinstance(alert.runbook, str) else ())
    raised = frozenset(found)
    for runbook in base.runbooks.values():
        for name in runbook.alerts or ():
            components, runbooks = found.setdefault(name, (set(), set()))
            runbooks.add(runbook.id)
            components.update(() if name in raised else base.components_of(runbook.id))
    return found


def _of_entity(base: Base, entity: Entity, name: str, how: str, at: datetime) -> Asked:
    follow: Iterable[str] = ()
    components: tuple[str, ...] = (entity.id,)
    if isinstance(entity, System):
        components = base.components_in(entity.id)
    elif isinstance(entity, Team):
        components = tuple(item.id for item in base.components.values() if base.owner(item) == entity.id)
    elif isinstance(entity, Rotation):
        components = base.covered_by(entity)
    elif isinstance(entity, Vendor):
        components = tuple(name for name, item in base.components.items() if entity.id in item.ends)
    elif isinstance(entity, Runbook):
        components, follow = base.components_of(entity.id), (entity.id,)
    kind = base.kind(entity.id)
    what = "component" if kind is None or isinstance(entity, Component) else kind.value
    contact = ways(entity.contact) if isinstance(entity, Team) else ()
    return Asked(name, how, what, tuple(sorted(components)), books(base, follow, at), entity.id, contact)
