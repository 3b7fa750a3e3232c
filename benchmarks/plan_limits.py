"""Time of plans at the limits of what ``[plan]`` may say: every setting at its least and its most, and many of them together.

    PYTHONPATH=. python benchmarks/plan_limits.py [--corners 20] [--size 1000] [--most 30] [--only founding,lantern,1000]

The bases are that of this repository, the example organisation and an invented one of 1,000 components. Settings are made such that
there is ample time, such that there is next to none, and such that a course has hundreds of sessions; corners draw each setting
from its least, its most and its default. Each plan is asked for as `kb plan` does, what would help included. Prints the slowest and exits
with 1 if one took more CPU seconds than ``--most``: there is an answer to every legal setting.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generate import generate
from generate_yaml import write

from kb.analyses.plan.propose import propose
from kb.analyses.plan.scope import LONGEST, Scope
from kb.files.load import load
from kb.model.base import Base
from kb.model.moment import noon
from kb.model.settings import PlanSettings

HERE = Path(__file__).parents[1]
FROM_NOTHING = ("overlap_hours", "stay_days", "reserved_days")
LEAST = {name: 0 if name in FROM_NOTHING else 1 for name in PlanSettings._fields}
MOST = {name: LONGEST if name == "weeks" else 1000 for name in PlanSettings._fields}
STEPS = ("read", "pairing", "guided_run", "drill", "write_up", "rediscovery")
AMPLE = {
    "weeks": LONGEST, "learner_hours": 1000, "mentor_hours": 1000, "learner_components": 1000, "mentor_learners": 1000, "target": 9
}  # fmt: skip
NAMED = {
    "default": {},
    "all least": LEAST,
    "all most": MOST,
    "ample": AMPLE,
    "ample, sessions of an hour": AMPLE | {"session": 1},
    "ample, sessions of an hour, long steps": AMPLE | {"session": 1} | dict.fromkeys(STEPS, 1000),
    "104 hours a week": {**AMPLE, "learner_hours": 104, "mentor_hours": 104, "learner_components": 24, "mentor_learners": 24},
    "long rediscovery": {"drill": 24, "rediscovery": 104, "learner_components": 24, "target": 9},
    "an hour a week, two years": {"weeks": LONGEST, "learner_hours": 1, "mentor_hours": 1, "target": 9},
    "long steps, two years": {"weeks": LONGEST, "read": 100, "pairing": 100, "rediscovery": 100, "target": 3},
}  # fmt: skip


def settings(corners: int, seed: int = 5) -> Iterator[tuple[str, PlanSettings]]:
    """Yield settings, each with a name."""
    for name, changes in NAMED.items():
        yield name, PlanSettings(**changes)
    for name in PlanSettings._fields:
        for word, limits in (("least", LEAST), ("most", MOST)):
            yield f"{word} {name}", PlanSettings(**{name: limits[name]})
    rng = random.Random(seed)
    for number in range(corners):
        drawn = {
            name: rng.choice((LEAST[name], MOST[name], PlanSettings._field_defaults[name]))
            for name in PlanSettings._fields
        }
        yield f"corner {number}", PlanSettings(**drawn)


def bases(size: int) -> dict[str, tuple[Base, date]]:
    """Return the bases to plan for, and from which day on."""
    with tempfile.TemporaryDirectory() as folder:
        write(generate(size), Path(folder))
        invented = load(folder).base
    return {
        "founding": (load(HERE).base, date(2023, 5, 23)),
        "lantern": (load(HERE / "examples" / "lantern").base, date(2026, 9, 14)),
        str(size): (invented, date(2026, 6, 1)),
    }


def measured(base: Base, day: date, plan: PlanSettings) -> tuple[float, str]:
    """Return the CPU seconds of a plan, and what it says of itself."""
    asked = base._replace(settings=base.settings._replace(plan=plan))
    start = time.process_time()
    found = propose(asked, noon(day), Scope())
    seconds, proof = time.process_time() - start, found.proof
    gap = 1 - proof.gain / proof.gain_bound if proof.gain_bound else 0.0
    return seconds, f"{found.totals.sessions:,} sessions, gap {gap:.1%}, {found.totals.open} open"


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corners", type=int, default=20)
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--most", type=float, default=30.0, help="CPU seconds a plan may take")
    parser.add_argument("--only", default="", help="names of bases")
    chosen = parser.parse_args()
    slow = []
    for where, (base, day) in bases(chosen.size).items():
        if chosen.only and where not in chosen.only.split(","):
            continue
        for name, plan in settings(chosen.corners):
            seconds, said = measured(base, day, plan)
            slow.append((seconds, f"{where}, {name}: {said}"))
            print(f"{seconds:7.2f} s  {slow[-1][1]}", flush=True)
    slow.sort(reverse=True)
    print(f"{len(slow)} plans; the slowest:")
    print("\n".join(f"{seconds:7.2f} s  {said}" for seconds, said in slow[:5]))
    return int(slow[0][0] > chosen.most)


if __name__ == "__main__":
    sys.exit(main())
