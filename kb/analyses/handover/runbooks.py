"""Runbooks that depend on the givers: to be written, rehearsed, taken over or mended."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from kb.analyses.freshness import verifiers
from kb.analyses.handover.question import Question
from kb.analyses.handover.report import RunbookWork, Work
from kb.analyses.named import Names
from kb.analyses.plan.need import Need
from kb.analyses.plan.report import PlanReport
from kb.analyses.staleness import Staleness
from kb.model.runbook import Runbook


def works(question: Question, needs: Mapping[str, Need], plan: PlanReport) -> tuple[RunbookWork, ...]:
    """Return the work on runbooks, by kind of work, then by id."""
    proving = frozenset(need.runbook for need in needs.values() if need.written)
    drilled: dict[str, set[str]] = {}
    for item in plan.items:
        drilled.setdefault(item.runbook, set()).add(item.learner)
    found = [*_missing(needs, plan), *_Existing(question, proving, drilled).listed()]
    kinds = list(Work)
    return tuple(sorted(found, key=lambda item: (kinds.index(item.work), item.id)))


def open_works(question: Question, runbooks: frozenset[str], began: datetime) -> frozenset[str]:
    """Return the ids of the work that is still to be done.

    Args:
        question: the question, as things stand now.
        runbooks: those of which it is asked whether they exist and are verified.
        began: when the handover began. A run since then counts even if the departures it was for have outdated it.
    """
    existing = {item.id for item in _Existing(question, runbooks, {}, began).listed()}
    books = question.base.runbooks
    return frozenset(
        existing | {f"write:{name}" for name in runbooks if name not in books or not books[name].rehearsable}
    )


def _missing(needs: Mapping[str, Need], plan: PlanReport) -> Iterator[RunbookWork]:
    about: dict[str, list[str]] = {}
    for need in needs.values():
        if not need.written:
            about.setdefault(need.runbook, []).append(need.component)
    for name, components in sorted(about.items()):
        writers = {item.learner for item in plan.sessions if item.runbook == name and item.move == "write-up"}
        todo = f"there is no runbook with steps for {', '.join(sorted(components))}"
        yield RunbookWork(
            f"write:{name}", name, Work.WRITE, tuple(sorted(components)), (), tuple(sorted(writers)), todo, None
        )


class _Existing:
    """The work on runbooks that exist.

    Args:
        question: the question.
        proving: runbooks whose runs are to prove something: nobody's having verified them is told as well.
        drilled: whom the schedule has drill each.
        began: from when on a run on the steps as they stand verifies, whatever has moved on since; None: as ever.
    """

    def __init__(
        self,
        question: Question,
        proving: frozenset[str],
        drilled: Mapping[str, Collection[str]],
        began: datetime | None = None,
    ) -> None:
        self.question = question
        self.began = began
        self.base = question.base
        self.proving = proving
        self.drilled = drilled
        self.moved = Staleness(self.base, question.at)
        self.names = Names(self.base.people[name] for name in sorted(question.gone))

    def listed(self) -> Iterator[RunbookWork]:
        for runbook in self.base.runbooks.values():
            yield from self._rehearse(runbook)
            yield from self._author(runbook)
            yield from self._text(runbook)

    def _rehearse(self, runbook: Runbook) -> Iterator[RunbookWork]:
        by = verifiers(self.base, runbook, self.question.at, self.moved) | self._ran(runbook)
        mine = self.question.mine(by)
        if by and not self.question.others(by):
            why = f"only {', '.join(mine) or 'who is gone by then'} verified it"
        elif not by and runbook.id in self.proving:
            why = "nobody has verified it as it stands"
        else:
            return
        drilling = set(self.drilled.get(runbook.id, ())) - set(runbook.authors or ())
        who = tuple(sorted(drilling))
        does = "a drill by {} will" if len(who) == 1 else "drills by {} will"
        todo = f"{why}; " + (
            does.format(", ".join(who)) if who else "have somebody who stays, and is no author, run it"
        )
        yield self._work(runbook, Work.REHEARSE, mine, who, todo)

    def _ran(self, runbook: Runbook) -> frozenset[str]:
        """Return who has verified a runbook since the handover began."""
        if self.began is None:
            return frozenset()
        return frozenset(
            run.by
            for run in self.base.runs_of(runbook.id)
            if run.by
            and run.outcome == "pass"
            and run.kind is not None
            and run.kind.proves_operate
            and runbook.rehearsable
            and run.steps_hash == runbook.steps_hash
            and run.by not in (runbook.authors or ())
            and run.ended is not None
            and run.ended >= self.began
        )

    def _author(self, runbook: Runbook) -> Iterator[RunbookWork]:
        mine = self.question.mine(runbook.authors or ())
        if mine and not self.question.others(runbook.authors or ()):
            who = tuple(sorted(self.drilled.get(runbook.id, ())))
            team = [person.id for person in self.base.people.values() if person.team == runbook.owner]
            owner = (
                f"team {runbook.owner}"
                if runbook.owner and self.question.others(team, inside=True)
                else "its next owner"
            )
            todo = f"{', '.join(mine)} alone wrote it; {owner} names who keeps it true from now on"
            yield self._work(runbook, Work.AUTHOR, mine, who, todo)

    def _text(self, runbook: Runbook) -> Iterator[RunbookWork]:
        for named in self.names.within(runbook):
            todo = f"its text names {named.person.id} as somebody to turn to: name a rotation, or who takes over"
            work = self._work(runbook, Work.TEXT, (named.person.id,), (), todo)
            yield work._replace(id=f"{work.id}:{named.person.id}", source=named.source)

    def _work(
        self, runbook: Runbook, work: Work, givers: tuple[str, ...], who: tuple[str, ...], todo: str
    ) -> RunbookWork:
        name = f"{work.value.replace(' ', '-')}:{runbook.id}"
        return RunbookWork(
            name, runbook.id, work, self.base.components_of(runbook.id), givers, who, todo, runbook.source
        )
