"""The truck factor against published figures, and reading a history against its floor.

    python benchmarks/truck_factor.py CLONES                  sixteen pinned repositories with their published truck factor
    python benchmarks/truck_factor.py CLONES --table FILE     any clones whose commit and file counts match a row of the table
    python benchmarks/truck_factor.py --speed REPOSITORY      kb's counting beside `git log --name-status -M`, and beside the
                                                              PyPI package truckfactor if `--peer COMMAND` names it
    python benchmarks/truck_factor.py --many FOLDER           all repositories below FOLDER, two levels deep: one after the other,
                                                              in two processes, and on a Dask cluster of two workers if installed

CLONES is a folder with a clone of each (bare or not; `OWNER+NAME/repo`, `OWNER/NAME` or `NAME`). The figures are those of
Avelino et al., *A Novel Approach for Estimating Truck Factors* (ICPC 2016), as kept in the MIT-licensed repository
spite-driven-development/Truck-Factor, meta/output.csv; the pins have the same numbers of commits and files.
"""

import argparse
import contextlib
import csv
import hashlib
import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

from kb.analyses.maintaining.authorship import Authorship
from kb.analyses.maintaining.tally import PUBLISHED, Rules, Tally
from kb.analyses.maintaining.truck_factor import truck_factor
from kb.git.history import files, history
from kb.importers._mining import Job, is_repository, mine, mine_all, names_of, open_repository

PINS = """
alexreisner/geocoder 90e2ef1c82 1        bup/bup b27758e1ac 2
celluloid/celluloid 5586341ad7 1         rails/thor 53b3fc89ce 1
gruntjs/grunt f290002eb3 1               janl/mustache.js d4ba5a19d4 1
formtastic/formtastic 0de7941dfd 1       kriswallsmith/assetic 138dd4b5ff 1
heartcombo/devise 4bb457ff6d 2           ratchetphp/Ratchet 21fbef1773 1
resque/resque 6eba083bbd 6               Seldaek/monolog bba433ac38 11
silexphp/Silex aa68047e0e 1              thoughtbot/factory_bot 02df69cc91 1
thoughtbot/paperclip 97c78efdce 1        pallets/flask 818c42cfea 1
"""


def clone(folder: Path, name: str) -> Path | None:
    owner, _, short = name.partition("/")
    for place in (f"{owner}+{short}/repo", f"{owner}+{short}", name, short, f"{short}.git"):
        if is_repository(folder / place):
            return folder / place
    return None


def measured(place: Path, revision: str):
    repository = open_repository(place)
    head = repository.resolve(revision)
    tally = Tally(PUBLISHED)
    tally.add(history(repository, head))
    return truck_factor(place.name, head.id, Authorship(tally, files(repository, head), logins=False))


def compare(rows) -> int:
    print(f"{'repository':<32}{'published':>10}{'greedy':>8}{'exact':>7}{'range':>9}{'files':>7}")
    exact = near = 0
    for name, place, revision, published in rows:
        if place is None:
            print(f"{name:<32}{published:>10}   no clone")
            continue
        found = measured(place, revision)
        size = found.published
        gap = abs(size.greedy - published)
        exact += gap == 0
        near += gap <= 1
        proof = "" if size.size == size.bound else "?"
        print(
            f"{name:<32}{published:>10}{size.greedy:>8}{f'{size.size}{proof}':>7}{f'{found.low}-{found.high}':>9}{size.files:>7}{'' if gap == 0 else '   <'}"
        )
    print(f"\n{exact} of {len(rows)} as published, {near} within 1")
    return 0 if near == len(rows) else 1


def pinned(folder: Path):
    words = PINS.split()
    return [
        (name, clone(folder, name), pin, int(tf))
        for name, pin, tf in zip(words[::3], words[1::3], words[2::3], strict=True)
    ]


def from_table(folder: Path, table: Path):
    """Yield the newest commit of each clone at which the number of commits is that of the table."""
    rows = []
    for row in csv.DictReader(table.open(encoding="utf-8")):
        place = clone(folder, row["fullname"])
        if place is not None:
            line = ["git", "-C", str(place), "rev-list", "HEAD"]
            ids = subprocess.run(line, capture_output=True, text=True, check=True).stdout.split()
            for name in ids[: -int(row["commits"]) + 400 or None]:
                count = subprocess.run([*line[:-1], "--count", name], capture_output=True, text=True, check=True).stdout
                if int(count) == int(row["commits"]):
                    rows.append((row["fullname"], place, name, int(row["truckfactor"])))
                    break
    return rows


