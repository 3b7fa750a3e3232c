"""Times loading, checking and the risk report, each beside a peer or a physical floor, as ratios of one run.

    python benchmarks/speed.py [--sizes 1000,10000,100000] [--repeat 9]

Whole commands are timed as processes beside ``python -c pass``, in turns, so that a busy machine is as unfair to one as to
the other. Loading and checking are timed beside ``yaml.CSafeLoader`` reading the same files, and the whole report beside its
floor: PyYAML's bare event stream over the same files plus the bitset closures of the same graph. Every row shows the least
CPU time (user and system) and the least wall-clock time of its rounds; the target is held against the CPU ratio, as it
is stated. Seconds are this machine's; quote the ratios.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from generate import generate
from generate_yaml import write

ROOT = Path(__file__).resolve().parent.parent
KB = [sys.executable, "-c", "from kb.cli import run; run()"]
TARGETS = {
    "kb --help": 4.5, "kb check, example": 8, "kb risk, example": 20, "kb check, 1,000": 16,
    "load + check, 10,000": 0.35, "load + check, 100,000": 0.6, "kb risk, 100,000": 3.0,
}  # fmt: skip
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""What children see: without compiled files each would compile everything anew."""


class Taken(NamedTuple):
    """The least that some rounds took: CPU seconds, wall-clock seconds; and the most memory, in MB."""

    cpu: float
    wall: float
    peak: int = 0

    def least(self, other: "Taken") -> "Taken":
        """Return the lesser times of two, and the larger peak."""
        return Taken(min(self.cpu, other.cpu), min(self.wall, other.wall), max(self.peak, other.peak))

    def __add__(self, other: "Taken") -> "Taken":  # type: ignore[override]
        """Return what one after the other takes."""
        return Taken(self.cpu + other.cpu, self.wall + other.wall)


