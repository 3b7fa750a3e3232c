"""Ratios of `kb.graph` against networkx, in one run on one machine: quote the ratios, not the seconds.

Run as ``PYTHONPATH=. python benchmarks/graph_scale.py [size ...]``. Times are CPU seconds of one core; closures by
networkx are one search per node, measured on at most 300 nodes and extrapolated (marked ~).
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from generate import Model, generate

from kb.graph import closures, critical_set, random_loss

T = TypeVar("T")
SAMPLE = 300


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the CPU seconds of `work` and its result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def ours(model: Model) -> tuple[float, closures.Closures]:
    """Measure all closures at once."""
    coverage = [len(people) for people in model.holders]
    classes = [1 << min(count, 3) for count in coverage]
    return timed(lambda: closures.measure(model.needs, coverage, classes, 4, model.weights))


def networkx_closures(model: Model) -> tuple[float, bool]:
    """Estimate the time of one search per node with networkx, sizes and minima only; check the results."""
    import networkx as nx  # noqa: PLC0415 - late, so that it weighs on nothing measured before

    graph: nx.DiGraph[int] = nx.DiGraph()
    edges = [(node, target) for node, targets in enumerate(model.needs) for target in targets]
    seconds, _ = timed(partial(graph.add_edges_from, edges))
    graph.add_nodes_from(range(len(model.needs)))
    print(f"    networkx builds the graph in {seconds:.2f} s")
    nodes = range(0, len(model.needs), max(1, len(model.needs) // SAMPLE))
    seconds, found = timed(lambda: [len(nx.descendants(graph, node)) + 1 for node in nodes])
    sizes = closures.closure_sizes(model.needs)
    return seconds * len(model.needs) / len(nodes), found == [sizes[node] for node in nodes]


def critical(model: Model) -> None:
    """Print critical sets, their gaps and times."""
    total = sum(model.weights)
    for percent in (10, 20, 50):
        needed = critical_set.needed_weight(total, percent)
        seconds, found = timed(partial(critical_set.critical_set, model.holders, model.weights, needed))
        gap = (found.size - found.bound) / found.size
        print(
            f"    critical set at {percent} %: {found.size}, bound {found.bound}, gap {gap:.1%}, "
            f"greedy {found.greedy}: {seconds:.2f} s"
        )
    seconds, hull = timed(lambda: critical_set.loss_hull(model.holders, model.weights))
    print(f"    hull: {len(hull.points)} points, complete {hull.complete}: {seconds:.2f} s")


def main(sizes: list[int]) -> None:
    """Print a block per size and shape."""
    for size in sizes:
        for shape in ("layered", "dag"):
            model = generate(size, shape=shape)
            print(f"{size} components, {sum(map(len, model.needs))} needs, {shape}")
            seconds, found = ours(model)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"    all closures {seconds:.2f} s, mean size {sum(found.sizes) / size:.0f}, peak so far {peak} MB")
            other, equal = networkx_closures(model)
            print(f"    networkx, sizes only ~{other:.2f} s: {other / seconds:.0f} times ours; equal: {equal}")
        for skew in ("heavy", "flat"):
            model = generate(size, shape="random", skew=skew)
            print(f"{size} components, {size // 2} people, {skew}")
            critical(model)
        by_count: dict[int, int] = {}
        for people, weight in zip(model.holders, model.weights, strict=True):
            by_count[len(people)] = by_count.get(len(people), 0) + weight
        seconds, curve = timed(partial(random_loss.expected_curve, size // 2, by_count))
        print(f"    expected loss for 0 to {len(curve) - 1} leavers, exact: {seconds:.2f} s")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1_000, 10_000, 100_000])
