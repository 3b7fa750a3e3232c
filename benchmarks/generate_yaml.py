"""Write an invented organisation as a knowledge base: about twelve lines of YAML a component.

    python benchmarks/generate_yaml.py 10000 DIR [--shape layered|dag|random] [--people N]

Every component has an owner, a tier, a description, tags, a capacity, five needs and about three people who know it.
Equal arguments give equal bytes.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from generate import Model, generate

WORDS = [
    "ledger",
    "invoice",
    "payment",
    "auth",
    "session",
    "search",
    "catalog",
    "cart",
    "order",
    "ship",
    "refund",
    "quota",
    "audit",
]
PER_FILE = 100


def components(model: Model, rng: random.Random) -> Iterator[str]:
    """Yield the text of one file of architecture/ after the other."""
    size = len(model.needs)
    digits = len(str(size))
    for start in range(0, size, PER_FILE):
        lines = ["services:"]
        for number in range(start, min(size, start + PER_FILE)):
            one, two = rng.choice(WORDS), rng.choice(WORDS)
            needs = ", ".join(f"svc-{target:0{digits}d}" for target in model.needs[number])
            lines += [
                f"  svc-{number:0{digits}d}:",
                f"    title: {one.title()} {two} {number}",
                f"    owner: team-{model.teams[number]}",
                f"    tier: {model.tiers[number]}",
                f'    description: "Keeps {one} and {two} in step; see the runbook before a restart."',
                f"    tags: [{one}, {two}]",
                f"    needs: [{needs}]",
                f"    capacity: {{unit: requests per second, designed: {rng.randint(1, 9) * 1000}}}",
            ]
        yield "\n".join(lines) + "\n"


def knowledge(model: Model, rng: random.Random) -> Iterator[str]:
    """Yield the text of one file of ownership/ after the other."""
    size = len(model.holders)
    digits = len(str(size))
    for start in range(0, size, PER_FILE):
        lines = ["knowledge:"]
        for number in range(start, min(size, start + PER_FILE)):
            lines.append(f"  svc-{number:0{digits}d}:")
            for person in model.holders[number]:
                day = f"2026-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}"
                drill = f"{{level: operate, by: drill, last: {day}, ref: notes of {day}}}"
                lines.append(f"    p-{person}: {rng.choice(['operate', 'assist', drill])}")
        yield "\n".join(lines) + "\n"


def write(model: Model, root: Path, seed: int = 7) -> None:
    """Write a model below a folder, which must not hold a knowledge base yet."""
    rng = random.Random(seed)
    for folder in ("architecture", "ownership"):
        (root / folder).mkdir(parents=True)
    (root / "kb.toml").write_text('as_of = "2026-09-14"\n')
    for number, text in enumerate(components(model, rng)):
        (root / "architecture" / f"services-{number:05d}.yml").write_text(text)
    for number, text in enumerate(knowledge(model, rng)):
        (root / "ownership" / f"knowledge-{number:05d}.yml").write_text(text)
    people = [f"  p-{number}: {{team: team-{team}}}" for number, team in enumerate(model.person_teams)]
    (root / "ownership" / "people.yml").write_text("\n".join(["people:", *people]) + "\n")
    teams = sorted({*model.teams, *model.person_teams})
    lines = [f"  team-{team}: {{contact: [{{kind: chat, to: team-{team}}}]}}" for team in teams]
    (root / "ownership" / "teams.yml").write_text("\n".join(["teams:", *lines]) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("components", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int)
    parser.add_argument("--shape", default="layered", choices=["layered", "dag", "random"])
    asked = parser.parse_args()
    write(generate(asked.components, asked.people, shape=asked.shape), asked.folder)
