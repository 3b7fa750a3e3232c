"""A picture before it is drawn: nodes and edges, sorted, with all that their looks depend on."""

from typing import NamedTuple

from kb.model.words import Kind, Relation, RiskClass


class Node(NamedTuple):
    """One node.

    Attributes:
        id: of the component, vendor or system.
        kind: decides its shape.
        title: what is shown; the id where there is none.
        risk_class: decides its border; None for vendors. Of a system: its worst.
        note: a line below the title: coverage of a component, counts of a system.
        group: the system it is drawn in; None for none.
        inside: whether it belongs to what was asked for; others are neighbours.
    """

    id: str
    kind: Kind
    title: str
    risk_class: RiskClass | None
    note: str
    group: str | None
    inside: bool


class Line(NamedTuple):
    """One edge, or all edges of one relation between two systems.

    Attributes:
        tail: id of the node that stands on the other.
        head: id of the node stood on.
        either: whether it is one of two of which either suffices, the other being a rehearsed fallback or what that stands in for.
        edges: how many edges it stands for.
    """

    tail: str
    head: str
    relation: Relation
    either: bool
    edges: int


class Drawing(NamedTuple):
    """What is in a picture.

    Attributes:
        scope: what was asked for, in words.
        groups: per system drawn as a frame, its title.
        nodes: sorted by id.
        lines: sorted by tail, head, relation.
    """

    scope: str
    groups: tuple[tuple[str, str], ...]
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
