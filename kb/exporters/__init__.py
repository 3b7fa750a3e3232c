"""Exporters: a knowledge base in the words of other tools. Each other file in this folder is one exporter.

An exporter takes a base and a date and returns files as text; it writes nothing. What another format cannot say is
left out, and its manual page says what that is.
"""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from kb.analyses.coverage import Coverage
from kb.model.base import Base
from kb.model.service import Component
from kb.model.words import Kind, Relation
from kb.plugs import Plug


class Arrow(NamedTuple):
    """One edge of the service graph: from, to, and how hard."""

    tail: str
    head: str
    relation: Relation
    why: str


@dataclass(frozen=True)
class Subject:
    """What an exporter is given.

    Attributes:
        base: the knowledge base.
        at: the instant whose coverage is exported.
        line: the sentence that says the date and where it comes from.
    """

    base: Base
    at: datetime
    line: str

    @cached_property
    def coverage(self) -> Coverage:
        """Who can operate what at the date."""
        return Coverage(self.base, self.at)

    @cached_property
    def arrows(self) -> tuple[Arrow, ...]:
        """Every edge of components and vendors, sorted by both ends."""
        base = self.base
        found = [
            Arrow(item.id, edge.to, edge.relation, edge.why or "")
            for item in base.components.values()
            for edge in item.edges
        ]
        found += [
            Arrow(item.id, edge.to, edge.relation, edge.why or "")
            for item in base.vendors.values()
            for edge in item.needs or ()
        ]
        return tuple(sorted(found, key=lambda arrow: (arrow.tail, arrow.head, arrow.relation.value)))

    def class_of(self, component: str) -> str:
        """Return the class of a component: orphaned, single, thin, held or unknown."""
        return self.coverage.cover(component).risk_class.value


def section(kind: Kind) -> str:
    """Return the section components of a kind stand in."""
    return f"{kind.value}s"


def others(component: Component, relation: Relation) -> list[str]:
    """Return the ends of a component's edges of one relation, in their order."""
    return [edge.to for edge in component.edges if edge.relation is relation]


class Exporter(Plug):
    """What a plug of this socket is."""

    @abstractmethod
    def export(self, subject: Subject) -> dict[str, str]:
        """Return the files: name -> text, in the order to show them. The same base gives the same bytes."""

    def lacks(self, subject: Subject) -> str:  # noqa: ARG002 - what others look at
        """Return in a sentence what the base would need to say for the files to say anything; empty if it does."""
        return ""
