"""From a base and a scope to a picture."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from kb.analyses.coverage import Cover, Coverage
from kb.analyses.drawing.report import Drawing, Line, Node
from kb.analyses.freshness import verified_edges
from kb.analyses.risk.report import CLASS_ORDER
from kb.graph.build import ends, spared
from kb.model.base import Base
from kb.model.saying import count
from kb.model.service import Component
from kb.model.words import Kind, Relation

MOST: Final = 150
"""Components a picture shows one by one; more cannot be read, and systems stand for them."""
_RELATIONS: Final = tuple(Relation)


class Composer:
    """Composes pictures of one base at one instant. Where there are more than ``most`` components, systems stand for them."""

    def __init__(self, base: Base, at: datetime, most: int = MOST) -> None:
        self.base = base
        self.most = most
        self.coverage = Coverage(base, at)
        self.rehearsed = verified_edges(base, at)

    def whole(self) -> Drawing:
        """Return everything."""
        inside = frozenset(self.base.components)
        return self._drawing("the whole knowledge base", inside, inside | self._vendors(inside))

    def system(self, name: str) -> Drawing:
        """Return one system, and what its components stand on directly."""
        inside = frozenset(self.base.components_in(name))
        around = {end for item in inside for end in self.base.components[item].ends}
        return self._drawing(f"system {name}", inside, inside | around)

    def component(self, name: str, depth: int | None = None) -> Drawing:
        """Return a component and its hard closure, at most ``depth`` steps down, and what it merely uses."""
        inside = {name}
        ring: Iterable[str] = (name,)
        steps = 0
        while ring and (depth is None or steps < depth):
            below = {to for item in ring for to in self._hard(item)}
            ring = sorted((below & self.base.components.keys()) - inside)
            inside |= below
            steps += 1
        uses = self.base.components[name].uses
        soft = set(uses.ids) if uses and depth != 0 else set()
        scope = f"{name} and what it stands on" + (f", {count(depth, 'step')} down" if depth else "")
        return self._drawing(scope, frozenset(inside), frozenset(inside | soft))

    def _hard(self, name: str) -> Iterable[str]:
        for edge in self.base.components[name].hard_edges:
            yield from ends(name, edge, self.rehearsed)

    def _vendors(self, inside: frozenset[str]) -> frozenset[str]:
        """Return the vendors that components stand on, and those that these do."""
        found = {end for name in inside for end in self.base.components[name].ends} & self.base.vendors.keys()
        todo = list(found)
        while todo:
            needs = self.base.vendors[todo.pop()].needs
            below = self.base.vendors.keys() & (needs.ids if needs else ())
            todo += below - found
            found |= below
        return frozenset(found)

    def _drawing(self, scope: str, inside: frozenset[str], shown: frozenset[str]) -> Drawing:
        components = [self.base.components[name] for name in sorted(shown & self.base.components.keys())]
        if len(components) > self.most:
            return self._contracted(scope, components, inside, shown)
        nodes = [self._node(item, item.id in inside) for item in components]
        nodes += [self._vendor(name, name in inside) for name in sorted(shown & self.base.vendors.keys())]
        groups = sorted({node.group for node in nodes if node.group is not None})
        return Drawing(
            scope=scope,
            groups=tuple((name, self.base.title(name)) for name in groups),
            nodes=tuple(sorted(nodes)),
            lines=self._lines({item.id: item.id for item in components}, shown),
        )

    def _node(self, item: Component, inside: bool) -> Node:
        cover = self.coverage.cover(item.id)
        note = _said(cover)
        return Node(item.id, item.kind, self.base.title(item.id), cover.risk_class, note, item.system, inside)

    def _vendor(self, name: str, inside: bool) -> Node:
        return Node(name, Kind.VENDOR, self.base.title(name), None, "vendor", None, inside)

    def _contracted(
        self, scope: str, components: list[Component], inside: frozenset[str], shown: frozenset[str]
    ) -> Drawing:
        """Draw systems, and the components without one, each once."""
        parts: dict[str, list[Component]] = {}
        for item in components:
            parts.setdefault(item.system or item.id, []).append(item)
        nodes = [
            self._system(name, items, any(item.id in inside for item in items))
            if name in self.base.systems
            else self._node(items[0], items[0].id in inside)
            for name, items in parts.items()
        ]
        nodes += [self._vendor(name, name in inside) for name in sorted(shown & self.base.vendors.keys())]
        stands_for = {item.id: name for name, items in parts.items() for item in items}
        lines = self._lines(stands_for, shown)
        return Drawing(scope, (), tuple(sorted(nodes)), lines)

    def _system(self, name: str, items: list[Component], inside: bool) -> Node:
        classes = Counter(self.coverage.cover(item.id).risk_class for item in items)
        worst = next(found for found in CLASS_ORDER if classes[found])
        note = ", ".join(f"{classes[found]} {found.value}" for found in CLASS_ORDER if classes[found])
        return Node(name, Kind.SYSTEM, self.base.title(name), worst, note, None, inside)

    def _lines(self, stands_for: dict[str, str], shown: frozenset[str]) -> tuple[Line, ...]:
        """Return the edges among what is shown, one per pair of nodes and relation; soft ones leave only the nodes asked for."""
        found: Counter[tuple[str, str, Relation, bool]] = Counter()
        for name, tail in stands_for.items():
            for edge in self.base.components[name].edges:
                either = spared(name, edge, self.rehearsed)
                for to in ends(name, edge, self.rehearsed):
                    head = stands_for.get(to, to)
                    if to in shown and head != tail:
                        found[tail, head, edge.relation, either] += 1
        for name in shown & self.base.vendors.keys():
            for edge in self.base.vendors[name].needs or ():
                if edge.to in shown:
                    found[name, stands_for.get(edge.to, edge.to), edge.relation, False] += 1
        lines = (Line(*key, count) for key, count in found.items())
        return tuple(
            sorted(lines, key=lambda line: (line.tail, line.head, _RELATIONS.index(line.relation), line.either))
        )


def _said(cover: Cover) -> str:
    outside = f" +{cover.externals} external" if cover.externals else ""
    if not cover.known:
        return "unknown" + outside
    if cover.coverage == 0:
        return f"{cover.risk_class.value}: 0{outside}"
    sure = f"{cover.proven} proven" if cover.proven else "claimed"
    return f"{cover.risk_class.value}: {cover.coverage}, {sure}{outside}"
