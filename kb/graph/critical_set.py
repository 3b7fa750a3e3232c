"""Critical sets: how few people must be gone before more than a share of the components has no operator left.

Standard library only, exact integers wherever a number is promised. Components are numbered by their place in
`holders`, people by any integers. A component is *orphaned* when all its holders are gone; one without holders is
orphaned already.

The smallest such set is NP-hard to find (minimum k-union), but its relaxation is not. Let f(P) be the weight
orphaned by the absence of P. f is supermodular, so the upper convex hull of "k people gone -> weight lost" is found
in polynomial time by minimum cuts (project selection, Picard 1976; parametric: Gallo, Grigoriadis, Tarjan 1989),
and between two breakpoints it equals the bound of the linear program. It is computed here by its dual, *sharing*:
hand the weight of every component out to its holders. For **any** sharing, k people can never orphan more than the
k largest loads together, because a component lost to P lies with all its weight on P: every sharing is a
certificate. The fairest sharing gives the hull itself (dense decomposition: Fujishige 1980; Danisch, Chan, Sozio
2017).

1. Components with equal holders are drawn together.
2. Sweeps of water-filling make the sharing nearly fair. Where nobody outside a prefix of the people, sorted by load,
   shares a component with a share inside, that prefix is an exact optimum, and the problem falls apart there.
3. What remains between is decided by an exact integer flow (push-relabel on the people, Goldberg and Tarjan 1988):
   either the block can share equally, and the hull is straight there, or the cut is a new breakpoint.
4. The set itself: from the breakpoint below, complete the component with most gain per person; drop whom one can
   spare.
5. If that is not yet the bound, branch and bound, as far as a limit of *work* (not time) goes.

The people of the set found never leave this module: results carry sizes, bounds and components.

Longer than the usual 150 lines: one method, whose parts share a representation, and two loops unrolled for speed.
"""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HULL_WORK = 20_000_000
SEARCH_WORK = 1_000_000
SWEEPS = 8
MUCH = 0.7  # share of a block that its largest part may keep before a flow halves it
SCALE = 1 << 20
NEVER = 1 << 60
GAP = 1e-6  # least difference of two loads that floats may decide upon, relative; rounding stays far below


class Breakpoint(NamedTuple):
    """`people` people gone can orphan `weight`, and no set of that many can orphan more."""

    people: int
    weight: int


