"""Where a service graph hangs by a thread: dominators and articulation points.

Nodes are the integers ``0 .. n-1``; ``adj[v]`` lists what ``v`` needs. Answers are sorted plain tuples that do not
depend on the order of edges. networkx is imported inside the functions that use it, so that commands which ask none
of these questions do not pay for it (about 0.1 s).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    Adjacency = Sequence[Sequence[int]]


class SinglePoint(NamedTuple):
    """A node whose loss cuts an entry point from something it needs.

    Attributes:
        node: the single point of failure.
        cut_off: the nodes the entry can then no longer reach, itself excluded, ascending.
    """

    node: int
    cut_off: tuple[int, ...]


def digraph(adj: Adjacency) -> nx.DiGraph[int]:
    """Return the graph as a networkx one, nodes and edges inserted in ascending order."""
    import networkx as nx  # noqa: PLC0415 - only whoever asks pays for the import

    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(adj)))
    graph.add_edges_from((node, target) for node, targets in enumerate(adj) for target in sorted(targets))
    return graph


def single_points(adj: Adjacency, entry: int) -> tuple[SinglePoint, ...]:
    """Return the nodes through which every path from `entry` to some other node leads.

    These are the inner nodes of the dominator tree (Cooper, Harvey and Kennedy 2001, as in networkx). The entry itself
    is left out. Listing what is cut off takes time and memory of the order of the sum of the tree's depths.

    Raises:
        IndexError: `entry` is not a node.
    """
    import networkx as nx  # noqa: PLC0415 - only whoever asks pays for the import

    if not 0 <= entry < len(adj):
        message = f"{entry} is not a node of a graph of {len(adj)}"
        raise IndexError(message)
    above = {node: parent for node, parent in nx.immediate_dominators(digraph(adj), entry).items() if node != entry}
    cut: dict[int, list[int]] = {}
    for node in sorted(above):
        parent = above[node]
        while parent != entry:
            cut.setdefault(parent, []).append(node)
            parent = above[parent]
    return tuple(SinglePoint(node, tuple(cut[node])) for node in sorted(cut))


def articulation_points(adj: Adjacency) -> tuple[int, ...]:
    """Return the nodes whose removal splits the graph, directions disregarded (Hopcroft and Tarjan 1973)."""
    import networkx as nx  # noqa: PLC0415 - only whoever asks pays for the import

    graph: nx.Graph[int] = nx.Graph()  # not made from the directed one, which would copy every edge twice
    graph.add_nodes_from(range(len(adj)))
    graph.add_edges_from((node, target) for node, targets in enumerate(adj) for target in targets)
    return tuple(sorted(nx.articulation_points(graph)))
