"""The unknowns whose answer would change most, each as one sentence to send.

Who can operate a component, who owns it and what it stands on matters to everything that cannot work without it: such a
question weighs as much as the blast radius of the component (the summed tier weight of all components whose hard closure
holds it, itself included). How it is brought back, what it can carry and how bad its outage is says something about the
component alone: such a question weighs its own tier weight. Equal ones follow blast radius, then the order just given,
then the id. The last three are asked for tiers 0, 1 and unknown only, the tier where it is unknown.
"""

from collections.abc import Iterator
from typing import Final

from kb.analyses.check.report import Question
from kb.analyses.check.rules.capacity_known import is_stated
from kb.analyses.check.view import View
from kb.analyses.freshness import Badge, freshness
from kb.graph.closures import blast_radius
from kb.model.service import Component
from kb.model.words import Kind

KINDS: Final = ("knowledge", "owner", "dependencies", "runbook", "capacity", "tier")
_FAR: Final = frozenset(KINDS[:3])


def ask(view: View, most: int) -> tuple[Question, ...]:
    """Return the ``most`` weightiest questions of a base at an instant."""
    base, weights = view.base, view.base.weights
    weight = dict(zip(view.graph.ids, blast_radius(view.graph.hard, weights), strict=True))
    under = dict(
        zip(
            view.graph.ids,
            blast_radius(view.graph.hard, [int(name not in base.retired) for name in view.graph.ids]),
            strict=True,
        )
    )
    own = dict(zip(view.graph.ids, weights, strict=True))
    found: list[Question] = []
    for component in view.components:
        name = component.id
        for kind, asks in _unknown(view, component):
            weighs = weight[name] if kind in _FAR else own[name]
            sentence = f"To {_whom(view, component)}: {asks} {_stakes(under[name] - 1, weighs, alone=kind not in _FAR)}"
            found.append(
                Question(name, kind, base.owner(component), sentence, weighs, under[name] - 1, component.source)
            )
    found.sort(key=lambda item: (-item.weight, -weight[item.component], KINDS.index(item.kind), item.component))
    return tuple(_once(view, found))[:most]


def _once(view: View, found: list[Question]) -> Iterator[Question]:
    """Yield the questions without those that ask one team about runbooks it has been asked about for another component."""
    asked: set[tuple[str | None, str]] = set()
    for question in found:
        books = view.base.runbooks_of(question.component) if question.kind == "runbook" else ()
        pairs = {(question.to, book) for book in books}
        if not pairs or pairs - asked:
            yield question
        asked |= pairs


def _unknown(view: View, component: Component) -> Iterator[tuple[str, str]]:
    """Yield what is unknown about a component, and how to ask for it."""
    name = f"`{component.id}`"
    tier = view.base.tier(component)
    if not view.coverage.is_known(component.id):
        yield "knowledge", f"who can operate {name}? Nobody is named for it."
    if view.base.owner(component) is None:
        yield "owner", f"which team owns {name}? None is named."
    if component.needs is component.uses is component.built_on is component.runs_on is None:
        yield "dependencies", f"what does {name} stand on? Nothing is written, not even `none`."
    if tier is None:
        yield "tier", f"how bad is it when {name} fails (tier 0 to 3)? Nothing is written."
    if tier in (None, 0, 1):
        yield from _means(view, component, name)


def _means(view: View, component: Component, name: str) -> Iterator[tuple[str, str]]:
    runbooks = [view.base.runbooks[book] for book in view.base.runbooks_of(component.id)]
    if not runbooks and component.runbooks is None:
        yield "runbook", f"how is {name} brought back? No runbook is named for it."
    elif runbooks and all(freshness(view.base, book, view.at).badge is not Badge.VERIFIED for book in runbooks):
        books = ", ".join(f"`{book.id}`" for book in runbooks[:3]) + (" and others" if len(runbooks) > 3 else "")
        if not any(book.rehearsable for book in runbooks):
            yield "runbook", f"what are the steps of {books}, by which {name} is brought back? None are written."
            return
        yield (
            "runbook",
            f"has anyone but its author run {books} for {name} lately, as it stands? No such run is recorded.",
        )
    if component.kind is not Kind.CLIENT and not is_stated(component.capacity):
        yield "capacity", f"how much can {name} carry, and when was that tested? Nothing is written."


def _whom(view: View, component: Component) -> str:
    """Return whom to ask: the owner, else the owners of what stands on it, else whoever reads this."""
    owner = view.base.owner(component)
    if owner is not None:
        return owner
    users = (view.base.components.get(name) for name in view.stood_on_by.get(component.id, ()))
    owners = sorted({team for user in users if user is not None and (team := view.base.owner(user)) is not None})
    return " or ".join(owners[:3]) or "whoever knows"


def _stakes(under: int, weight: int, *, alone: bool) -> str:
    if under == 0:
        return f"Nothing else stands on it (weight {weight})."
    others = f"It lies under {under} other component{'' if under == 1 else 's'}"
    return f"{others}; the answer is about it alone (weight {weight})." if alone else f"{others} (weight {weight})."
