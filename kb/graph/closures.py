"""Closures of every node of a directed graph at once: sizes, weakest members, counts by class, blast radius.

Standard library only. Nodes are the integers ``0 .. n-1``; a graph is a list of successor lists (``adj[v]`` = what
``v`` needs). The closure of ``v`` is ``v`` itself and everything reachable from it. Cycles are legal: they are
condensed first.

How: Tarjan's algorithm yields the strongly connected components in reverse topological order, so that the closure
of a component is the union of its children's closures. A union is one OR of big integers; components that come
early get low bits, so most integers are short, and each is dropped once its last parent has used it. The columns of
this bit matrix are worked through in *blocks* of at most `WIDTH`, so that the rows in use stay near the processor.
Nodes are split by *label* (the set of classes they belong to) and no block mixes labels: counting the members of a
class is then a plain population count, and only of what the row adds to its longest child. A blast radius is a column
sum of the same matrix, taken by a carry-save adder while the rows pass by, so the reversed graph is never needed. With
n nodes and e edges the time is O(n + e) interpreter steps per block and O((e + 5 n) n / 30) digit operations at most in
all; the memory is that of the rows still in use, at most n * `WIDTH` bits.

Reference: R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972, 146-160.

Longer than the usual 150 lines: one algorithm and the five questions it answers.
"""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING, TypeVar

from kb.model.noun import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Adjacency = Sequence[Sequence[int]]


T = TypeVar("T")
FULL = 3  # words a full adder takes
WIDTH = 25_000  # columns of a block; measured: half or twice as many take longer


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
    closed = len(adj) + 1  # more than any number: an edge into a finished component lowers nothing
    number = [0] * len(adj)  # in the order of discovery; 0 = unseen
    found: list[list[int]] = []
    stack: list[int] = []
    path: list[tuple[int, Iterator[int], int]] = []  # what the search will come back to: node, its edges left, low link
    counter = 0
    for root in range(len(adj)):
        if number[root]:
            continue
        counter += 1
        node, rest, number[root], low = root, iter(adj[root]), counter, counter
        stack.append(root)
        while True:
            for target in rest:
                if not (seen := number[target]):
                    path.append((node, rest, low))
                    counter += 1
                    node, rest, number[target], low = target, iter(adj[target]), counter, counter
                    stack.append(target)
                    break
                if seen < low:  # noqa: PLR1730 - the innermost step: min() would cost a call
                    low = seen
            else:
                below = low
                if low == number[node]:
                    if stack[-1] == node:  # alone, as nearly all are
                        number[stack.pop()] = closed
                        found.append([node])
                    else:
                        found.append(_pop_component(stack, node, number, closed))
                if not path:
                    break
                node, rest, low = path.pop()
                low = min(low, below)  # a finished component has a higher number
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
        if len(nodes) == 1:  # nearly all of them
            targets = {component_of[target] for target in adj[nodes[0]]}
        else:
            targets = {component_of[target] for node in nodes for target in adj[node]}
        targets.discard(index)
        children.append(sorted(targets))
    return Condensation(members, component_of, children)