def process(command: list[str], folder: Path = ROOT) -> Taken:
    """Return what one run of a command takes, from start to end."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    return Taken(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss // 1024)


def in_turns(commands: dict[str, tuple[list[str], Path]], rounds: int) -> dict[str, Taken]:
    """Return the least that each of some commands takes, run in turns, after a first round that does not count."""
    for command, folder in commands.values():
        process(command, folder)
    found: dict[str, Taken] = {}
    for _ in range(rounds):
        for name, (command, folder) in commands.items():
            taken = process(command, folder)
            found[name] = found.get(name, taken).least(taken)
    return found


def inside(code: str, folder: Path, rounds: int = 1) -> Taken:
    """Return the least that some code takes in a fresh interpreter, as it prints it: CPU seconds, wall-clock seconds."""
    found = None
    for _ in range(rounds):
        run = [sys.executable, "-c", code, str(folder)]
        done = subprocess.run(run, capture_output=True, text=True, check=True, env=ENVIRONMENT)
        cpu, wall = map(float, done.stdout.split()[-2:])
        found = Taken(cpu, wall) if found is None else found.least(Taken(cpu, wall))
    assert found is not None
    return found


_START = "c, w = time.process_time(), time.perf_counter()\n"
_STOP = "\nprint(time.process_time() - c, time.perf_counter() - w)"
_RAW = (
    "import gc, sys, time, yaml; from pathlib import Path; from yaml.cyaml import CParser, CSafeLoader\n"
    "raw = [p.read_bytes() for p in sorted(Path(sys.argv[1]).rglob('*.yml'))]\n"
)
CSAFE = f"{_RAW}{_START}for b in raw: yaml.load(b, CSafeLoader){_STOP}"
CSAFE_NO_GC = f"{_RAW}gc.disable()\n{_START}for b in raw: yaml.load(b, CSafeLoader){_STOP}"
EVENTS = (
    f"{_RAW}gc.disable()\n{_START}for b in raw:\n    g = CParser(b).get_event\n    while g() is not None: pass{_STOP}"
)
_SESSION = (
    "import gc, sys, time; gc.disable(); from kb.cli.session import Session\n"
    "from kb.analyses.check.assess import assess; from kb.model.moment import noon, parse_day\n"
)
LOAD_AND_CHECK = (
    f"{_SESSION}{_START}loaded = Session(sys.argv[1]).loaded\n"
    f"assess(loaded.base, loaded.findings, noon(parse_day('2026-09-14'))){_STOP}"
)
LOAD = f"{_SESSION}{_START}loaded = Session(sys.argv[1]).loaded{_STOP}"
TYPED = (
    "import gc, sys, time; from pathlib import Path; from kb.files.load import load\n"
    "base = load(Path(sys.argv[1])).base; texts = [p.read_text() for p in sorted(Path(sys.argv[1]).rglob('*.yml'))]\n"
    "flat = []\n"
    "def inner(value):\n"
    "    for item in value:\n"
    "        if isinstance(item, tuple) and item: inner(item)\n"
    "    flat.append((type(value), list(value)))\n"
    "for table in (base.components, base.people, base.teams): [inner(item) for item in table.values()]\n"
    "for known in base.knowledge.values(): [inner(item) for item in known.values()]\n"
    f"gc.disable(); new = tuple.__new__; kept = []\n{_START}"
    "for text in texts:\n"
    "    for line in text.split('\\n'): line.lstrip(' ').partition(': ')\n"
    f"for kind, values in flat: kept.append(new(kind, values)){_STOP}"
)
"""The cheapest that can be thought of in Python: each line parted once, each noun made once of values at hand."""
CLOSURES = (
    "import sys, time; from pathlib import Path; from kb.files.load import load; from kb.graph.build import KnowledgeGraph; from kb.graph import closures\n"
    "g = KnowledgeGraph(load(Path(sys.argv[1])).base); n = len(g.ids)\n"
    f"{_START}closures.measure(g.hard, [1] * n, [0] * n, 2, [1] * n){_STOP}"
)


def say(name: str, taken: Taken, floor: Taken, beside: str) -> None:
    """Print one row: what, CPU seconds, its ratio, that of the wall clock, and the target."""
    target = TARGETS.get(name)
    ratio = taken.cpu / floor.cpu
    met = "" if target is None else f"target {target:g} {'met' if ratio <= target else 'MISSED'}"
    peak = f"  {taken.peak} MB" if taken.peak > 100 else ""
    print(f"{name:24} {taken.cpu:8.3f} s {ratio:7.2f}x (wall {taken.wall / floor.wall:6.2f}x) {beside:34} {met}{peak}", flush=True)  # fmt: skip


def main() -> None:
    """Time what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="1000,10000,100000", help="components; nothing for the commands alone")
    parser.add_argument("--repeat", type=int, default=9, help="rounds (a third of it at 10,000, one at 100,000)")
    asked = parser.parse_args()
    commands = {
        "python -c pass": ([sys.executable, "-c", "pass"], ROOT),
        "import click": ([sys.executable, "-c", "import click"], ROOT),
        "kb --help": ([*KB, "--help"], ROOT),
        "kb check, example": ([*KB, "check"], ROOT),
        "kb risk, example": ([*KB, "risk"], ROOT),
        "kb check, lantern": ([*KB, "check"], ROOT / "examples" / "lantern"),
    }
    found = in_turns(commands, asked.repeat)
    for name, taken in found.items():
        say(name, taken, found["python -c pass"], "of python -c pass")
    with tempfile.TemporaryDirectory() as folder:
        for size in (int(word) for word in asked.sizes.split(",") if word):
            root = Path(folder) / str(size)
            write(generate(size), root)
            of_size(root, size, asked.repeat if size < 10_000 else max(1, asked.repeat // 3) if size < 100_000 else 1)


def of_size(root: Path, size: int, rounds: int) -> None:
    """Time one generated knowledge base."""
    megabytes = sum(file.stat().st_size for file in root.rglob("*.yml")) / 1e6
    print(f"-- {size:,} components, {megabytes:.1f} MB of YAML")
    commands = {
        "pass": ([sys.executable, "-c", "pass"], root),
        f"kb check, {size:,}": ([*KB, "check", "-f", "json"], root),
        f"kb risk, {size:,}": ([*KB, "risk"], root),
    }
    whole = in_turns(commands, rounds)
    say(f"kb check, {size:,}", whole[f"kb check, {size:,}"], whole["pass"], "of python -c pass")
    large = size >= 100_000
    beside = f"of CSafeLoader{' without GC' if large else ''}"
    csafe = inside(CSAFE_NO_GC if large else CSAFE, root, rounds)
    say(f"load + check, {size:,}", inside(LOAD_AND_CHECK, root, rounds), csafe, beside)
    say("  load alone", inside(LOAD, root, rounds), csafe, beside)
    events = inside(EVENTS, root, rounds)
    say("  PyYAML events alone", events, csafe, beside)
    say("  floor: lines, nouns", inside(TYPED, root, rounds), csafe, f"{beside}, see TYPED")
    floor = events + inside(CLOSURES, root)
    say(f"kb risk, {size:,}", whole[f"kb risk, {size:,}"], floor, f"of events + closures ({floor.cpu:.2f} s)")


if __name__ == "__main__":
    main()
