"""Invented organisations for benchmarks and tests: who needs what, who can operate what, as plain integers.

Standard library only; equal arguments give equal models on every machine. Shapes of the service graph:

* ``layered``: six layers; 70 % of the needs stay in the component's own domain (about 120 components), 20 % go to a
  few platform hubs (heavy-tailed), 10 % anywhere below; 0.2 % are back edges that close cycles.
* ``dag``: needs drawn uniformly among *earlier* components: no cycle, huge closures, the worst case for bit sets.
* ``random``: needs drawn uniformly among all components: one giant cycle.

Skews of knowledge: ``heavy`` (a few people hold hundreds of components, 1 to 6 holders each) and ``flat`` (holders drawn
from the owning team, 15 % from anywhere).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

Shape = Literal["layered", "dag", "random"]
Skew = Literal["flat", "heavy"]

DOMAIN = 120
LAYERS = 6
TEAM = 8
TIER_WEIGHTS = (8, 4, 2, 1)


@dataclass(frozen=True, slots=True)
class Model:
    """An invented organisation. Components and people are numbered from 0.

    Attributes:
        needs: per component the components it needs.
        holders: per component the people who can operate it.
        tiers: per component its tier, 0 to 3.
        teams: per component the team that owns it.
        person_teams: per person the team.
    """

    needs: list[list[int]]
    holders: list[tuple[int, ...]]
    tiers: list[int]
    teams: list[int]
    person_teams: list[int]

    @property
    def weights(self) -> list[int]:
        """Tier weight per component: 8, 4, 2, 1 for tiers 0 to 3."""
        return [TIER_WEIGHTS[tier] for tier in self.tiers]


def generate(
    components: int,
    people: int | None = None,
    *,
    shape: Shape = "layered",
    skew: Skew = "heavy",
    needs: int = 5,
    seed: int = 7,
) -> Model:
    """Invent an organisation of `components` components and `people` people (default: half as many)."""
    staff = max(1, components // 2) if people is None else people
    rng = random.Random(f"{seed}/{components}/{staff}/{shape}/{skew}")
    team_count = max(1, staff // TEAM)
    tiers = rng.choices((0, 1, 2, 3), (5, 15, 40, 40), k=components)
    teams = [rng.randrange(team_count) for _ in range(components)]
    person_teams = [person % team_count for person in range(staff)]
    if shape == "layered":
        graph = _layered(rng, components, needs)
    elif shape == "dag":
        graph = [rng.sample(range(node), min(needs, node)) for node in range(components)]
    else:
        graph = [rng.sample(range(components), min(needs, components)) for _ in range(components)]
    return Model(graph, _holders(rng, teams, person_teams, skew), tiers, teams, person_teams)


def _holders(rng: random.Random, teams: list[int], person_teams: list[int], skew: Skew) -> list[tuple[int, ...]]:
    """Draw the holders of every component."""
    people = range(len(person_teams))
    by_team: list[list[int]] = [[] for _ in range(max(person_teams, default=0) + 1)]
    for person, team in enumerate(person_teams):
        by_team[team].append(person)
    famous = list(people)
    rng.shuffle(famous)
    cumulated = list(accumulate(1.0 / (rank + 1) ** 1.1 for rank in people))
    found = []
    for team in teams:
        wanted = rng.choices((1, 2, 3, 4, 5, 6), (12, 25, 30, 18, 10, 5))[0] if skew == "heavy" else 3
        chosen: dict[int, None] = {}
        for _ in range(40):
            if len(chosen) >= wanted:
                break
            if skew == "heavy" and rng.random() < 0.5:
                chosen[famous[rng.choices(people, cum_weights=cumulated)[0]]] = None
            else:
                chosen[rng.choice(by_team[team]) if rng.random() < 0.85 else rng.choice(people)] = None
        found.append(tuple(sorted(chosen)))
    return found


def _layered(rng: random.Random, size: int, needs: int) -> list[list[int]]:
    """Draw a graph of domains and layers over a few platform hubs."""
    domain_count = max(1, size // DOMAIN)
    order = list(range(size))
    rng.shuffle(order)
    layer = [0] * size
    domain_of: list[list[int]] = [[]] * size
    for domain in (order[start::domain_count] for start in range(domain_count)):
        for position, node in enumerate(domain):
            layer[node] = min(LAYERS - 1, position * LAYERS // len(domain))
            domain_of[node] = domain
    hubs = [node for node in range(size) if layer[node] == 0][: max(3, size // 200)]
    below = [[node for node in range(size) if layer[node] < depth] for depth in range(LAYERS)]
    return [_needs_of(rng, node, layer, domain_of[node], hubs, below, needs) for node in range(size)]


def _needs_of(
    rng: random.Random,
    node: int,
    layer: list[int],
    domain: list[int],
    hubs: list[int],
    below: list[list[int]],
    needs: int,
) -> list[int]:
    """Draw what one component of a layered graph needs."""
    depth = layer[node]
    chosen: list[int] = []
    for _ in range(60):
        if len(chosen) >= needs:
            break
        kind = rng.random()
        back = kind < 0.002
        if back:
            target = rng.randrange(len(layer))
        elif depth == 0 or 0.7 <= kind < 0.9:
            target = hubs[int(len(hubs) * rng.random() ** 3)]
        elif kind < 0.7:
            target = domain[rng.randrange(max(1, len(domain) * depth // LAYERS))]
        else:
            target = rng.choice(below[depth])
        lower = layer[target] < depth or (depth == 0 and target < node)
        if target != node and target not in chosen and (lower or back):
            chosen.append(target)
    return chosen
