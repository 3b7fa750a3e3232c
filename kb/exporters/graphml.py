"""The service graph as GraphML, for graph programs (Gephi, yEd, Cytoscape, networkx).

A node for each component and vendor with its kind, title, system, owner, tier, class and coverage; an edge
for each relation with its name, whether it is hard, and why it is there. An absent value is unknown and has no `data`.
What is left out: people, runbooks, capacity.

What: one file, `graph.graphml`.

Why: questions `kb` does not ask: centralities, communities, layouts of one's own.
"""

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kb.exporters import Exporter, Subject

_NODE: Final = {
    "kind": "string", "title": "string", "system": "string", "owner": "string", "tier": "int", "class": "string",
    "coverage": "int", "proven": "int",
}  # fmt: skip
_EDGE: Final = {"relation": "string", "hard": "boolean", "why": "string"}


class Graphml(Exporter):
    """Writes GraphML."""

    def export(self, subject: Subject) -> dict[str, str]:
        """Return the whole graph; an edge stands as often as it is stated under different relations."""
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
            f"  <desc>{escape(_printable(subject.line))}</desc>",
        ]
        for target, keys in (("node", _NODE), ("edge", _EDGE)):
            lines += [f'  <key id="{target}-{key}" for="{target}" attr.name="{key}" attr.type="{kind}"/>' for key, kind in keys.items()]  # fmt: skip
        lines.append('  <graph id="holdfast" edgedefault="directed">')
        lines += list(_nodes(subject))
        for arrow in subject.arrows:
            values = {"relation": arrow.relation.value, "hard": str(arrow.relation.hard).lower(), "why": arrow.why}
            lines.append(f"    <edge source={quoteattr(arrow.tail)} target={quoteattr(arrow.head)}>{_data('edge', values)}</edge>")  # fmt: skip
        return {"graph.graphml": "\n".join([*lines, "  </graph>", "</graphml>", ""])}


def _nodes(subject: Subject) -> Iterator[str]:
    base = subject.base
    for name in sorted({*base.components, *base.vendors}):
        kind = base.kind(name)
        values = {"kind": kind.value if kind else "", "title": base.title(name)}
        if name in base.components:
            component = base.components[name]
            cover = subject.coverage.cover(name)
            tier = base.tier(component)
            values |= {"system": component.system or "", "owner": base.owner(component) or ""}
            values |= {"tier": "" if tier is None else str(tier), "class": cover.risk_class.value}
            values |= {"coverage": str(cover.coverage), "proven": str(cover.proven)} if cover.known else {}
        yield f"    <node id={quoteattr(name)}>{_data('node', values)}</node>"


def _data(target: str, values: dict[str, str]) -> str:
    return "".join(
        f'<data key="{target}-{key}">{escape(_printable(value))}</data>' for key, value in values.items() if value
    )


def _printable(text: str) -> str:
    """Return a text without characters that XML cannot hold."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
