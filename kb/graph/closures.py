"""Closures of every node of a directed graph at once: sizes, weakest members, counts by class, blast radius.

Standard library only. Nodes are the integers ``0 .. n-1``; a graph is a list of successor lists (``adj[v]`` = what
``v`` needs). The closure of ``v`` is ``v`` itself and everything reachable from it. Cycles are legal: they are
condensed first.

How: Tarjan's algorithm yields the strongly connected components in reverse topological order, so that the closure
of a component is the union of its children's closures. A union is one OR of big integers; components that come
early get low bits, so most integers are short, and each is dropped once its last parent has used it. Nodes are
split by *label* (the set of classes they belong to) and every label has a bit space of its own: counting the
members of a class is then a plain population count. A blast radius is a column sum of the same bit matrix, taken by
a carry-save adder while the rows pass by, so the reversed graph is never needed. With n nodes and e edges the time
is O(n + e) interpreter steps per label and O((e + 5 n) n / 30) digit operations at most in all; the memory is that
of the rows still in use.

Reference: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972, 146-160.

Longer than the usual 150 lines: one algorithm and the five questions it answers.
"""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    Adjacency = Sequence[Sequence[int]]


T = TypeVar("T")
FULL = 3  # words a full adder takes


class Weakest(NamedTuple):
    """The smallest known value in a closure, and where it is (the smallest node index among equals)."""

    value: int
    node: int


class Condensation(NamedTuple):
    """A graph with every cycle drawn together into one component.

    Attributes:
        members: per component its nodes, ascending; children stand before parents (reverse topological order).
        component_of: per node the index of its component.
        children: per component the distinct other components it points to, ascending.
    """

    members: list[list[int]]
    component_of: list[int]
    children: list[list[int]]


class Closures(NamedTuple):
    """What `measure` finds; every list has one entry per node, and every closure includes the node itself.

    Attributes:
        sizes: number of nodes in the closure.
        weakest: smallest known value in the closure with its node; None where no value is known.
        counts: per class (bit 0 first) a list: members of that class in the closure.
        blast: total weight of the nodes whose closure contains this node.
        cycles: strongly connected components of more than one node, sorted.
    """

    sizes: list[int]
    weakest: list[Weakest | None]
    counts: list[list[int]]
    blast: list[int]
    cycles: list[tuple[int, ...]]


def strong_components(adj: Adjacency) -> list[list[int]]:
    """Return the strongly connected components, children before parents, members ascending.

    Iterative form of Tarjan (1972); O(n + e) time, no recursion. The order depends only on `adj`.

    Raises:
        IndexError: an edge points outside the graph.
    """
    size = len(adj)
    number, low = [0] * size, [0] * size  # discovery number (0 = unseen; size + 1 = already in a component), low link
    found: list[list[int]] = []
    stack: list[int] = []
    counter, closed = 0, size + 1
    for root in range(size):
        if number[root]:
            continue
        counter += 1
        number[root] = low[root] = counter
        stack.append(root)
        path: list[tuple[int, Iterator[int]]] = [(root, iter(adj[root]))]
        while path:
            node, rest = path[-1]
            for target in rest:
                if not (seen := number[target]):
                    counter += 1
                    number[target] = low[target] = counter
                    stack.append(target)
                    path.append((target, iter(adj[target])))
                    break
                low[node] = min(low[node], seen)
            else:
                path.pop()
                if path and low[node] < low[path[-1][0]]:
                    low[path[-1][0]] = low[node]
                if low[node] == number[node]:
                    found.append(_pop_component(stack, node, number, closed))
    return found


def _pop_component(stack: list[int], root: int, number: list[int], closed: int) -> list[int]:
    """Take the component of `root` off Tarjan's stack and mark its nodes as finished."""
    members = []
    while True:
        node = stack.pop()
        number[node] = closed
        members.append(node)
        if node == root:
            members.sort()
            return members


def condense(adj: Adjacency) -> Condensation:
    """Draw every cycle together into one component; see `Condensation`. O(n + e)."""
    members = strong_components(adj)
    component_of = [0] * len(adj)
    for index, nodes in enumerate(members):
        for node in nodes:
            component_of[node] = index
    children = []
    for index, nodes in enumerate(members):
        targets = {component_of[target] for node in nodes for target in adj[node]}
        targets.discard(index)
        children.append(sorted(targets))
    return Condensation(members, component_of, children)


