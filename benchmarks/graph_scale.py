"""Ratios of `kb.graph` against networkx, in one run on one machine: quote the ratios, not the seconds.

Run as ``PYTHONPATH=. python benchmarks/graph_scale.py [size ...] [--highs PYTHON]``. Times are CPU seconds of one core;
closures by networkx are one search per node, measured on at most 300 nodes and extrapolated (marked ~).

What the rows measure. *closures*: condensing the graph, the size of every closure and its least coverage with its place:
the row of the target (1.5 s at 100,000). *with counts and blast*: the same, members of four classes per closure, and the
blast radius of every component. *floor*: the shortest loop that gives sizes and minima at all (Tarjan, one OR per need).

``--highs`` names an interpreter that can import highspy, which is no dependency of this project: critical sets at 10,000
components are then solved by HiGHS, too, with a time limit, started from nothing, and the ratio is printed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from generate import Model, generate

from kb.graph import closures, critical_set, random_loss

T = TypeVar("T")
SAMPLE = 300
HIGHS_SIZE = 10_000
HIGHS_LIMIT = 90  # seconds
HIGHS_RATIO = 20  # target where knowledge is heavy-tailed


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


def sizes_and_minima(model: Model) -> tuple[float, list[int]]:
    """Measure what the target's row asks: sizes and minima of all closures."""
    coverage = [len(people) for people in model.holders]

    return timed(lambda: closures.measure(model.needs, coverage, [0] * len(coverage), 0, ()).sizes)


def floor(model: Model) -> list[int]:
    """Return the sizes of all closures by the shortest loop there is: rows whole, no labels, no places."""
    condensed = closures.condense(model.needs)
    values = [min(len(model.holders[node]) for node in nodes) for nodes in condensed.members]
    waiting = [0] * len(values)
    for children in condensed.children:
        for child in children:
            waiting[child] += 1
    bits: list[int] = []
    counts: list[int] = []
    position = 0
    for index, children in enumerate(condensed.children):
        union = ((1 << len(condensed.members[index])) - 1) << position
        position += len(condensed.members[index])
        for child in children:
            union |= bits[child]
            values[index] = min(values[index], values[child])
            waiting[child] -= 1
            if not waiting[child]:
                bits[child] = 0
        bits.append(union)
        counts.append(union.bit_count())
    return [counts[index] for index in condensed.component_of]


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
    sizes = closures.measure(model.needs, (), [0] * len(model.needs), 0, ()).sizes
    return seconds * len(model.needs) / len(nodes), found == [sizes[node] for node in nodes]


def critical(model: Model, skew: str, highs: str | None) -> None:
    """Print critical sets, their gaps and times; beside HiGHS, where an interpreter that has it is named."""
    total = sum(model.weights)
    for percent in (10, 20, 50):
        needed = critical_set.needed_weight(total, percent)
        seconds, found = timed(partial(critical_set.critical_set, model.holders, model.weights, needed))
        gap = (found.size - found.bound) / found.size
        print(
            f"    critical set at {percent} %: {found.size}, bound {found.bound}, gap {gap:.1%}, "
            f"greedy {found.greedy}: {seconds:.2f} s"
        )
        if highs and len(model.needs) == HIGHS_SIZE:
            ratio, said = beside_highs(model, needed, seconds, highs)
            target = f", target 20: {'met' if ratio >= HIGHS_RATIO else 'MISSED'}" if skew == "heavy" else ""
            print(f"        {said}{target}")
    seconds, hull = timed(lambda: critical_set.loss_hull(model.holders, model.weights))
    print(f"    hull: {len(hull.points)} points, complete {hull.complete}: {seconds:.2f} s")


def beside_highs(model: Model, needed: int, ours: float, python: str) -> tuple[float, str]:
    """Solve the same instance with HiGHS in another interpreter; say its answer, time and ratio."""
    task = json.dumps({"holders": model.holders, "weights": model.weights, "needed": needed, "limit": HIGHS_LIMIT})
    script = Path(__file__).with_name("critical_set_highs.py")
    done = subprocess.run([python, str(script)], input=task, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    ratio = found["seconds"] / ours
    said = f"HiGHS {found['status']}: {found['size']}, bound {found['bound']}, {found['seconds']:.2f} s"
    return ratio, f"{said}: {ratio:.0f} times ours"


def main(sizes: list[int], highs: str | None = None) -> None:
    """Print a block per size and shape."""
    for size in sizes:
        for shape in ("layered", "dag"):
            model = generate(size, shape=shape)
            print(f"{size} components, {sum(map(len, model.needs))} needs, {shape}")
            seconds, sizes_found = sizes_and_minima(model)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"    closures {seconds:.2f} s, peak so far {peak} MB")
            every, found = ours(model)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"    with counts and blast {every:.2f} s, mean size {sum(found.sizes) / size:.0f}, peak so far {peak} MB"
            )
            least, plain = timed(partial(floor, model))
            same = sizes_found == found.sizes == plain
            print(f"    floor {least:.2f} s: closures {seconds / least:.2f} times it, equal: {same}")
            other, equal = networkx_closures(model)
            print(f"    networkx, sizes only ~{other:.2f} s: {other / seconds:.0f} times ours; equal: {equal}")
        for skew in ("heavy", "flat"):
            model = generate(size, shape="random", skew=skew)
            print(f"{size} components, {size // 2} people, {skew}")
            critical(model, skew, highs)
        by_count: dict[int, int] = {}
        for people, weight in zip(model.holders, model.weights, strict=True):
            by_count[len(people)] = by_count.get(len(people), 0) + weight
        staff = size // 2
        seconds, _ = timed(lambda: [random_loss.expected_orphaned(staff, by_count, gone) for gone in range(staff + 1)])  # noqa: B023 - called at once
        print(f"    expected loss for 0 to {staff} leavers, exact: {seconds:.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--highs", metavar="PYTHON", help="an interpreter that can import highspy")
    asked = parser.parse_args()
    main(asked.sizes, asked.highs)
