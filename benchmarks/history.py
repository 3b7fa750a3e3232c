"""Times diff and trend on a history, as ratios to loading the same knowledge base once from disk.

    python benchmarks/history.py [--components 1000] [--commits 500]

A knowledge base is written and committed; each further commit changes one line of one file. Times are CPU seconds of this
process, git's own beside them as a share of the wall clock. Seconds are this machine's; quote the ratios.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from generate import generate
from generate_yaml import write

from kb.analyses.diff.compare import compare
from kb.analyses.diff.side import Side
from kb.analyses.risk.assess import Assessment
from kb.files.cache import Cache
from kb.files.commit import CommitStore
from kb.files.load import load
from kb.files.trends import Asked, trend_of
from kb.git.repository import Repository
from kb.importers._overlay import Catalogue
from kb.model.moment import noon, parse_day

AT = noon(parse_day("2026-09-14"))
TARGETS = {"diff of one commit": 8, "trend, nothing kept": 150, "trend, all kept": 15}


def git(folder: Path, *words: str, day: int = 0) -> None:
    date = f"{1_700_000_000 + day * 43_200} +0000"
    names = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    subprocess.run(["git", *words], cwd=folder, env=names | dates | {"PATH": "/usr/bin:/bin"}, check=True)


def build(folder: Path, components: int, commits: int) -> None:
    """Write a base, and a history of it: each commit takes a person from one component, or gives them back."""
    write(generate(components), folder / "kb")
    (folder / "kb/kb.toml").unlink()  # each commit at its own date
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    files = sorted((folder / "kb/ownership").glob("knowledge-*.yml"))
    for number in range(1, commits):
        file = files[number % len(files)]
        lines = file.read_text().splitlines()
        place = 2 + (number * 7) % (len(lines) - 2)
        if lines[place].startswith("    "):
            person = lines[place].partition(":")[0]
            lines[place] = f"{person}: {'assist' if 'operate' in lines[place] else 'operate'}"
        file.write_text("\n".join([*lines, f"# {number}"]) + "\n")
        git(folder, "commit", "-qam", str(number), day=number)


def timed(work: object, repeat: int = 1) -> tuple[float, float]:
    """Return the median CPU and wall seconds of some work."""
    cpu, wall = [], []
    for _ in range(repeat):
        start = time.process_time(), time.perf_counter()
        work()  # type: ignore[operator]
        cpu.append(time.process_time() - start[0])
        wall.append(time.perf_counter() - start[1])
    return median(cpu), median(wall)


def say(name: str, seconds: tuple[float, float], floor: tuple[float, float]) -> None:
    ratio = seconds[0] / floor[0]
    target = TARGETS.get(name)
    met = "" if target is None else f"target {target:g}  {'met' if ratio <= target else 'MISSED'}"
    print(
        f"{name:24} {seconds[0]:8.3f} s CPU {seconds[1]:8.3f} s wall {ratio:8.2f}x of loading once  {met}", flush=True
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--components", type=int, default=1000)
    parser.add_argument("--commits", type=int, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        build(folder, asked.components, asked.commits)
        root = folder / "kb"
        once = timed(lambda: load(root), 7)
        print(f"{asked.components:,} components, {asked.commits:,} commits")
        say("load once", once, once)
        say("risk report", timed(lambda: Assessment(load(root).base, AT).report("all"), 5), once)

        def diff() -> None:
            found = Repository.around(root)
            with found.objects() as objects:
                old = load(CommitStore(objects, found.resolve("HEAD~1"), "kb")).base
            compare(Side(old, AT, "old"), Side(load(root).base, AT, "new"))

        say("diff of one commit", timed(diff, 5), once)
        wanted = Asked(None, "commit", None, AT, dated=False, weeks=0)
        loaded, kept = load(root), Cache(folder / "cache", "trend")

        def trend(kept: Cache | None) -> None:
            points = trend_of(root, loaded, wanted, kept, Catalogue(root), lambda *_: None).points
            if len(points) < asked.commits:
                sys.exit(f"{len(points)} points of {asked.commits} commits")

        say("trend, nothing kept", timed(lambda: trend(None)), once)
        trend(kept)
        say("trend, all kept", timed(lambda: trend(kept), 3), once)


if __name__ == "__main__":
    main()
