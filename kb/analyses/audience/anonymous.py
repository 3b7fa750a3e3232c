"""A base without its people: what is left for the public is how many operators a component has, up to three.

Three made-up operators stand for all: a component has as many of them as its coverage, at most `HELD`, proven ones first. Who holds
several things, and which, is thereby gone. Runbooks that are not public go, with their runs. Where one of them had rehearsed a
fallback, the numbers must stay as they are: the base says so without it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from kb.analyses.coverage import HELD, Coverage
from kb.analyses.evidence import ELSEWHERE
from kb.analyses.freshness import verified_edges
from kb.model.base import Base
from kb.model.moment import day_of
from kb.model.people import Knows, Person
from kb.model.provenance import NO_ABOUT, NO_PROVENANCE
from kb.model.runbook import Run, Runbook
from kb.model.words import Evidence, Level, PersonKind

_NAMES: Final = tuple(f"operator-{number}" for number in range(1, HELD + 1))


def without_people(base: Base, at: datetime) -> Base:
    """Return the base with made-up people in place of all, and only public runbooks."""
    books = {name: book for name, book in base.runbooks.items() if book.visibility == "public"}
    left = base._replace(people={}, knowledge={}, runbooks=books, runs=_runs(base, books))
    return left._replace(
        people={name: _person(name, base) for name in _NAMES},
        knowledge=_knowledge(base, at),
        components={name: item._replace(runbooks=_ids(item.runbooks, books)) for name, item in base.components.items()},
        systems={name: item._replace(runbooks=_ids(item.runbooks, books)) for name, item in base.systems.items()},
        rehearsed=tuple(sorted(verified_edges(base, at) - verified_edges(left, at))),
    )


def _person(name: str, base: Base) -> Person:
    kind = PersonKind.EMPLOYEE
    fields: dict[str, Any] = dict.fromkeys(Person._fields)
    fields |= {"id": name, "kind": kind, "about": NO_ABOUT, "provenance": NO_PROVENANCE, "source": base.settings.source}
    return Person(**fields)


def _knowledge(base: Base, at: datetime) -> dict[str, dict[str, Knows]]:
    coverage, found = Coverage(base, at), {}
    for name in base.components:
        cover = coverage.cover(name)
        if cover.known:
            source = base.knowledge_sources.get(name, base.components[name].source)
            found[name] = {
                person: Knows(
                    name, person, Level.OPERATE, Evidence.DRILL if place < cover.proven else Evidence.CLAIMED,
                    day_of(at) if place < cover.proven else None, ELSEWHERE, NO_PROVENANCE, source,
                )
                for place, person in enumerate(_NAMES[: min(cover.coverage, HELD)])
            }  # fmt: skip
    return found


def _runs(base: Base, books: Mapping[str, Runbook]) -> tuple[Run, ...]:
    """Return the runs of public runbooks, those of their authors left out: they verify nothing."""
    return tuple(
        run for name, book in books.items() for run in base.runs_of(name) if run.by not in (book.authors or ())
    )


def _ids(names: tuple[str, ...] | None, books: Mapping[str, Runbook]) -> tuple[str, ...] | None:
    return None if names is None else tuple(name for name in names if name in books)
