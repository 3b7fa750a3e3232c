"""Placing one set of learners in every way there is: every week and every mentor for each of their sessions.

It knows no order but that of the ladder, so what it cannot place cannot be placed; unless it gave up, which it says.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from kb.analyses.plan.cost import Budgets
from kb.analyses.plan.ladder import Step, own_steps, run_steps, writing
from kb.analyses.plan.need import Problem
from kb.analyses.plan.schedule import Pair, Session, merged_runs
from kb.model.noun import NamedTuple

DEEPEST: Final = 300
"""Sessions of a set up to which it is tried: each that is placed goes a call deeper."""
Courses = dict[tuple[str, str], tuple[tuple[Pair, ...], tuple[Session, ...]]]
"""Per learner and runbook the pairs of a course, and its sessions."""


class _Task(NamedTuple):
    """A session to be placed, with the numbers of those it comes after."""

    course: tuple[str, str]
    step: Step
    components: tuple[str, ...]
    teachers: tuple[str, ...]
    after: tuple[int, ...]

    @property
    def subject(self) -> str:
        return self.components[0] if len(self.components) == 1 else self.course[1]


class Placing:
    """One set of pairs, and who writes which missing runbook.

    Attributes:
        done: sessions placed so far, those taken back included.
        gave_up: whether ``most`` was reached before everything was tried.
    """

    def __init__(
        self, problem: Problem, has: Budgets, pairs: tuple[Pair, ...], writers: dict[str, str], most: int
    ) -> None:
        self.problem = problem
        self.has = has
        self.settings = problem.settings
        self.most = most
        self.done = 0
        self.gave_up = False
        self.courses: dict[tuple[str, str], list[Pair]] = {}
        for pair in pairs:
            self.courses.setdefault((pair.candidate.person, pair.need.runbook), []).append(pair)
        self.learn = {name: list(hours.learn) for name, hours in problem.hours.items()}
        self.teach = {name: list(hours.teach) for name, hours in problem.hours.items()}
        self.subjects: Counter[tuple[str, int, str]] = Counter()
        self.learners: Counter[tuple[str, int, str]] = Counter()
        self.tasks = self._tasks(writers)
        self.placed: list[tuple[int, str | None]] = []

    def run(self) -> Courses | None:
        """Return the courses if the pairs fit; None if they do not, or it gave up."""
        self.gave_up = len(self.tasks) > DEEPEST
        if self.gave_up or self._too_much() or not self._place(0):
            return None
        found: dict[tuple[str, str], list[Session]] = {key: [] for key in self.courses}
        for task, (week, teacher) in zip(self.tasks, self.placed, strict=True):
            step = task.step
            found[task.course].append(
                Session(
                    week, step.move, task.components, task.course[1], task.course[0], teacher,
                    step.hours, step.part, step.parts,
                )
            )  # fmt: skip
        return {
            key: (tuple(self.courses[key]), tuple(sorted(sessions, key=lambda session: session.week)))
            for key, sessions in found.items()
        }

    def _too_much(self) -> bool:
        """Whether somebody has not the hours in all, whatever the weeks: of learning, or of teaching what only they can."""
        learn, teach = Counter[str](), Counter[str]()
        for task in self.tasks:
            learn[task.course[0]] += task.step.hours
            if len(task.teachers) == 1:
                teach[task.teachers[0]] += task.step.hours
        return any(self.has.learn[name] < hours for name, hours in learn.items()) or any(
            self.has.teach[name] < hours for name, hours in teach.items()
        )

    def _tasks(self, writers: dict[str, str]) -> list[_Task]:
        found: list[_Task] = []
        ends: dict[tuple[str, str], list[int]] = {}
        written: dict[str, list[int]] = {}
        for key, pairs in self.courses.items():
            for pair in pairs:
                ends.setdefault(key, []).extend(self._own(found, key, pair))
            if writers.get(key[1]) == key[0]:
                written[key[1]] = self._writing(found, key, pairs[0], ends[key])
        for key, pairs in self.courses.items():
            before = (*ends[key], *written.get(key[1], ()))
            names = tuple(sorted(pair.need.component for pair in pairs))
            for step, teachers in merged_runs(pairs, self.settings):
                found.append(_Task(key, step, names, teachers, before))
                before = (len(found) - 1,)
        return found

    def _own(self, found: list[_Task], key: tuple[str, str], pair: Pair) -> list[int]:
        last: list[int] = []
        for step in own_steps(pair.need, pair.candidate, self.settings):
            teachers = pair.candidate.teachers if step.mentored else ()
            found.append(_Task(key, step, (pair.need.component,), teachers, tuple(last)))
            last = [len(found) - 1]
        return last

    def _writing(self, found: list[_Task], key: tuple[str, str], pair: Pair, after: list[int]) -> list[int]:
        alone = not run_steps(pair.need, pair.candidate, self.settings)[0].mentored
        numbers = []
        for step in writing(pair.need, self.settings):
            mentored = step.mentored and not alone
            teachers = pair.candidate.teachers if mentored else ()
            found.append(_Task(key, step._replace(mentored=mentored), (pair.need.component,), teachers, tuple(after)))
            numbers.append(len(found) - 1)
        return numbers

    def _place(self, index: int) -> bool:
        if index == len(self.tasks):
            return True
        for week, teacher in self._ways(self.tasks[index]):
            if self.done >= self.most:
                self.gave_up = True
                return False
            self.done += 1
            self._count(self.tasks[index], week, teacher, 1)
            self.placed.append((week, teacher))
            if self._place(index + 1):
                return True
            self.placed.pop()
            self._count(self.tasks[index], week, teacher, -1)
        return False

    def _ways(self, task: _Task) -> Iterator[tuple[int, str | None]]:
        learner, hours = task.course[0], task.step.hours
        first = max((self.placed[number][0] for number in task.after), default=0)
        for week in range(first, len(self.problem.weeks)):
            if self.learn[learner][week] < hours or self._full(
                self.subjects, learner, week, task.subject, self.settings.learner_components
            ):
                continue
            if not task.step.mentored:
                yield week, None
                continue
            for teacher in task.teachers:
                if self.teach[teacher][week] >= hours and not self._full(
                    self.learners, teacher, week, learner, self.settings.mentor_learners
                ):
                    yield week, teacher

    @staticmethod
    def _full(counts: Counter[tuple[str, int, str]], who: str, week: int, what: str, most: int) -> bool:
        if counts[who, week, what]:
            return False
        return sum(1 for key, count in counts.items() if count and key[:2] == (who, week)) >= most

    def _count(self, task: _Task, week: int, teacher: str | None, sign: int) -> None:
        learner = task.course[0]
        self.learn[learner][week] -= sign * task.step.hours
        self.subjects[learner, week, task.subject] += sign
        if teacher is not None:
            self.teach[teacher][week] -= sign * task.step.hours
            self.learners[teacher, week, learner] += sign