@dataclass(frozen=True, slots=True)
class LossHull:
    """The upper convex hull of "k people gone -> weight lost".

    Attributes:
        points: breakpoints, people ascending, from what is lost already to what is lost without anybody. Each is an
            exact optimum; the straight lines between them bound the loss for every other number of people.
        complete: no breakpoint is missing. False when the work limit ended the search; then the lines between the
            points found are still achieved values, but no bounds.
    """

    points: tuple[Breakpoint, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class CriticalSet:
    """How few people can be gone before the needed weight is orphaned; deliberately without their identities.

    Attributes:
        needed: weight that has to be orphaned.
        total: weight of all components.
        already_orphaned: weight of the components nobody holds today.
        size: people in the smallest set found (an upper bound; the answer itself where `exact`).
        bound: no smaller set than this exists (certified).
        orphaned: the components orphaned by the set found, ascending.
        orphaned_weight: their weight.
        greedy: people needed when those with most weight go first (Avelino et al. 2016), for comparison.
    """

    needed: int
    total: int
    already_orphaned: int
    size: int
    bound: int
    orphaned: tuple[int, ...]
    orphaned_weight: int
    greedy: int

    @property
    def exact(self) -> bool:
        """Whether the size is proved to be the smallest."""
        return self.size == self.bound


def needed_weight(total: int, percent: int | Fraction) -> int:
    """Return the smallest weight that is *more than* `percent` % of `total`.

    Raises:
        ValueError: `percent` is not in 0 <= percent < 100, or there is no weight at all.
    """
    if not 0 <= percent < 100:
        message = f"a share must be at least 0 % and below 100 %, not {percent} %"
        raise ValueError(message)
    if total <= 0:
        message = "there is no component with a weight"
        raise ValueError(message)
    return int(Fraction(percent) * total / 100) + 1


def greedy_size(holders: Sequence[Sequence[int]], weights: Sequence[int], needed: int) -> int:
    """Return how many people go, those who hold most weight first, until `needed` is orphaned.

    The rule of Avelino et al. ("A novel approach for estimating truck factors", ICPC 2016), with weights in place of a
    number of files; ties by the smaller index. It can be far above the smallest set.
    """
    rank = _by_weight_held(holders, weights)
    gone_at = [0] * (len(rank) + 1)
    for people, weight in zip(holders, weights, strict=True):
        gone_at[max((rank[person] + 1 for person in people), default=0)] += weight
    for size, lost in enumerate(accumulate(gone_at)):
        if lost >= needed:
            return size
    return _unreachable(needed)


def _by_weight_held(holders: Sequence[Sequence[int]], weights: Sequence[int]) -> dict[int, int]:
    """Rank the people: 0 = who holds most weight."""
    held: dict[int, int] = {}
    for people, weight in zip(holders, weights, strict=True):
        for person in people:
            held[person] = held.get(person, 0) + weight
    return {person: rank for rank, person in enumerate(sorted(held, key=lambda person: (-held[person], person)))}


def _unreachable(needed: int) -> int:
    """Refuse a weight that even the absence of everybody does not orphan."""
    message = f"a weight of {needed} is more than all components have"
    raise ValueError(message)


def loss_hull(holders: Sequence[Sequence[int]], weights: Sequence[int], *, work: int = HULL_WORK) -> LossHull:
    """Return the whole hull of "k people gone -> weight lost".

    Args:
        holders: per component the distinct people who can operate it.
        weights: per component a non-negative integer weight.
        work: limit on visits of (component, holder) pairs; equal input and limit give equal results anywhere.

    Raises:
        ValueError: negative weights, or lists of different lengths.
    """
    problem = _Problem.of(holders, weights)
    decomposition = _Decomposition(problem)
    complete = decomposition.resolve(work)
    return LossHull(tuple(_corners(decomposition.points(problem.lost))), complete)


def critical_set(
    holders: Sequence[Sequence[int]],
    weights: Sequence[int],
    needed: int,
    *,
    work: int = HULL_WORK,
    search_work: int = SEARCH_WORK,
) -> CriticalSet:
    """Bound, and if possible find exactly, the smallest number of people whose absence orphans `needed` weight.

    Args:
        holders: per component the distinct people who can operate it.
        weights: per component a non-negative integer weight.
        needed: weight to be orphaned, see `needed_weight`.
        work: limit on the work spent on the bound (pair visits).
        search_work: limit on the work spent on branch and bound; 0 = do not branch.

    Raises:
        ValueError: `needed` is more than the total, negative weights, or lists of different lengths.
    """
    problem = _Problem.of(holders, weights)
    if needed > problem.total:
        _unreachable(needed)
    bound, gone = _enclose(problem, needed, work)
    if len(gone) > bound and search_work:
        bound, gone = _Search(problem, needed, bound, gone, search_work).run()
    orphaned = tuple(index for index, people in enumerate(holders) if gone.issuperset(people))
    return CriticalSet(
        needed=needed,
        total=problem.total,
        already_orphaned=problem.lost,
        size=len(gone),
        bound=bound,
        orphaned=orphaned,
        orphaned_weight=sum(weights[index] for index in orphaned),
        greedy=greedy_size(holders, weights, needed),
    )


def _enclose(problem: _Problem, needed: int, work: int) -> tuple[int, frozenset[int]]:
    """Return a certified lower bound and an achieved set."""
    if needed <= problem.lost:
        return 0, frozenset()
    decomposition = _Decomposition(problem)
    target = needed - problem.lost
    decomposition.resolve(work, target)
    below, block = decomposition.around(target)
    base = {person for earlier in below for person in earlier.people}
    reached = sum(earlier.weight for earlier in below)
    if block.straight:
        bound = len(base) + -(-(target - reached) * len(block.people) // block.weight)
    else:
        bound = len(base) + block.certified(target - reached)
    found = _complete(problem, target, base, block.people)
    return bound, frozenset(found)


def _corners(points: Iterable[Breakpoint]) -> Iterator[Breakpoint]:
    """Leave out points that lie on a straight line between their neighbours."""
    kept: list[Breakpoint] = []
    for point in points:
        while len(kept) > 1 and _collinear(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    yield from kept


def _collinear(one: Breakpoint, two: Breakpoint, three: Breakpoint) -> bool:
    """Tell whether the middle point adds nothing to the hull."""
    rise, run = two.weight - one.weight, two.people - one.people
    return rise * (three.people - two.people) <= (three.weight - two.weight) * run


@dataclass(frozen=True, slots=True)
class _Problem:
    """Components drawn together by equal holders, in an order that does not depend on the input's."""

    sets: list[tuple[int, ...]]
    weights: list[int]
    lost: int
    total: int

    @staticmethod
    def of(holders: Sequence[Sequence[int]], weights: Sequence[int]) -> _Problem:
        """Draw components together; those of weight 0 matter to nobody."""
        grouped: dict[tuple[int, ...], int] = {}
        for people, weight in zip(holders, weights, strict=True):
            if weight < 0:
                message = f"a weight must not be negative: {weight}"
                raise ValueError(message)
            if weight:
                key = tuple(sorted(set(people)))
                grouped[key] = grouped.get(key, 0) + weight
        lost = grouped.pop((), 0)
        sets = sorted(grouped)
        return _Problem(sets, [grouped[key] for key in sets], lost, lost + sum(grouped.values()))

    def people(self) -> list[int]:
        """Return everybody who holds something."""
        return sorted({person for people in self.sets for person in people})


@dataclass(slots=True)
class _Block:
    """Some people and the components that fall when they go after all earlier blocks; `shares` of each per holder."""

    people: list[int]
    sets: list[tuple[int, ...]]
    weights: list[int]
    shares: list[list[float]]
    straight: bool = False

    @property
    def weight(self) -> int:
        """Weight of its components."""
        return sum(self.weights)

    def loads(self) -> dict[int, float]:
        """Return what each of its people carries."""
        load = dict.fromkeys(self.people, 0.0)
        for people, shares in zip(self.sets, self.shares, strict=True):
            for person, share in zip(people, shares, strict=True):
                load[person] += share
        return load

    def certified(self, target: int) -> int:
        """Return the number of people that, by the present sharing in exact integers, `target` needs at least."""
        load = dict.fromkeys(self.people, 0)
        for people, shares in zip(self.sets, _whole(self, SCALE), strict=True):
            for person, share in zip(people, shares, strict=True):
                load[person] += share
        for size, most in enumerate(accumulate(sorted(load.values(), reverse=True)), start=1):
            if most >= target * SCALE:
                return size
        return len(load)


def _whole(block: _Block, scale: int) -> list[list[int]]:
    """Turn shares into integers that sum to weight times `scale` exactly; what rounding leaves goes to the largest."""
    result = []
    for weight, shares in zip(block.weights, block.shares, strict=True):
        whole = [int(share * scale) for share in shares]
        whole[shares.index(max(shares))] += weight * scale - sum(whole)
        result.append(whole)
    return result


class _Decomposition:
    """The people in blocks of falling density: every border between blocks is an exact optimum."""

    def __init__(self, problem: _Problem) -> None:
        shares = [
            [weight / len(people)] * len(people) for people, weight in zip(problem.sets, problem.weights, strict=True)
        ]
        self.blocks = [_Block(problem.people(), problem.sets, problem.weights, shares)] if problem.sets else []

    def points(self, lost: int) -> Iterator[Breakpoint]:
        """Return all borders, from nobody gone to everybody gone."""
        people, weight = 0, lost
        yield Breakpoint(people, weight)
        for block in self.blocks:
            people += len(block.people)
            weight += block.weight
            yield Breakpoint(people, weight)

    def around(self, target: int) -> tuple[list[_Block], _Block]:
        """Return the blocks before the one in which `target` is reached, and that one."""
        reached = 0
        for index, block in enumerate(self.blocks):
            reached += block.weight
            if reached >= target:
                return self.blocks[:index], block
        return self.blocks[:-1], self.blocks[-1]

    def resolve(self, work: int, target: int | None = None) -> bool:
        """Split blocks until they are straight: all of them, or only that of `target`. False = work limit reached."""
        done: list[_Block] = []
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


def _split(block: _Block, target: int | None) -> tuple[list[_Block], int]:
    """Split a block at tight prefixes and, where these leave too much of it in one piece, by a flow.

    A block that comes back alone is straight. The piece that matters is that of `target`, else the largest. Returns the
    parts and the work done.
    """
    work = sum(map(len, block.sets)) * (SWEEPS + 1)
    if len(block.people) == 1:
        block.straight = True
        return [block], work
    load = block.loads()
    for _ in range(SWEEPS):
        _balance(block, load)
    parts = _at_tight_prefixes(block, load)
    index = _largest(parts) if target is None else _reaching(parts, target)
    if len(parts[index].people) > MUCH * len(block.people):
        flow = _Flow(parts[index])
        flow.run()
        parts[index : index + 1] = flow.parts()
        work += flow.work
    return parts, work


def _largest(parts: Sequence[_Block]) -> int:
    """Return the index of the part with most people, the first among equals."""
    return max(range(len(parts)), key=lambda index: len(parts[index].people))


def _reaching(parts: Sequence[_Block], target: int) -> int:
    """Return the index of the part in which the weight lost reaches `target`."""
    reached = accumulate(part.weight for part in parts)
    return next(index for index, weight in enumerate(reached) if weight >= target)


def _balance(block: _Block, load: dict[int, float]) -> None:
    """Share every component out again, lowest loads first (water-filling), one component after the other."""
    for people, weight, shares in zip(block.sets, block.weights, block.shares, strict=True):
        count = len(people)
        if count == 1:
            continue
        if count == 2:
            one, two = people
            base_one, base_two = load[one] - shares[0], load[two] - shares[1]
            share = (weight + base_two - base_one) / 2
            if share < 0.0:
                share = 0.0
            elif share > weight:
                share = float(weight)
            shares[0], shares[1] = share, weight - share
            load[one], load[two] = base_one + share, base_two + (weight - share)
            continue
        bases = [load[person] - share for person, share in zip(people, shares, strict=True)]
        filled, level = 0.0, 0.0
        for number, base in enumerate(sorted(bases)):
            if number and base >= level:
                break
            filled += base
            level = (filled + weight) / (number + 1)
        for index, base in enumerate(bases):
            share = level - base
            if share > 0.0:
                shares[index], load[people[index]] = share, level
            else:
                shares[index], load[people[index]] = 0.0, base


def _at_tight_prefixes(block: _Block, load: dict[int, float]) -> list[_Block]:
    """Cut where the most loaded people carry only components that nobody less loaded holds.

    Such a prefix of k people loses exactly the sum of the k largest loads when it goes, which is the most any k can
    lose. Nearly equal loads are never cut apart, so that rounding decides nothing; the exact flow does.
    """
    order = sorted(block.people, key=lambda person: (-load[person], person))
    rank = {person: index for index, person in enumerate(order)}
    crossing = [0] * (len(order) + 1)
    lasts = []
    for people, shares in zip(block.sets, block.shares, strict=True):
        ranks = [rank[person] for person in people]
        last = max(ranks)
        crossing[min(place for place, share in zip(ranks, shares, strict=True) if share > 0.0)] += 1
        crossing[last] -= 1
        lasts.append(last)
    falls = [load[one] - load[two] > GAP * (1.0 + load[one]) for one, two in pairwise(order)]
    open_after = accumulate(crossing[: len(falls)])
    borders = [0]
    borders += (
        index + 1 for index, (open_, fall) in enumerate(zip(open_after, falls, strict=True)) if fall and not open_
    )
    borders.append(len(order))
    if len(borders) <= 2:
        return [block]
    number_of: list[int] = []
    for number, (start, end) in enumerate(pairwise(borders)):
        number_of += [number] * (end - start)
    return _group(block, order, [number_of[index] for index in range(len(order))], [number_of[last] for last in lasts])


def _group(block: _Block, order: Sequence[int], part_of: Sequence[int], part_of_set: Sequence[int]) -> list[_Block]:
    """Form the parts of a block; a component belongs to the part of its last holder and forgets the earlier ones."""
    parts = [_Block([], [], [], []) for _ in range(part_of[-1] + 1)]
    where = dict(zip(order, part_of, strict=True))
    for person, number in where.items():
        parts[number].people.append(person)
    for people, weight, shares, number in zip(block.sets, block.weights, block.shares, part_of_set, strict=True):
        part = parts[number]
        kept = [index for index, person in enumerate(people) if where[person] == number]
        part.sets.append(tuple(people[index] for index in kept) if len(kept) < len(people) else people)
        part.shares.append([shares[index] for index in kept])
        part.weights.append(weight)
    return parts


class _Flow:
    """Decide exactly whether a block's people can all carry the same, moving load from those above to those below.

    Everything is scaled by the number of people, so that the equal load, the block's weight, is a whole number. A
    person may pass a share of a component on to any other holder of it. Push-relabel with exact distances,
    recomputed now and then; what cannot be passed on marks a denser part (its people carry only components held
    among themselves).
    """

    def __init__(self, block: _Block) -> None:
        self.block = block
        self.goal = block.weight
        self.index = {person: place for place, person in enumerate(block.people)}
        self.sets = [[self.index[person] for person in people] for people in block.sets]
        self.shares = _whole(block, len(block.people))
        self.held: list[list[tuple[int, int]]] = [[] for _ in block.people]
        self.load = [0] * len(block.people)
        for number, (people, shares) in enumerate(zip(self.sets, self.shares, strict=True)):
            for place, (person, share) in enumerate(zip(people, shares, strict=True)):
                self.load[person] += share
                self.held[person].append((number, place))
        self.height = [0] * len(block.people)
        self.work = sum(map(len, self.sets))

    def run(self) -> None:
        """Pass load on until nobody above the goal reaches anybody below it."""
        pairs = sum(map(len, self.sets))
        while True:
            self._measure_heights()
            self.work += pairs
            active = deque(
                person for person, load in enumerate(self.load) if load > self.goal and self.height[person] < NEVER
            )
            if not active:
                return
            budget = 2 * pairs
            while active and budget > 0:
                cost = self._discharge(active.popleft(), active)
                budget -= cost
                self.work += cost

    def _measure_heights(self) -> None:
        """Set every height to the number of hands between a person and the nearest one below the goal."""
        height = [NEVER] * len(self.load)
        seen = bytearray(len(self.sets))
        ring = [person for person, load in enumerate(self.load) if load < self.goal]
        for person in ring:
            height[person] = 0
        level = 0
        while ring:
            level += 1
            following = []
            for person in ring:
                for number, _ in self.held[person]:
                    if seen[number]:
                        continue
                    seen[number] = 1
                    for other, share in zip(self.sets[number], self.shares[number], strict=True):
                        if share and height[other] == NEVER:
                            height[other] = level
                            following.append(other)
            ring = following
        self.height = height

    def _discharge(self, person: int, active: deque[int]) -> int:
        """Pass on what `person` carries above the goal; return the pairs visited."""
        cost = 0
        height = self.height
        while height[person] < NEVER:
            lowest = NEVER
            for number, place in self.held[person]:
                if not self.shares[number][place]:
                    continue
                people = self.sets[number]
                cost += len(people)
                for to_place, other in enumerate(people):
                    if height[other] < height[person]:
                        self._pass_on(number, place, to_place, active)
                        if self.load[person] <= self.goal:
                            return cost
                        if not self.shares[number][place]:
                            break
                    elif other != person and height[other] < lowest:
                        lowest = height[other]
            height[person] = min(lowest + 1, NEVER)
        return cost

    def _pass_on(self, number: int, place: int, to_place: int, active: deque[int]) -> None:
        """Move as much of a share as is too much for its carrier to another holder."""
        people, shares = self.sets[number], self.shares[number]
        giver, taker = people[place], people[to_place]
        amount = min(shares[place], self.load[giver] - self.goal)
        shares[place] -= amount
        shares[to_place] += amount
        self.load[giver] -= amount
        before = self.load[taker]
        self.load[taker] = before + amount
        if before <= self.goal < before + amount:
            active.append(taker)

    def parts(self) -> list[_Block]:
        """Return the denser part and the rest, or the block alone, which then is straight."""
        block, scale = self.block, len(self.load)
        for shares, whole in zip(block.shares, self.shares, strict=True):
            shares[:] = [share / scale for share in whole]
        dense = self._dense()
        if not any(dense):
            block.straight = True
            return [block]
        part_of = [0 if inside else 1 for inside in dense]
        order = sorted(range(scale), key=lambda person: (part_of[person], person))
        part_of_set = [max(part_of[person] for person in people) for people in self.sets]
        return _group(block, [block.people[person] for person in order], sorted(part_of), part_of_set)

    def _dense(self) -> bytearray:
        """Mark everybody to whom those above the goal could still pass something on."""
        dense = bytearray(len(self.load))
        stack = [person for person, load in enumerate(self.load) if load > self.goal]
        for person in stack:
            dense[person] = 1
        while stack:
            for number, place in self.held[stack.pop()]:
                if self.shares[number][place]:
                    for other in self.sets[number]:
                        if not dense[other]:
                            dense[other] = 1
                            stack.append(other)
        return dense


def _complete(problem: _Problem, target: int, base: set[int], block: Sequence[int]) -> set[int]:
    """Return people who orphan `target` weight: `base`, and members of `block` chosen greedily; nobody superfluous."""
    allowed = base.union(block)
    inside = [index for index, people in enumerate(problem.sets) if allowed.issuperset(people)]
    sets = [problem.sets[index] for index in inside]
    weights = [problem.weights[index] for index in inside]
    return _Greedy(sets, weights, base).grow(target)


class _Greedy:
    """Greedy choice of components to orphan, with people in common counted once (union greedy)."""

    def __init__(self, sets: Sequence[tuple[int, ...]], weights: Sequence[int], base: set[int]) -> None:
        self.sets, self.weights = sets, weights
        self.gone = set(base)
        self.held: dict[int, list[int]] = {}
        for number, people in enumerate(sets):
            for person in people:
                self.held.setdefault(person, []).append(number)
        self.left = [sum(1 for person in people if person not in base) for people in sets]
        self.lost = sum(weight for weight, left in zip(weights, self.left, strict=True) if not left)
        self.version = [0] * len(sets)
        self.heap: list[tuple[float, int, int]] = []

    def grow(self, target: int) -> set[int]:
        """Complete the component with the most gain per person until `target` is orphaned, then spare people."""
        for number, left in enumerate(self.left):
            if left:
                self._push(number)
        while self.lost < target:
            _, number, version = heapq.heappop(self.heap)
            if self.left[number] and version == self.version[number]:
                self._take(number)
        return self.spare(target)

    def _push(self, number: int) -> None:
        """Put a component on the heap by gain: what falls with it, and a little for what comes nearer to falling."""
        hit: dict[int, int] = {}
        count = 0
        for person in self.sets[number]:
            if person not in self.gone:
                count += 1
                for other in self.held[person]:
                    hit[other] = hit.get(other, 0) + 1
        gain = 0.0
        for other, hits in hit.items():
            left = self.left[other] - hits
            gain += self.weights[other] if not left else 0.3 * self.weights[other] * 0.25**left
        heapq.heappush(self.heap, (-gain / count, number, self.version[number]))

    def _take(self, number: int) -> None:
        """Let all holders of a component go and refresh the gains around them."""
        touched: dict[int, None] = {}
        for person in self.sets[number]:
            if person not in self.gone:
                self.gone.add(person)
                for other in self.held[person]:
                    self.left[other] -= 1
                    touched[other] = None
                    if not self.left[other]:
                        self.lost += self.weights[other]
        near = dict(touched)
        for other in touched:
            for person in self.sets[other]:
                if person not in self.gone:
                    near.update(dict.fromkeys(self.held[person][:40]))
        for other in near:
            if self.left[other]:
                self.version[other] += 1
                self._push(other)

    def spare(self, target: int) -> set[int]:
        """Keep whoever costs least weight, as long as `target` remains orphaned; return those still gone."""
        cost = self._costs()
        heap = [(weight, person) for person, weight in cost.items()]
        heapq.heapify(heap)
        while heap:
            weight, person = heapq.heappop(heap)
            if person not in self.gone or weight != cost[person]:
                continue
            if self.lost - weight < target:
                break
            self.gone.discard(person)
            self.lost -= weight
            saved = [number for number in self.held.get(person, ()) if not self.left[number]]
            for other, number in [(other, one) for one in saved for other in self.sets[one]]:
                if other in self.gone:
                    cost[other] -= self.weights[number]
                    heapq.heappush(heap, (cost[other], other))
            for number in self.held.get(person, ()):
                self.left[number] += 1
        return self.gone

    def _costs(self) -> dict[int, int]:
        """Return the weight that would have an operator again if one of the people gone stayed."""
        cost = dict.fromkeys(self.gone, 0)
        for people, weight, left in zip(self.sets, self.weights, self.left, strict=True):
            if not left:
                for person in people:
                    cost[person] += weight
        return cost


class _Search:
    """Branch and bound over people (gone or staying), bounded by sharing; depth first, limited by work."""

    def __init__(self, problem: _Problem, needed: int, bound: int, gone: frozenset[int], work: int) -> None:
        self.problem, self.target = problem, needed - problem.lost
        self.bound, self.best, self.work = bound, gone, work

    def run(self) -> tuple[int, frozenset[int]]:
        """Return the proved lower bound (the best size if the search came to its end) and the best set."""
        stack: list[tuple[frozenset[int], frozenset[int]]] = [(frozenset(), frozenset())]
        while stack:
            if len(self.best) <= self.bound or self.work <= 0:
                return self.bound, self.best
            gone, staying = stack.pop()
            branch = self._visit(set(gone), set(staying))
            if branch is not None:
                person, gone, staying = branch
                stack.append((gone, staying | {person}))
                stack.append((gone | {person}, staying))
        return len(self.best), self.best

    def _visit(self, gone: set[int], staying: set[int]) -> tuple[int, frozenset[int], frozenset[int]] | None:
        """Bound a node, settle people whose choice is forced, and name the person to branch on (None = all done)."""
        while True:
            lost, block = self._rest(gone, staying)
            if lost >= self.target:
                if len(gone) < len(self.best):
                    self.best = frozenset(gone)
                return None
            room = len(self.best) - 1 - len(gone)
            loads = self._loads(block)
            order = sorted(loads, key=lambda person: (-loads[person], person))
            most = sum(loads[person] for person in order[:room])
            missing = (self.target - lost) * SCALE
            if room <= 0 or most < missing:
                return None
            edge, after = loads[order[min(room, len(order)) - 1]], loads[order[room]] if room < len(order) else 0
            must = {person for person in order[:room] if most - loads[person] + after < missing}
            cannot = {person for person in order[room:] if most - edge + loads[person] < missing}
            if not must and not cannot:
                return order[0], frozenset(gone), frozenset(staying)
            gone |= must
            staying |= cannot

    def _rest(self, gone: set[int], staying: set[int]) -> tuple[int, _Block]:
        """Return the weight lost for certain, and the components still open with their undecided holders."""
        lost = 0
        block = _Block([], [], [], [])
        for people, weight in zip(self.problem.sets, self.problem.weights, strict=True):
            self.work -= len(people)
            if not staying.isdisjoint(people):
                continue
            undecided = tuple(person for person in people if person not in gone)
            if undecided:
                block.sets.append(undecided)
                block.weights.append(weight)
                block.shares.append([weight / len(undecided)] * len(undecided))
            else:
                lost += weight
        block.people = sorted({person for people in block.sets for person in people})
        return lost, block

    def _loads(self, block: _Block) -> dict[int, int]:
        """Return integer loads of a fair sharing: no k people can orphan more than the k largest together."""
        load = block.loads()
        for _ in range(SWEEPS):
            _balance(block, load)
        self.work -= SWEEPS * sum(map(len, block.sets))
        whole = dict.fromkeys(block.people, 0)
        for people, shares in zip(block.sets, _whole(block, SCALE), strict=True):
            for person, share in zip(people, shares, strict=True):
                whole[person] += share
        return whole
