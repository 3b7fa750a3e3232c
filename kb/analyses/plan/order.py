"""The order of courses: claims are proved first; then nothing is begun before what it stands on, by the same learner."""

from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush

from kb.analyses.plan.need import Need
from kb.analyses.plan.schedule import Pair, Timetable
from kb.model.noun import NamedTuple


def in_order(table: Timetable, needs: tuple[Need, ...]) -> Iterator[list[Pair]]:
    """Yield the courses of a timetable: claims, then what stands lowest; of one learner none before what it stands on."""
    order = {need.component: number for number, need in enumerate(needs)}
    mine: dict[str, list[_Course]] = {}
    for key, (pairs, _) in table.courses.items():
        mine.setdefault(key[0], []).append(_Course(learned(pairs), first(pairs, order), key, pairs))
    queues = {learner: list(_sequence(courses)) for learner, courses in mine.items()}
    heads = [queue[0] for queue in queues.values()]
    heapify(heads)
    while heads:
        head = heappop(heads)
        queue = queues[head.key[0]]
        queue.pop(0)
        if queue:
            heappush(heads, queue[0])
        yield list(head.pairs)


def pull(table: Timetable, needs: tuple[Need, ...]) -> None:
    """Move every course of a timetable to earlier weeks as far as there is room, in that order; none of its sessions becomes later."""
    moved = True
    while moved:
        moved = False
        for pairs in tuple(in_order(table, needs)):
            key = (pairs[0].candidate.person, pairs[0].need.runbook)
            before = table.take_out(key)
            if table.add(pairs):
                then, now = (sorted(item.week for item in course) for course in (before[1], table.courses[key][1]))
                if len(now) == len(then) and all(week <= other for week, other in zip(now, then, strict=True)):
                    moved |= now < then
                    continue
                table.take_out(key)
            table.put(key, before)


class _Course(NamedTuple):
    """A course as it is ordered by."""

    learned: bool
    first: int
    key: tuple[str, str]
    pairs: tuple[Pair, ...]


def _sequence(courses: list[_Course]) -> Iterator[_Course]:
    """Yield the courses of one learner: repeatedly the first that stands on none that is left; in a circle, the first."""
    left = sorted(courses)
    while left:
        chosen = next((item for item in left if not _stands_on(item, left)), left[0])
        left.remove(chosen)
        yield chosen


def learned(pairs: Iterable[Pair]) -> bool:
    """Whether something has to be learned, and not only proved."""
    return not all(pair.claimed for pair in pairs)


def first(pairs: Iterable[Pair], order: dict[str, int]) -> int:
    """Return the place of the first component of a course."""
    return min(order[pair.need.component] for pair in pairs)


def _stands_on(course: _Course, others: Iterable[_Course]) -> bool:
    """Whether a course is about something that stands on what another one is about."""
    below = {name for pair in course.pairs if not pair.claimed for name in pair.need.below}
    below -= {pair.need.component for pair in course.pairs}
    return any(other is not course and any(pair.need.component in below for pair in other.pairs) for other in others)