def cycles(adj: Adjacency) -> list[tuple[int, ...]]:
    """Return the strongly connected components of more than one node, each ascending, the list sorted."""
    return sorted(tuple(nodes) for nodes in strong_components(adj) if len(nodes) > 1)


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
        values: per node what to take the minimum of; None = unknown (see `closure_minima`). Empty: not asked for.
        classes: per node a bit mask; bit i set = the node belongs to class i. Classes may overlap.
        how_many: number of classes (bits used).
        weights: per node its weight in a blast radius (see `blast_radius`). Empty: not asked for.
        condensed: the graph condensed, where the caller has it already.
    """
    condensed = condense(adj) if condensed is None else condensed
    swept = _sweep(condensed, classes, weights or None)
    return Closures(
        sizes=_spread(condensed, swept.sizes),
        weakest=_spread(condensed, _minima(condensed, values)) if values else [],
        counts=_class_counts(condensed, swept.by_label, how_many),
        blast=swept.blast,
        cycles=sorted(tuple(nodes) for nodes in condensed.members if len(nodes) > 1),
    )


def _spread(condensed: Condensation, found: Sequence[T]) -> list[T]:
    """Hand every node the finding of its component."""
    return [found[index] for index in condensed.component_of]


def _minima(condensed: Condensation, values: Sequence[int | None]) -> list[Weakest | None]:
    """Return per component the weakest member of its closure; value and node are compared as one integer."""
    size = len(values)
    nothing = 1 + size * (1 + max((value for value in values if value is not None), default=0))
    keys = [nothing if value is None else value * size + node for node, value in enumerate(values)]
    least: list[int] = []
    for nodes, children in zip(condensed.members, condensed.children, strict=True):
        key = keys[nodes[0]] if len(nodes) == 1 else min(keys[node] for node in nodes)
        for child in children:
            if least[child] < key:  # noqa: PLR1730 - the innermost step: min() would cost a call
                key = least[child]
        least.append(key)
    weakest: dict[int, Weakest | None] = {key: Weakest(*divmod(key, size)) for key in set(least)}
    weakest[nothing] = None
    return [weakest[key] for key in least]


class _Swept(NamedTuple):
    """Counts of a sweep: per component, in all and by label; blast radius per node (empty when not asked for)."""

    sizes: list[int]
    by_label: dict[int, list[int]]
    blast: list[int]


def _sweep(condensed: Condensation, labels: Sequence[int], weights: Sequence[int] | None) -> _Swept:
    """Build the closure of every component once per block, and count it along its rows and columns.

    The rows (members of one closure) are population counts; the columns (closures holding one member) go to an adder.
    """
    members, released = condensed.members, _released(condensed)
    by_label = {label: [0] * len(members) for label in sorted(set(labels))}
    blast = [0] * len(labels) if weights is not None else []
    heavy = [sum(weights[node] for node in nodes) for nodes in members] if weights is not None else []
    columns: dict[int, list[tuple[int, int]]] = {label: [] for label in by_label}
    for index, nodes in enumerate(members):
        top = index in released[index]  # nothing stands on it: no row but its own has its columns, which are left out
        for node in nodes:
            if not top:
                columns[labels[node]].append((index, node))
            else:
                by_label[labels[node]][index] += 1
                if weights is not None:
                    blast[node] = heavy[index]
    for label, block in _blocks(columns):
        adder = _ColumnAdder() if weights is not None else None
        own = [0] * len(members)
        for index, _ in block:
            own[index] += 1
        counts = _unite(condensed.children, own, block[0][0], released, heavy, adder)
        by_label[label] = list(map(add, by_label[label], counts))
        if adder is not None:
            for (_, node), total in zip(block, adder.totals(len(block)), strict=True):
                blast[node] = total
    sizes = list(map(sum, zip(*by_label.values(), strict=True)))
    return _Swept(sizes, by_label, blast)


def _blocks(columns: Mapping[int, list[tuple[int, int]]]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield every label with a block of at most `WIDTH` of its columns, (component, node) in the order of components."""
    for label, pairs in columns.items():
        for start in range(0, len(pairs), WIDTH):
            yield label, pairs[start : start + WIDTH]


def _unite(
    below: Sequence[Sequence[int]],
    own: Sequence[int],
    first: int,
    released: Sequence[Sequence[int]],
    weights: Sequence[int],
    adder: _ColumnAdder | None,
) -> list[int]:
    """Unite bit sets from the leaves up; return their population counts, and feed them to the adder if there is one.

    The longest bit set, that of the last child, is copied once and counted never: of the others, united first, only
    what it lacks is counted. The own bits, which are the highest, come last, too. Rows before `first` are empty.
    """
    bits, numbers = [0] * len(below), [0] * len(below)
    position = 0
    for index in range(first, len(below)):
        union = number = 0
        if children := below[index]:
            union, number = bits[children[-1]], numbers[children[-1]]
            others = 0
            for child in children[:-1]:
                others |= bits[child]
            if others:
                others ^= others & union
                number += others.bit_count()
                union |= others
        if count := own[index]:
            union |= ((1 << count) - 1) << position
            position += count
            number += count
        if union:
            bits[index], numbers[index] = union, number
            if adder is not None:
                adder.add(union, weights[index])
        for done in released[index]:
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
        while weight:
            self._carry(bits, (weight & -weight).bit_length() - 1)
            weight &= weight - 1

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


def held(condensed: Condensation, nodes: Sequence[int], among: Sequence[int]) -> list[int]:
    """Return per node of `among` which of some nodes its closure holds, as a bit mask over their positions.

    O((n + e) k / w) for k of them, words of w bits.
    """
    marks: dict[int, int] = {}
    for place, node in enumerate(nodes):
        marks[node] = marks.get(node, 0) | 1 << place
    return gathered(condensed, marks, among)


def gathered(condensed: Condensation, marks: Mapping[int, int], among: Sequence[int]) -> list[int]:
    """Return per node of `among` all bits that the nodes of its closure are marked with; as `held`."""
    mine: dict[int, int] = {}
    for node, mark in marks.items():
        index = condensed.component_of[node]
        mine[index] = mine.get(index, 0) | mark
    masks: dict[int, int] = {}
    found: dict[int, int] = {}
    asked = {condensed.component_of[node] for node in among}
    for index, released in enumerate(_released(condensed)):
        mask = mine.get(index, 0)
        for child in condensed.children[index]:
            mask |= masks[child]
        masks[index] = mask
        if index in asked:
            found[index] = mask
        for child in released:
            del masks[child]
    return [found[condensed.component_of[node]] for node in among]


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
