"""The people in blocks of falling density: every border between two blocks is an exact optimum.

Blocks are split until they are straight, all of them or only the one in which a target lies. A block is split at the
tight prefixes of a nearly fair sharing; where these leave too much in one piece, by an exact flow at its own mean slope,
which either splits it or proves it straight. A large block with a target is first cut a little below and a little above
the slope at the target, so that hardly anything has to be decided finely: two flows instead of one after the other, each
halving what is left.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from kb.graph.critical_sets.flow import Flow
from kb.graph.critical_sets.hull import Breakpoint
from kb.graph.critical_sets.sharing import SWEEPS, Block, at_tight_prefixes, balance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.graph.critical_sets.problem import Problem

MUCH = 0.7  # share of a block that its largest part may keep before a flow halves it
CUTS = (0.95, 1.04)  # slopes to cut at, relative to that at the target
MANY = 2_000  # people from which on a block is cut beside its target first
FIRST_SWEEPS = 2  # over all of a large block; measured, as are the next three
NEAR_SWEEPS = 4  # and then over what lies around the slope to cut at
BAND = (0.97, 1.03)  # how near that is, relative to the slope
SLOPES = 1 << 10  # a slope to cut at is a multiple of 1 / SLOPES


class Decomposition:
    """The people in blocks of falling density: every border between blocks is an exact optimum."""

    def __init__(self, problem: Problem) -> None:
        shares = [
            [weight / len(people)] * len(people) for people, weight in zip(problem.sets, problem.weights, strict=True)
        ]
        self.blocks = [Block(problem.people(), problem.sets, problem.weights, shares)] if problem.sets else []

    def points(self, lost: int) -> Iterator[Breakpoint]:
        """Return all borders, from nobody gone to everybody gone."""
        people, weight = 0, lost
        yield Breakpoint(people, weight)
        for block in self.blocks:
            people += len(block.people)
            weight += block.weight
            yield Breakpoint(people, weight)

    def around(self, target: int) -> tuple[list[Block], Block]:
        """Return the blocks before the one in which `target` is reached, and that one."""
        reached = 0
        for index, block in enumerate(self.blocks):
            reached += block.weight
            if reached >= target:
                return self.blocks[:index], block
        return self.blocks[:-1], self.blocks[-1]

    def resolve(self, work: int, target: int | None = None) -> bool:
        """Split blocks until they are straight: all of them, or only that of `target`. False = work limit reached."""
        done: list[Block] = []
        todo = self.blocks[::-1]
        reached, spent = 0, 0
        while todo:
            block = todo.pop()
            weight = block.weight
            wanted = target is None or reached < target <= reached + weight
            if block.straight or not wanted or spent >= work:
                done.append(block)
                reached += weight
                continue
            parts, cost = _split(block, None if target is None else target - reached)
            spent += cost
            todo += parts[::-1]
        self.blocks = done
        return all(block.straight for block in done)


def _split(block: Block, target: int | None) -> tuple[list[Block], int]:
    """Split a block at tight prefixes and, where these leave too much of it in one piece, by a flow.

    A block that comes back alone is straight. The piece that matters is that of `target`, else the largest. Returns the
    parts and the work done.
    """
    work = sum(map(len, block.sets)) * (SWEEPS + 1)
    if len(block.people) == 1:
        block.straight = True
        return [block], work
    load = block.loads()
    if target is not None and not (block.low and block.high) and len(block.people) >= MANY:
        return _cut_near(block, load, target)
    for _ in range(SWEEPS):
        balance(block, load)
    parts = at_tight_prefixes(block, load)
    index = _largest(parts) if target is None else _reaching(parts, target)
    if len(parts[index].people) > MUCH * len(block.people):
        flow = Flow(parts[index])
        flow.run()
        parts[index : index + 1] = flow.parts()
        work += flow.work
    return parts, work


def _cut_near(block: Block, load: dict[int, float], target: int) -> tuple[list[Block], int]:
    """Cut a large block a little beside `target`: first below, then above, so that little is left between the two.

    The load at which the nearly fair sharing reaches the target is the slope of the hull there; a cut at any slope is an
    exact optimum. If the target turns out to lie beyond a cut, there is another one on that side.
    """
    for _ in range(FIRST_SWEEPS):
        balance(block, load)
    reached = 0.0
    level = 0.0
    for level in sorted(load.values(), reverse=True):
        reached += level
        if reached >= target:
            break
    near = _around(block, load, level)
    for _ in range(NEAR_SWEEPS):
        balance(near, load)
    flow = Flow(block, max(1, int(level * CUTS[block.low] * SLOPES)), SLOPES)
    flow.run()
    parts = flow.parts()
    if len(parts) > 1:
        dense, rest = parts
        dense.low, dense.high = True, block.high
        rest.low, rest.high = block.low, True
    elif flow.dense_everywhere():
        block.low = True
    else:
        block.high = True
    work = FIRST_SWEEPS * sum(map(len, block.sets)) + NEAR_SWEEPS * sum(map(len, near.sets))
    return parts, flow.work + work


def _around(block: Block, load: dict[int, float], level: float) -> Block:
    """Return the components that people about a level or above carry, and that people about it or below could.

    Only these decide what a cut at about that level looks like. The shares are those of the block, not copies.
    """
    low, high = BAND[0] * level, BAND[1] * level
    near = Block(block.people, [], [], [])
    for people, weight, shares in zip(block.sets, block.weights, block.shares, strict=True):
        if len(people) == 1:
            continue
        loads = [load[person] for person in people]
        if min(loads) < high and max([one for one, share in zip(loads, shares, strict=True) if share]) > low:
            near.sets.append(people)
            near.weights.append(weight)
            near.shares.append(shares)
    return near


def _largest(parts: Sequence[Block]) -> int:
    """Return the index of the part with most people, the first among equals."""
    return max(range(len(parts)), key=lambda index: len(parts[index].people))


def _reaching(parts: Sequence[Block], target: int) -> int:
    """Return the index of the part in which the weight lost reaches `target`."""
    reached = accumulate(part.weight for part in parts)
    return next(index for index, weight in enumerate(reached) if weight >= target)
