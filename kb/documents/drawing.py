"""A picture as DOT, the language of Graphviz.

Names are slugs, texts are escaped by the ``graphviz`` package, and no attribute but label and tooltip carries a text of
the files: what is drawn cannot become markup, a link or an option. What a colour says, a border, a shape or a
word says too.
"""

import textwrap
from typing import Any, Final, cast

import graphviz  # type: ignore[import-untyped]

from kb.analyses.drawing.report import Drawing, Line, Node
from kb.model.words import Kind, Relation, RiskClass

_SHAPES: Final = {
    Kind.SERVICE: "box",
    Kind.PLATFORM: "component",
    Kind.DATASTORE: "cylinder",
    Kind.QUEUE: "cds",
    Kind.CLIENT: "tab",
    Kind.JOB: "note",
    Kind.VENDOR: "hexagon",
    Kind.SYSTEM: "folder",
}
_BORDERS: Final = {
    RiskClass.ORPHANED: {"peripheries": "2", "penwidth": "3", "color": "#8f1d1d", "fillcolor": "#fbe3e1"},
    RiskClass.SINGLE: {"peripheries": "2", "penwidth": "1.5", "color": "#a8450a", "fillcolor": "#fdeedd"},
    RiskClass.THIN: {"penwidth": "2", "color": "#7a6400", "fillcolor": "#fbf7dc"},
    RiskClass.HELD: {"penwidth": "1", "color": "#2f5d3a", "fillcolor": "#eaf4ec"},
    RiskClass.UNKNOWN: {"style": "filled,dashed", "penwidth": "1.5", "color": "#4a4a55", "fillcolor": "#f1f1f4"},
}
_ONE_LINE: Final = {
    RiskClass.ORPHANED: {"peripheries": "1", "penwidth": "5"},
    RiskClass.SINGLE: {"peripheries": "1", "penwidth": "3"},
}
"""Borders of shapes with a line inside of them, which a second border would draw through the text."""
_ROOM: Final = {Kind.DATASTORE: {"margin": "0.15,0.12"}, Kind.QUEUE: {"margin": "0.3,0.16"}}
"""Those shapes, and the room their text needs."""
_EDGES: Final = {
    Relation.NEEDS: {"arrowhead": "normal"},
    Relation.BUILT_ON: {"arrowhead": "diamond", "penwidth": "2"},
    Relation.RUNS_ON: {"arrowhead": "box"},
    Relation.USES: {"arrowhead": "vee", "style": "dashed"},
}
_LEGEND: Final = (
    "Arrows: filled = needs, thick with diamond = built on, box = runs on, dashed = only uses,\n"
    "dotted = one of two, either suffices: a rehearsed fallback.\n"
    "Borders: double = single, heavy double = orphaned, medium = thin, dashed = unknown, fine = held.\n"
    "Datastores and queues have one border: heavy = single, heaviest = orphaned."
)
_FONT: Final = "Helvetica,Arial,sans-serif"
_WIDE: Final = 24


def dot(drawing: Drawing, at: str) -> str:
    """Return the DOT source of a picture; the same picture gives the same text."""
    graph = graphviz.Digraph("holdfast")
    graph.attr(
        "graph", rankdir="LR", fontname=_FONT, fontsize="10", labelloc="b", labeljust="l", nodesep="0.3", ranksep="0.7"
    )
    graph.attr("graph", label=_text(f"{drawing.scope}\n{at}\n{_LEGEND}"))
    graph.attr("node", fontname=_FONT, fontsize="10", style="filled", fillcolor="#ffffff", color="#333333")
    graph.attr("edge", fontname=_FONT, fontsize="9", color="#333333")
    for name, title in drawing.groups:
        with graph.subgraph(name=f"cluster-{name}") as frame:
            frame.attr(
                label=_text(title),
                id=f"s-{name}",
                **{"class": "system"},
                style="rounded",
                color="#999999",
                labelloc="t",
                tooltip=name,
            )
            _nodes(frame, [node for node in drawing.nodes if node.group == name])
    _nodes(graph, [node for node in drawing.nodes if node.group is None])
    seen: set[tuple[str, str]] = set()
    for line in drawing.lines:
        _edge(graph, line, first=(line.tail, line.head) not in seen)
        seen.add((line.tail, line.head))
    return cast("str", graph.source)


def _nodes(graph: Any, nodes: list[Node]) -> None:
    for node in nodes:
        risk = node.risk_class.value if node.risk_class else "outside"
        classes = f"{node.kind.value} {risk}{'' if node.inside else ' neighbour'}"
        looks = _looks(node)
        graph.node(
            node.id,
            label=_text(f"{_above(node)}{_folded(node.title)}\n{node.note}"),
            tooltip=_text(f"{node.id}: {node.note}"),
            id=f"n-{node.id}",
            shape=_SHAPES[node.kind],
            **{"class": classes},
            **looks,
        )


def _looks(node: Node) -> dict[str, str]:
    if node.risk_class is None:
        return {"color": "#333333"}
    looks = _BORDERS[node.risk_class]
    return looks | _ROOM[node.kind] | _ONE_LINE.get(node.risk_class, {}) if node.kind in _ROOM else looks


def _above(node: Node) -> str:
    """Return an empty line for a datastore with a heavy border: the rim of its lid comes down to the text."""
    return "\n" if node.kind is Kind.DATASTORE and node.risk_class in _ONE_LINE else ""


def _edge(graph: Any, line: Line, *, first: bool) -> None:
    name = f"e-{line.tail}--{line.head}" + (
        "" if first else f"--{line.relation.value.replace('_', '-')}{line.either or ''}"
    )
    looks = dict(_EDGES[line.relation])
    classes = f"{line.relation.value.replace('_', '-')} {'hard' if line.relation.hard else 'soft'}"
    if line.either:
        looks["style"] = "dotted"
        classes += " either"
    if line.edges > 1:
        looks["label"] = str(line.edges)
    relation = line.relation.value.replace("_", " ")
    graph.edge(
        line.tail, line.head, tooltip=f"{line.tail} {relation} {line.head}", id=name, **{"class": classes}, **looks
    )


def _folded(title: str) -> str:
    return "\n".join(textwrap.wrap(title, _WIDE, max_lines=3, placeholder=" …")) or title


def _text(text: str) -> str:
    """Return a text that Graphviz takes literally. The result must not be changed: a new string would lose the mark."""
    visible = "".join(
        letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in text
    )
    return cast("str", graphviz.escape(visible.replace("&", "&amp;")))  # Graphviz decodes entities, hidden ones too
