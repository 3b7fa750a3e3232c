"""Time, size and largest pages of `kb site build` on generated organisations.

    python benchmarks/site_scale.py [--sizes 1000,10000] [--repeat 1]

Whole commands are timed as processes: user + system CPU seconds and peak memory; beside them a bare interpreter, so that seconds can be
compared between machines. Every component has a page, and so has everybody of half as many people. Targets: 1,000 components in 15 CPU
seconds and 30 MB, no page above 300 KB but lists and the search index; 10,000 are reported.
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

KB = [sys.executable, "-c", "from kb.cli.main import run; run()"]

LARGEST = 300_000
TARGETS = {1000: (15.0, 30.0)}
BARE = [KB[0], "-c", "sum(range(10_000_000))"]


def process_seconds(command: list[str], repeat: int) -> tuple[float, int]:
    """Return the median CPU seconds of a command and its peak memory in MB."""
    taken, peak = [], 0
    for _ in range(repeat):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        if status:
            raise SystemExit(f"{command[-1]} failed")
        taken.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss // 1024)
    return median(taken), peak


def pages(site: Path) -> list[tuple[int, str]]:
    """Return every page of a built site with its size, the largest first."""
    found = [(file.stat().st_size, file.relative_to(site).as_posix()) for file in site.rglob("*.html")]
    return sorted(found, reverse=True)


def lists(path: str) -> bool:
    """Whether a page is a list of the whole, which grows with it."""
    return path.count("/") < 2


def of_size(root: Path, size: int, repeat: int) -> None:
    """Print one block: CPU seconds, memory, size of the site, and its largest pages."""
    site = root / "out"
    bare, _ = process_seconds(BARE, 3)
    seconds, peak = process_seconds([*KB, "-C", str(root), "site", "build", "-o", str(site)], repeat)
    files = [file.stat().st_size for file in site.rglob("*") if file.is_file()]
    found = pages(site)
    inner = [(bytes_, path) for bytes_, path in found if not lists(path)]
    megabytes = sum(files) / 1e6
    target = TARGETS.get(size)
    met = (
        ""
        if target is None
        else f"   target {target[0]:.0f} s, {target[1]:.0f} MB: {'met' if seconds <= target[0] and megabytes <= target[1] else 'MISSED'}"
    )
    print(f"-- {size:,} components, {len(found):,} pages")
    print(f"build   {seconds:8.1f} CPU s  {seconds / bare:8.1f}x a bare loop of {bare:.2f} s   peak {peak:,} MB{met}")
    print(f"site    {megabytes:8.1f} MB     {sum(files) / len(found) / 1000:8.1f} KB a page")
    print(f"search  {(site / 'search' / 'search_index.json').stat().st_size / 1e6:8.1f} MB")
    print(f"lists   {found[0][0] / 1000:8.0f} KB the largest ({found[0][1]})")
    print(
        f"pages   {inner[0][0] / 1000:8.0f} KB the largest ({inner[0][1]}){'' if inner[0][0] <= LARGEST else '   MISSED: above 300 KB'}",
        flush=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--repeat", type=int, default=1)
    asked = parser.parse_args()
    for text in asked.sizes.split(","):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "base"
            write(generate(int(text)), root)
            of_size(root, int(text), asked.repeat)
