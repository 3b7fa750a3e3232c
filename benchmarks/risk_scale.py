"""Time and memory of `kb risk` and `kb risk --full` on generated organisations, beside their floor.

    python benchmarks/risk_scale.py [--sizes 10000,100000] [--shape layered|dag|random] [--repeat 3]

Whole commands are timed as processes: user + system CPU seconds (least of the rounds) and peak memory. The floor is PyYAML's bare
event stream over the same files plus the bitset closures of the same graph; `kb risk` is to stay within 3 times of it.
Seconds are this machine's: quote the ratios.
"""

import argparse
import tempfile
from pathlib import Path

from generate import generate
from generate_yaml import write
from speed import CLOSURES, EVENTS, KB, inside, process

COMMANDS = {
    "kb risk": ["risk"],
    "kb risk, json": ["risk", "--format", "json"],
    "kb risk --full": ["risk", "--full"],
    "kb risk --full, json": ["risk", "--full", "--format", "json"],
    "kb risk --full --team": ["risk", "--full", "--team", "team-1"],
}


def of_size(root: Path, size: int, repeat: int) -> None:
    """Print one block: the floor, then every command in seconds, as a ratio to the floor, and its peak memory."""
    megabytes = sum(file.stat().st_size for file in root.rglob("*.yml")) / 1e6
    events, closing = inside(EVENTS, root, repeat).cpu, inside(CLOSURES, root, repeat).cpu
    floor = events + closing
    print(f"-- {size:,} components, {megabytes:.1f} MB of YAML")
    print(f"{'floor':24} {floor:9.2f} s   events {events:.2f} + closures {closing:.2f}")
    for name, words in COMMANDS.items():
        taken = process([*KB, "-C", str(root), *words])
        for _ in range(repeat - 1):
            taken = taken.least(process([*KB, "-C", str(root), *words]))
        seconds, peak = taken.cpu, taken.peak
        target = "" if name != "kb risk" else f"target 3x  {'met' if seconds <= 3 * floor else 'MISSED'}"
        print(f"{name:24} {seconds:9.2f} s  {seconds / floor:7.2f}x  peak {peak:5d} MB  {target}", flush=True)


def main() -> None:
    """Generate an organisation per size and print its block."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--shape", default="layered", choices=["layered", "dag", "random"])
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for size in (int(word) for word in asked.sizes.split(",")):
            root = Path(folder) / str(size)
            write(generate(size, shape=asked.shape), root)
            of_size(root, size, asked.repeat if size <= 10_000 else 1)


if __name__ == "__main__":
    main()
