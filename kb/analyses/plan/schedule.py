"""Sessions in weeks: each as early as hours, leave and limits allow, so that every schedule is feasible as it is built.

A *course* is what one learner does for one runbook: the sessions on each of its components, then one guided run and one
drill for all of them. Sessions of a course follow each other, in the same week at the earliest.

Longer than the usual 150 lines: one timetable, and what fits into it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from kb.analyses.plan.ladder import Step, hours_of, own_steps, run_steps, sessions_of, writing
from kb.analyses.plan.need import Candidate, Need, Problem
from kb.model.noun import NamedTuple
from kb.model.settings import PlanSettings
from kb.model.words import Level

_TEACHERS = 8
"""Teachers tried for a course; they are sorted, best placed first."""


SESSIONS: Final = 100_000
"""Sessions a plan has at most: more than anybody could follow, and as many as can be placed and printed within seconds."""


class Pair(NamedTuple):
    """Somebody who is to learn a component."""

    need: Need
    candidate: Candidate

    @property
    def claimed(self) -> bool:
        """Whether the learner can operate it already, by claim or by proof that will have run out: a drill is all it takes."""
        return self.candidate.level is not None and self.candidate.level >= Level.OPERATE


Key = tuple[str, str]
"""A learner and a runbook."""


class Session(NamedTuple):
    """One session.

    Attributes:
        week: its week, counted from 0.
        move: what kind of session it is: the id of a move.
        components: what it is about.
        runbook: the runbook it uses, writes or runs.
        learner: who learns.
        teacher: who teaches; None where nobody has to, or can.
        hours: how long it takes.
        part: which session of its move it is.
        parts: of how many.
    """

    week: int
    move: str
    components: tuple[str, ...]
    runbook: str
    learner: str
    teacher: str | None
    hours: int
    part: int
    parts: int

    @property
    def subject(self) -> str:
        """What counts towards the components learned at once: a component, or a runbook for several."""
        return _subject(self.components, self.runbook)


Course = tuple[tuple[Pair, ...], tuple[Session, ...]]
"""What one learner learns with one runbook, and its sessions."""


class _Item(NamedTuple):
    """A session of a course, not placed yet; ``teachers`` is empty where none is needed."""

    step: Step
    components: tuple[str, ...]
    teachers: tuple[str, ...]


class Looks:
    """A meter: how many sessions were looked at to make a plan, in all its timetables, whether they found a week or not."""

    def __init__(self) -> None:
        self.count = 0


class Timetable:
    """What is placed so far, and the hours left. Courses are placed whole or not at all, and can be taken out again.

    Attributes:
        courses: what is placed, by learner and runbook.
        filled: how many learn each component.
        gain: the risk that takes away.
        count: sessions placed.
        distance: how far those who learn stand from what they learn, in all.
        left: the hours of learning everybody has left, in all weeks together.
        looks: the meter of the plan it is made for.
    """

    def __init__(self, problem: Problem, most: int = SESSIONS, looks: Looks | None = None) -> None:
        self.problem = problem
        self.settings = problem.settings
        self.most = most
        self.courses: dict[Key, Course] = {}
        self.filled = dict.fromkeys((need.component for need in problem.needs), 0)
        self.gain = self.count = self.distance = 0
        self.looks = looks or Looks()
        self.left = {name: sum(hours.learn) for name, hours in problem.hours.items()}
        self._learn = {name: list(hours.learn) for name, hours in problem.hours.items()}
        self._teach = {name: list(hours.teach) for name, hours in problem.hours.items()}
        self._subjects: dict[tuple[str, int], dict[str, int]] = {}
        self._learners: dict[tuple[str, int], dict[str, int]] = {}
        self._written: dict[str, tuple[str, int]] = {}
        self._begun: dict[str, dict[str, int]] = {}
        self._of: dict[str, dict[Key, None]] = {}

    def hold(self, courses: Mapping[Key, Course]) -> None:
        """Make these the courses, whose sessions are placed already; they are not checked again."""
        for key in [key for key, course in self.courses.items() if courses.get(key) is not course]:
            self.take_out(key)
        for key, course in courses.items():
            if key not in self.courses:
                self.put(key, course)

    @property
    def sessions(self) -> Iterator[Session]:
        """Every session placed."""
        return (session for _, sessions in self.courses.values() for session in sessions)

    @property
    def pairs(self) -> Iterator[Pair]:
        """Every pair whose sessions are placed."""
        return (pair for pairs, _ in self.courses.values() for pair in pairs)

    def of(self, person: str) -> Iterable[Key]:
        """Return the courses somebody learns or teaches in, in the order in which they were placed."""
        return self._of.get(person, ())

    def learns(self, pair: Pair) -> bool:
        """Whether a pair is placed."""
        course = self.courses.get((pair.candidate.person, pair.need.runbook))
        return course is not None and any(other.need.component == pair.need.component for other in course[0])

    def too_late(self, pair: Pair) -> bool:
        """Whether a pair that is placed is begun after something its learner learns that stands on it, and not the reverse as well."""
        need, (person, *_) = pair
        begun = self._begun[person][need.component]
        return any(
            need.component in other.below and other.component not in need.below and self._begun[person][other.component] < begun
            for key in self.of(person) if key[0] == person
            for other, candidate in self.courses[key][0] if not Pair(other, candidate).claimed
        )  # fmt: skip

    def add(self, pairs: Sequence[Pair]) -> bool:
        """Place what one learner learns for one runbook, together with what they already do for it; False if it does not fit."""
        key = (pairs[0].candidate.person, pairs[0].need.runbook)
        before = self.courses.get(key)
        if before is None and self._too_much(pairs[0]):
            return False
        if before is not None:
            self.take_out(key)
        wanted = (*(before[0] if before else ()), *pairs)
        best = self._best(key, wanted)
        if best is None:
            if before is not None:
                self.put(key, before)
            return False
        self.put(key, (wanted, best))
        return True

    def _too_much(self, pair: Pair) -> bool:
        """Whether there is no room for a pair alone, in whichever weeks."""
        need, item = pair
        if self.left[item.person] < hours_of(need, item, self.settings):
            return True
        return self.count + sessions_of(need, item, self.settings) > self.most

    def _best(self, key: Key, pairs: tuple[Pair, ...]) -> tuple[Session, ...] | None:
        """Return the sessions of a course that ends earliest; one mentor throughout where that is possible."""
        items = self._items(key, pairs)
        if self.left[key[0]] < sum(item.step.hours for item in items) or self.count + len(items) > self.most:
            return None
        lists = [item.teachers for item in items if item.step.mentored]
        common = [name for name in (lists[0] if lists else ()) if all(name in names for names in lists[1:])]
        first = self._earliest(key, pairs)
        if not common:
            return self._place(key, items, (), first)
        if len(common) == 1:
            return self._place(key, items, (common[0],), first) or self._place(key, items, (), first)
        alone = self._place(key, items, None, first)
        if alone is None:  # the learner has no room, whoever teaches
            return None
        found: tuple[Session, ...] | None = None
        for name in common[:_TEACHERS]:
            placed = self._place(key, items, (name,), first)
            if placed is not None and (found is None or placed[-1].week < found[-1].week):
                found = placed
                if found[-1].week == alone[-1].week:  # with no mentor at all it would not end earlier
                    return found
        return found if found is not None else self._place(key, items, (), first)

    def _items(self, key: Key, pairs: tuple[Pair, ...]) -> list[_Item]:
        items = [
            _Item(step, (need.component,), candidate.teachers if step.mentored else ())
            for need, candidate in pairs
            for step in own_steps(need, candidate, self.settings)
        ]
        need = pairs[0].need
        if not need.written and self._written.get(need.runbook, key)[0] in (key[0], ""):
            for step in writing(need, self.settings):
                alone = not run_steps(need, pairs[0].candidate, self.settings)[0].mentored
                step_ = step._replace(mentored=step.mentored and not alone)
                items.append(_Item(step_, (need.component,), pairs[0].candidate.teachers if step_.mentored else ()))
        components = tuple(sorted(pair.need.component for pair in pairs))
        return [*items, *(_Item(step, components, teachers) for step, teachers in merged_runs(pairs, self.settings))]

    def _earliest(self, key: Key, pairs: tuple[Pair, ...]) -> int:
        """Return the first week a course may begin in: what its components stand on is begun before, unless they are known."""
        mine = {pair.need.component for pair in pairs}
        below = [pair.need.below for pair in pairs if not pair.claimed]
        begun = self._begun.get(key[0], {})  # few, where what a component stands on may be thousands
        weeks = (week for name, week in begun.items() if name not in mine and any(name in names for names in below))
        return max(weeks, default=0)

    def _place(
        self, key: Key, items: list[_Item], teachers: tuple[str, ...] | None, week: int
    ) -> tuple[Session, ...] | None:
        """Return the items in their earliest weeks, one after the other; None if one finds none. Leaves nothing behind.

        Args:
            key: the course.
            items: its sessions.
            teachers: who is to teach all of them; empty: whoever can teach each; None: as if nobody had to.
            week: the first week.
        """
        placed: list[Session] = []
        written = self._written.get(key[1])
        for item in items:
            if written is not None and item.step.move in ("guided-run", "drill"):
                week = max(week, written[1])
            mentors = (None,) if teachers is None or not item.step.mentored else teachers or item.teachers
            self.looks.count += 1
            session = self._first_fit(key, item, mentors, week)
            if session is None:
                break
            self._count(session, 1)
            placed.append(session)
            week = session.week
        for session in placed:
            self._count(session, -1)
        return tuple(placed) if len(placed) == len(items) else None

    def _first_fit(self, key: Key, item: _Item, teachers: tuple[str | None, ...], week: int) -> Session | None:
        """Return an item in the first week in which its learner and one of some mentors have room."""
        step, learner = item.step, key[0]
        hours, learn = step.hours, self._learn[learner]
        subject = _subject(item.components, key[1])
        for number in range(week, len(learn)):
            if learn[number] < hours:
                continue
            subjects = self._subjects.get((learner, number), ())
            if subject not in subjects and len(subjects) >= self.settings.learner_components:
                continue
            for teacher in teachers:
                if teacher is None or self._teaches(teacher, learner, number, hours):
                    return Session(
                        number, step.move, item.components, key[1], learner, teacher, hours, step.part, step.parts
                    )
        return None

    def _teaches(self, teacher: str, learner: str, week: int, hours: int) -> bool:
        if self._teach[teacher][week] < hours:
            return False
        learners = self._learners.get((teacher, week), ())
        return learner in learners or len(learners) < self.settings.mentor_learners

    def _count(self, session: Session, sign: int) -> None:
        """Count the hours of a session in, or out again."""
        week, _, components, runbook, learner, teacher, hours, _, _ = session
        self._learn[learner][week] -= sign * hours
        self.left[learner] -= sign * hours
        _mark(self._subjects.setdefault((learner, week), {}), _subject(components, runbook), sign)
        if teacher is not None:
            self._teach[teacher][week] -= sign * hours
            _mark(self._learners.setdefault((teacher, week), {}), learner, sign)

    def put(self, key: Key, course: Course) -> None:
        """Enter a course whose sessions are placed already; it is not checked again."""
        self.courses[key] = course
        pairs, sessions = course
        self.count += len(sessions)
        self._of.setdefault(key[0], {})[key] = None
        begun = self._begun.setdefault(key[0], {})
        for need, candidate in pairs:
            self.distance += candidate.distance
            name, begun[need.component] = need.component, sessions[0].week
            self.filled[name] = self.filled.get(name, 0) + 1
            self.gain += need.gain(self.filled[name])
        for session in sessions:
            self._count(session, 1)
            if session.teacher is not None:
                self._of.setdefault(session.teacher, {})[key] = None
            if session.move == "write-up":
                self._written[key[1]] = (key[0], session.week)

    def take_out(self, key: Key) -> Course:
        """Take a course out, and return it."""
        course = self.courses.pop(key)
        pairs, sessions = course
        self.count -= len(sessions)
        del self._of[key[0]][key]
        for need, candidate in pairs:
            self.distance -= candidate.distance
            name = need.component
            self.gain -= need.gain(self.filled[name])
            self.filled[name] -= 1
            del self._begun[key[0]][name]
        for session in sessions:
            self._count(session, -1)
            if session.teacher is not None:
                self._of[session.teacher].pop(key, None)
            if session.move == "write-up":
                self._written.pop(key[1], None)
        return course


def merged_runs(pairs: Iterable[Pair], settings: PlanSettings) -> list[tuple[Step, tuple[str, ...]]]:
    """Return the runs of a course, once each whatever they are for, in order, with those who can teach; nobody where nobody has to."""
    runs: dict[tuple[str, int], tuple[Step, tuple[str, ...]]] = {}
    for need, candidate in pairs:
        for step in run_steps(need, candidate, settings):
            runs[step.move, step.part] = _merged(runs.get((step.move, step.part)), step, candidate.teachers)
    order = sorted(runs, key=lambda run: (run[0] == "drill", run[1]))
    return [(runs[run][0], runs[run][1] if runs[run][0].mentored else ()) for run in order]


def _subject(components: tuple[str, ...], runbook: str) -> str:
    return components[0] if len(components) == 1 else runbook


def _mark(counts: dict[str, int], name: str, sign: int) -> None:
    counts[name] = number = counts.get(name, 0) + sign
    if not number:
        del counts[name]


def _merged(
    known: tuple[Step, tuple[str, ...]] | None, step: Step, teachers: tuple[str, ...]
) -> tuple[Step, tuple[str, ...]]:
    """Return one run for several components: with a mentor if one of them has any, best one who can teach all."""
    if known is None or not known[0].mentored:
        return step, teachers
    if not step.mentored:
        return known
    return step, tuple(name for name in known[1] if name in teachers) or known[1]