def timed(run, repeat: int = 3) -> float:
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


def speed(place: Path, peer: str | None) -> int:
    with Path(os.devnull).open("wb") as null:
        floor = timed(
            lambda: subprocess.run(["git", "-C", str(place), "log", "--name-status", "-M"], stdout=null, check=True)
        )
        raw = timed(
            lambda: subprocess.run(["git", "-C", str(place), "log", "--raw", "-M", "-z"], stdout=null, check=True)
        )
    ours = timed(lambda: mine(Job(str(place), "HEAD", PUBLISHED, "")))
    print(f"git log --name-status -M   {floor:8.2f} s\ngit log --raw -M -z        {raw:8.2f} s  (floor)")
    print(f"kb: history to evidence    {ours:8.2f} s  {ours / raw:.2f}x the floor (target 1.25x)")
    program = [
        sys.executable,
        "-c",
        "import sys; from kb.cli.main import run; run()",
        "import",
        "git",
        str(place),
        "--truck-factor",
    ]
    whole = timed(lambda: subprocess.run([*program, "--no-cache"], capture_output=True, check=True))
    print(f"kb import git --truck-factor, whole process {whole:8.2f} s  {whole / floor:.2f}x git log --name-status -M")
    if peer:
        other = timed(lambda: subprocess.run([*shlex.split(peer), str(place)], capture_output=True, check=True), 1)
        print(f"{peer} {other:8.2f} s  {other / whole:.0f}x ours")
    return 0


def cpu_seconds() -> float:
    """Return the CPU seconds of this process and of those it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def many(folder: Path) -> int:
    """Count all repositories in three ways and compare the bytes; the results are the same or this exits with 1."""
    places = sorted(
        path for pattern in ("*", "*/*") for path in folder.glob(pattern) if path.is_dir() and is_repository(path)
    )
    jobs = [Job(str(place), "HEAD", Rules(), "", name) for place, name in zip(places, names_of(places), strict=True)]
    told = {}

    def count(name, **options):
        start = time.perf_counter()
        found = mine_all(jobs, progress=lambda *_: None, **options)
        took = time.perf_counter() - start
        digest = hashlib.sha256(json.dumps(found, sort_keys=True).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        told.setdefault(name, []).append((took, digest))

    cluster = None
    with contextlib.suppress(ImportError):
        from distributed import LocalCluster  # noqa: PLC0415 - an extra

        cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0")
    before = cpu_seconds()
    count("one after the other", processes=1)
    cpu = cpu_seconds() - before
    for _ in range(2):  # in turns, so that whatever else the machine does meets all of them
        count("one after the other", processes=1)
        count("two processes", processes=2)
        if cluster is not None:
            count("Dask, two workers", processes=1, cluster=cluster.scheduler_address)
    if cluster is not None:
        cluster.close()
    best = {name: min(runs)[0] for name, runs in told.items()}
    serial = best["one after the other"]
    print(
        f"{len(jobs)} repositories; {cpu:.1f} CPU seconds with git's, of which git and Python overlap already one after the other;"
    )
    print(
        f"two idle cores could not do better than {cpu / 2 / serial:.2f}x serial; load of the machine: {os.getloadavg()[0]:.1f}"
    )
    for name, seconds in best.items():
        print(
            f"{name:<22}{seconds:8.2f} s  {seconds / serial:.2f}x serial, {seconds / best['two processes']:.2f}x two processes"
        )
    digests = {digest for runs in told.values() for _, digest in runs}
    print(f"same bytes: {'yes' if len(digests) == 1 else 'NO'} ({', '.join(sorted(digests))})")
    return 0 if len(digests) == 1 else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clones", nargs="?", type=Path)
    parser.add_argument("--table", type=Path)
    parser.add_argument("--speed", type=Path)
    parser.add_argument("--many", type=Path)
    parser.add_argument("--peer", help="command of the peer; the repository is its last argument")
    given = parser.parse_args()
    if given.speed:
        return speed(given.speed, given.peer)
    if given.many:
        return many(given.many)
    if given.clones is None:
        parser.error("name the folder of clones, --speed REPOSITORY or --many FOLDER")
    return compare(from_table(given.clones, given.table) if given.table else pinned(given.clones))


if __name__ == "__main__":
    sys.exit(main())