def cycles(adj: Adjacency) -> list[tuple[int, ...]]:
    """Return the strongly connected components of more than one node, each ascending, the list sorted."""
    return sorted(tuple(nodes) for nodes in strong_components(adj) if len(nodes) > 1)


def closure_sizes(adj: Adjacency) -> list[int]:
    """Return per node the number of nodes in its closure, itself included."""
    condensed = condense(adj)
    return _spread(condensed, _sweep(condensed, [0] * len(adj), None).sizes)


def closure_minima(
    adj: Adjacency, values: Sequence[int | None], condensed: Condensation | None = None
) -> list[Weakest | None]:
    """Return per node the smallest known value in its closure and the node that has it.

    Args:
        adj: the graph.
        values: one value per node; None = unknown, left out. Among equal values the smallest node index is named.
        condensed: the graph condensed, where the caller has it already.

    Returns:
        Per node the weakest member of its closure, None where the closure holds no known value. O(n + e).
    """
    condensed = condense(adj) if condensed is None else condensed
    return _spread(condensed, _minima(condensed, values))


def closure_counts(adj: Adjacency, classes: Sequence[int], how_many: int) -> list[list[int]]:
    """Count, for every node, the members of several classes in its closure.

    Args:
        adj: the graph.
        classes: per node a bit mask; bit i set = the node belongs to class i. Classes may overlap.
        how_many: number of classes (bits used).

    Returns:
        Per class a list with one count per node.
    """
    condensed = condense(adj)
    return _class_counts(condensed, _sweep(condensed, classes, None).by_label, how_many)


def blast_radius(adj: Adjacency, weights: Sequence[int], condensed: Condensation | None = None) -> list[int]:
    """Return per node the total weight of the nodes whose closure contains it, itself included.

    Args:
        adj: the graph.
        weights: one non-negative integer per node; the fewer binary ones they have, the faster (1, 2, 4, 8 are best).
        condensed: the graph condensed, where the caller has it already.
    """
    return _sweep(condense(adj) if condensed is None else condensed, [0] * len(adj), weights).blast


def measure(
    adj: Adjacency,
    values: Sequence[int | None],
    classes: Sequence[int],
    how_many: int,
    weights: Sequence[int],
    condensed: Condensation | None = None,
) -> Closures:
    """Answer all of this module's questions in one go, with one search for cycles and one sweep over the closures.

    Args:
        adj: the graph.
        values: per node what to take the minimum of; None = unknown (see `closure_minima`).
        classes: per node its classes as a bit mask (see `closure_counts`).
        how_many: number of classes.
        weights: per node its weight in a blast radius (see `blast_radius`).
        condensed: the graph condensed, where the caller has it already.
    """
    condensed = condense(adj) if condensed is None else condensed
    swept = _sweep(condensed, classes, weights)
    return Closures(
        sizes=_spread(condensed, swept.sizes),
        weakest=_spread(condensed, _minima(condensed, values)),
        counts=_class_counts(condensed, swept.by_label, how_many),
        blast=swept.blast,
        cycles=sorted(tuple(nodes) for nodes in condensed.members if len(nodes) > 1),
    )


def _spread(condensed: Condensation, found: Sequence[T]) -> list[T]:
    """Hand every node the finding of its component."""
    return [found[index] for index in condensed.component_of]


def _minima(condensed: Condensation, values: Sequence[int | None]) -> list[Weakest | None]:
    """Return per component the weakest member of its closure."""
    found: list[Weakest | None] = []
    for nodes, children in zip(condensed.members, condensed.children, strict=True):
        options = [Weakest(value, node) for node in nodes if (value := values[node]) is not None]
        options += [below for child in children if (below := found[child]) is not None]
        found.append(min(options, default=None))
    return found


class _Swept(NamedTuple):
    """Counts of a sweep: per component, in all and by label; blast radius per node (empty when not asked for)."""

    sizes: list[int]
    by_label: dict[int, list[int]]
    blast: list[int]


def _sweep(condensed: Condensation, labels: Sequence[int], weights: Sequence[int] | None) -> _Swept:
    """Build the closure of every component once per label, and count it along its rows and columns.

    The rows (members of one closure) are population counts; the columns (closures holding one member) go to an adder.
    """
    swept = _Swept([0] * len(condensed.members), {}, [0] * len(labels) if weights is not None else [])
    heavy = [sum(weights[node] for node in nodes) for nodes in condensed.members] if weights is not None else []
    released = _released(condensed)
    for label in sorted(set(labels)):
        columns = [node for nodes in condensed.members for node in nodes if labels[node] == label]
        adder = _ColumnAdder()
        own = [sum(1 for node in nodes if labels[node] == label) for nodes in condensed.members]
        swept.by_label[label] = counts = _unite(condensed.children, own, released, heavy, adder)
        swept.sizes[:] = map(add, swept.sizes, counts)
        if weights is not None:
            for node, total in zip(columns, adder.totals(len(columns)), strict=True):
                swept.blast[node] = total
    return swept


