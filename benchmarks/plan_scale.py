"""Time of plans on generated organisations: the exact assignment alone, and `kb plan` as a process.

    PYTHONPATH=. python benchmarks/plan_scale.py [--sizes 10000,100000] [--commands 1000,10000] [--middle 30,100,300] [--repeat 3]

The assignment: every component of tier 0 or 1 with fewer than three holders, candidates of its team and of those who hold a
neighbour, at most two components a person. It is to take 0.5 s at most at 100,000 components, and to agree with networkx's network
simplex where that is small enough to wait for. The command is set beside `kb risk` on the same files: quote the ratio.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from statistics import median

from generate import Model, generate
from generate_yaml import write

from kb.analyses.plan.gather import gather
from kb.analyses.plan.scope import Scope, asked
from kb.analyses.plan.solve import solve
from kb.files.load import load
from kb.graph.assignment import assign
from kb.model.moment import noon

KB = [sys.executable, "-c", "from kb.cli.main import run; run()"]
HELD, CAP, HUB = 3, 2, 20
TARGET = 0.5
SIMPLEX = 2_000
"""Components up to which networkx is asked."""


def instance(model: Model) -> tuple[list[list[int]], list[int], list[list[tuple[int, int]]]]:
    """Return the places, the room and the choices of a model: costs 1 to 3 by team and neighbours."""
    members: dict[int, list[int]] = {}
    for person, team in enumerate(model.person_teams):
        members.setdefault(team, []).append(person)
    above: list[list[int]] = [[] for _ in model.needs]
    for node, targets in enumerate(model.needs):
        for target in targets:
            above[target].append(node)
    places, choices = [], []
    for node, holders in enumerate(model.holders):
        if model.tiers[node] > 1 or len(holders) >= HELD:
            continue
        around = [*model.needs[node], *(above[node] if len(above[node]) <= HUB else ())]
        near = {person for other in around for person in model.holders[other]}
        costs = {person: 1 if person in near else 2 for person in members.get(model.teams[node], ())}
        for person in near:
            costs.setdefault(person, 3)
        choices.append([(person, cost) for person, cost in sorted(costs.items()) if person not in holders])
        weight = model.weights[node]
        places.append([60_000 * weight // number for number in range(len(holders) + 1, HELD + 1)])
    return places, [CAP] * len(model.person_teams), choices


def by_networkx(places: list[list[int]], room: list[int], choices: list[list[tuple[int, int]]]) -> int:
    """Return what the best choice is worth, by network simplex."""
    import networkx as nx  # noqa: PLC0415 - late, so that it weighs on nothing measured before

    graph = nx.DiGraph()
    graph.add_node("end", demand=sum(map(len, places)))
    for task, values in enumerate(places):
        graph.add_node(("task", task), demand=-len(values))
        for place, value in enumerate(values):
            graph.add_edge(("task", task), ("open", task, place), capacity=1, weight=value)
            graph.add_edge(("open", task, place), "end", capacity=1, weight=0)
        for worker, cost in choices[task]:
            graph.add_edge(("task", task), ("worker", worker), capacity=1, weight=cost)
    for worker in {worker for items in choices for worker, _ in items}:
        graph.add_edge(("worker", worker), "end", capacity=room[worker], weight=0)
    return sum(map(sum, places)) - nx.network_simplex(graph)[0]


def assignments(size: int, repeat: int) -> bool:
    """Print the time of the assignment at one size; return whether all is as it should be."""
    places, room, choices = instance(generate(size))
    times = []
    for _ in range(repeat):
        start = time.process_time()
        found = assign(places, room, choices)
        times.append(time.process_time() - start)
    seconds = median(times)
    filled = sum(map(len, found.chosen))
    agrees = size > SIMPLEX or by_networkx(places, room, choices) == found.value
    met = size > 100_000 or seconds <= TARGET
    print(
        f"{size:>7,} components: {len(places):,} short, {sum(map(len, choices)):,} choices, {filled:,} of "
        f"{sum(map(len, places)):,} places filled in {seconds:.3f} s ({'met' if met else 'MISSED'}: {TARGET} s at 100,000)"
        + ("" if size > SIMPLEX else f"; networkx agrees: {agrees}"),
        flush=True,
    )
    return met and agrees


def process_seconds(command: list[str], repeat: int) -> tuple[float, int]:
    """Return the median CPU seconds of a command and its peak memory in MB."""
    taken, peak = [], 0
    for _ in range(repeat):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        if status:
            raise SystemExit(f"{command} failed")
        taken.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss // 1024)
    return median(taken), peak


def commands(size: int, repeat: int) -> None:
    """Print the time of whole commands at one size."""
    with tempfile.TemporaryDirectory() as folder:
        write(generate(size), Path(folder))
        other, _ = process_seconds([*KB, "-C", folder, "risk"], repeat)
        for name, words in {
            "kb plan": ["plan", "--at", "2026-06-01"],
            "kb plan, claims count": ["plan", "--at", "2026-06-01", "--claimed"],
            "kb plan, one team": ["plan", "--at", "2026-06-01", "--team", "team-1"],
        }.items():
            seconds, peak = process_seconds([*KB, "-C", folder, *words], repeat)
            print(
                f"{size:>7,} components: {name:22} {seconds:7.2f} s, {seconds / other:5.2f} times kb risk, peak {peak} MB",
                flush=True,
            )


def middle(sizes: list[int]) -> None:
    """Print how much the bounds leave open where time is short: organisations of middle size, few people, few weeks."""
    monday, gaps, proved, seconds = date(2026, 6, 1), [], 0, 0.0
    for size, people, weeks, target in product(sizes, (2, 4, 8), (3, 5, 8, 12), (2, 3)):
        with tempfile.TemporaryDirectory() as folder:
            write(generate(size, max(4, size // people)), Path(folder))
            scope = Scope(by=monday + timedelta(weeks=weeks, days=-1), target=target)
            problem = gather(asked(load(folder).base, noon(monday), scope)).problem
        start = time.process_time()
        proof = solve(problem).proof
        seconds += time.process_time() - start
        gaps.append(1 - proof.gain / proof.gain_bound if proof.gain_bound else 0.0)
        proved += proof.proved
        print(
            f"{size:>7,} components, {max(4, size // people):>3} people, {weeks:>2} weeks, {target} each: takes away {proof.gain} of "
            f"at most {proof.gain_bound}, gap {gaps[-1]:.1%}",
            flush=True,
        )
    print(
        f"{len(gaps)} plans in {seconds:.0f} s: gap 0 in {gaps.count(0.0)}, proved in sessions too {proved}; "
        f"mean {sum(gaps) / len(gaps):.1%}, most {max(gaps):.1%}, over 5 % in {sum(gap > 0.05 for gap in gaps)}"
    )


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--commands", default="1000,10000")
    parser.add_argument("--middle", default="", help="such as 30,100,300: how much the bounds leave open")
    parser.add_argument("--repeat", type=int, default=3)
    asked_for = parser.parse_args()
    good = [assignments(int(word), asked_for.repeat) for word in asked_for.sizes.split(",") if word]
    for word in asked_for.commands.split(","):
        if word:
            commands(int(word), 1 if int(word) > 1000 else asked_for.repeat)
    if asked_for.middle:
        middle([int(word) for word in asked_for.middle.split(",")])
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
