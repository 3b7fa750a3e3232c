"""What the services of several files stand on, by all they say together."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple

from kb.model.source import Source


class Edge(NamedTuple):
    """What a service stands on by one line of a file: ``needs`` or ``uses``, what, why (may be empty), where."""

    relation: str
    to: str
    why: str
    source: Source


class Edges(NamedTuple):
    """The edges of a service: to what is started before it, and to what it is told the address of."""

    started: list[Edge]
    addressed: list[Edge]


def settled(said: Mapping[str, Edges]) -> Iterator[tuple[str, Edge]]:
    """Yield each service with what it stands on, once each, hard ones first.

    What one line says is hard is hard. What only receives telemetry watches the others: the addresses it holds are ``uses``. A
    service that only sends telemetry to another waits for it to start, and works on without it.

    Args:
        said: per service, what all files say.
    """
    every = [edge for edges in said.values() for edge in edges.addressed]
    watching = {edge.to for edge in every if edge.relation == "uses"} - {
        edge.to for edge in every if edge.relation == "needs"
    }
    for service, edges in said.items():
        addressed = edges.addressed
        if service in watching:
            addressed = [edge._replace(relation="uses") for edge in addressed]
        hard = {edge.to for edge in addressed if edge.relation == "needs"}
        soft = {edge.to for edge in addressed} - hard
        started = [edge for edge in edges.started if edge.why or edge.to not in soft]
        told = {service}
        for edge in sorted([*started, *addressed], key=attrgetter("relation")):
            if edge.to not in told:
                told.add(edge.to)
                yield service, edge
