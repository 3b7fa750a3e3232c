"""Times loading, checking and the risk report, each beside a peer or a physical floor, as ratios of one run.

    python benchmarks/speed.py [--sizes 1000,10000,100000] [--repeat 5]

Whole commands are timed as processes (user + system CPU seconds, median) beside ``python -c pass``. Loading and checking
are timed beside ``yaml.CSafeLoader`` reading the same files, and the whole report beside its floor: PyYAML's bare event
stream over the same files plus the bitset closures of the same graph. Seconds are this machine's; quote the ratios.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from generate import generate
from generate_yaml import write

ROOT = Path(__file__).resolve().parent.parent
KB = [sys.executable, "-c", "from kb.cli.main import run; run()"]
TARGETS = {
    "kb --help": 4.5, "kb check, example": 8, "kb risk, example": 20, "kb check, 1,000": 16,
    "load + check, 10,000": 0.35, "load + check, 100,000": 0.6, "kb risk, 100,000": 3.0,
}  # fmt: skip


def process_seconds(command: list[str], repeat: int) -> tuple[float, int]:
    """Return the median CPU seconds of a command and its peak memory in MB."""
    taken, peak = [], 0
    for _ in range(repeat):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(child.pid, 0)
        taken.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss // 1024)
    return median(taken), peak


def inside(code: str, folder: Path) -> float:
    """Return the CPU seconds some code takes in a fresh interpreter, as it prints them."""
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


_HEAD = "import gc, sys, time, yaml; from pathlib import Path; from yaml.cyaml import CParser, CSafeLoader\nroot = Path(sys.argv[1])\nraw = [p.read_bytes() for p in sorted(root.rglob('*.yml'))]\n"
CSAFE = _HEAD + "t = time.process_time(); [yaml.load(b, CSafeLoader) for b in raw]; print(time.process_time() - t)"
CSAFE_NO_GC = (
    _HEAD
    + "gc.disable(); t = time.process_time(); [yaml.load(b, CSafeLoader) for b in raw]; print(time.process_time() - t)"
)
EVENTS = _HEAD + (
    "gc.disable(); t = time.process_time()\n"
    "for b in raw:\n    g = CParser(b).get_event\n    while g() is not None: pass\n"
    "print(time.process_time() - t)"
)
LOAD_AND_CHECK = (
    "import sys, time; from pathlib import Path; from kb.files.load import load\n"
    "from kb.analyses.check.assess import assess; from kb.model.moment import noon, parse_day\n"
    "t = time.process_time(); loaded = load(Path(sys.argv[1])); assess(loaded.base, loaded.findings, noon(parse_day('2026-09-14'))); print(time.process_time() - t)"
)
CLOSURES = (
    "import sys, time; from pathlib import Path; from kb.files.load import load; from kb.graph.build import KnowledgeGraph; from kb.graph import closures\n"
    "g = KnowledgeGraph(load(Path(sys.argv[1])).base); n = len(g.ids)\n"
    "t = time.process_time(); closures.measure(g.hard, [1] * n, [0] * n, 2, [1] * n); print(time.process_time() - t)"
)


def say(name: str, seconds: float, floor: float, beside: str, extra: str = "") -> None:
    """Print one row: what, seconds, ratio, target."""
    target = TARGETS.get(name)
    ratio = seconds / floor
    met = "" if target is None else f"target {target:g}  {'met' if ratio <= target else 'MISSED'}"
    print(f"{name:26} {seconds:9.3f} s  {ratio:7.2f}x {beside:28} {met} {extra}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args()
    floor, _ = process_seconds([sys.executable, "-c", "pass"], max(9, asked.repeat))
    say("python -c pass", floor, floor, "")
    for name, words in {"kb --help": ["--help"], "kb check, example": ["check"], "kb risk, example": ["risk"]}.items():
        seconds, _ = process_seconds([*KB, "-C", str(ROOT), *words], asked.repeat)
        say(name, seconds, floor, "of python -c pass")
    with tempfile.TemporaryDirectory() as folder:
        for size in (int(word) for word in asked.sizes.split(",")):
            root = Path(folder) / str(size)
            write(generate(size), root)
            of_size(root, size, floor, asked.repeat)


def of_size(root: Path, size: int, floor: float, repeat: int) -> None:
    """Time one generated knowledge base."""
    megabytes = sum(file.stat().st_size for file in root.rglob("*.yml")) / 1e6
    print(f"-- {size:,} components, {megabytes:.1f} MB of YAML")
    rounds = repeat if size <= 10_000 else 1
    seconds, peak = process_seconds([*KB, "-C", str(root), "check", "-f", "json"], rounds)
    say(f"kb check, {size:,}", seconds, floor, "of python -c pass", f"peak {peak} MB")
    csafe = median(inside(CSAFE if size < 100_000 else CSAFE_NO_GC, root) for _ in range(rounds))
    loading = median(inside(LOAD_AND_CHECK, root) for _ in range(rounds))
    say(f"load + check, {size:,}", loading, csafe, f"of CSafeLoader{'' if size < 100_000 else ' without GC'}")
    events = median(inside(EVENTS, root) for _ in range(rounds))
    say("  PyYAML events alone", events, csafe, "of CSafeLoader: the floor")
    closing = inside(CLOSURES, root)
    report, peak = process_seconds([*KB, "-C", str(root), "risk"], rounds)
    say(f"kb risk, {size:,}", report, events + closing, f"of events + closures ({closing:.2f} s)", f"peak {peak} MB")


if __name__ == "__main__":
    main()