def _unite(
    below: Sequence[Sequence[int]],
    own: Sequence[int],
    released: Sequence[Sequence[int]],
    weights: Sequence[int],
    adder: _ColumnAdder,
) -> list[int]:
    """Unite bit sets from the leaves up; return their population counts, and feed them to the adder if weighted."""
    bits: list[int] = []
    numbers: list[int] = []
    position = 0
    for index, (children, count, free) in enumerate(zip(below, own, released, strict=True)):
        union = ((1 << count) - 1) << position
        position += count
        for child in children:
            union |= bits[child]
        numbers.append(union.bit_count())
        bits.append(union)
        if weights and union:
            adder.add(union, weights[index])
        for done in free:
            bits[done] = 0
    return numbers


class _ColumnAdder:
    """Add up many bit sets column by column: a carry-save adder whose words are whole bit sets.

    Three words of equal place value become one of that place and one of the next (full adder, five operations), so
    that n additions cost about 5 n big-integer operations and O(log n) words of memory.
    """

    def __init__(self) -> None:
        self._places: list[list[int]] = [[]]

    def add(self, bits: int, weight: int) -> None:
        """Add `weight` to every column set in `bits`."""
        place = 0
        while weight:
            if weight & 1:
                self._carry(bits, place)
            weight >>= 1
            place += 1

    def _carry(self, word: int, place: int) -> None:
        """Put a word at its place; a third one there is added up and its carry moves on."""
        while word:
            while place >= len(self._places):
                self._places.append([])
            waiting = self._places[place]
            waiting.append(word)
            if len(waiting) < FULL:
                return
            one, two, three = waiting
            differ = one ^ two
            waiting[:] = [differ ^ three]
            word = (one & two) | (differ & three)
            place += 1

    def totals(self, columns: int) -> list[int]:
        """Return the sum of every column, lowest bit first."""
        sums = [0] * columns
        for place, waiting in enumerate(self._places):
            for word in waiting:
                digits = format(word, f"0{columns}b")[::-1] if columns else ""
                value = 1 << place
                sums = [total + value if digit == "1" else total for total, digit in zip(sums, digits, strict=True)]
        return sums


def _released(condensed: Condensation) -> list[list[int]]:
    """Return per component the components whose bit sets nobody asks for after it."""
    last_user = list(range(len(condensed.members)))
    for parent, children in enumerate(condensed.children):
        for child in children:
            last_user[child] = parent
    released: list[list[int]] = [[] for _ in last_user]
    for child, parent in enumerate(last_user):
        released[parent].append(child)
    return released


def _class_counts(condensed: Condensation, by_label: dict[int, list[int]], how_many: int) -> list[list[int]]:
    """Add up label counts into class counts: a label is a bit mask of classes."""
    counts = []
    for bit in range(how_many):
        total = [0] * len(condensed.members)
        for label, numbers in by_label.items():
            if label >> bit & 1:
                total = list(map(add, total, numbers))
        counts.append(_spread(condensed, total))
    return counts


def shortest_path(adj: Adjacency, start: int, goals: Collection[int]) -> tuple[int, ...] | None:
    """Return a shortest path from `start` to the nearest of `goals`, both ends included; None if there is none.

    Breadth first, O(n + e). Deterministic and independent of the order of the successor lists: of the nearest goals
    the smallest index, and of its shortest paths the one that is smallest when read backwards from the goal.
    """
    wanted = frozenset(goals)
    came_from: dict[int, int] = {start: -1}
    ring = [start]
    while ring:
        if reached := wanted.intersection(ring):
            return _trace(came_from, min(reached))
        ring = sorted(ring)
        following: list[int] = []
        for node in ring:
            for target in adj[node]:
                if target not in came_from:
                    came_from[target] = node
                    following.append(target)
        ring = following
    return None


def _trace(came_from: dict[int, int], node: int) -> tuple[int, ...]:
    """Follow the search tree back from `node` to its root; return the path root first."""
    path = []
    while node >= 0:
        path.append(node)
        node = came_from[node]
    return tuple(reversed(path))
