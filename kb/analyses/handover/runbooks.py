"""Runbooks that depend on the givers: to be written, rehearsed, taken over or mended."""

from collections.abc import Iterator, Mapping

from kb.analyses.freshness import verifiers
from kb.analyses.handover.question import Question
from kb.analyses.handover.report import RunbookWork, Work
from kb.analyses.named import Names
from kb.analyses.plan.need import Need
from kb.analyses.plan.report import PlanReport
from kb.analyses.staleness import Staleness
from kb.model.runbook import Runbook


def works(question: Question, needs: Mapping[str, Need], plan: PlanReport) -> tuple[RunbookWork, ...]:
    """Return the work on runbooks, by kind of work, then by id.

    Args:
        question: the question.
        needs: what falls below its target, by id.
        plan: the sessions, which say who writes and who drills.
    """
    found = [*_missing(needs, plan), *_Existing(question, needs, plan).listed()]
    kinds = list(Work)
    return tuple(sorted(found, key=lambda item: (kinds.index(item.work), item.id)))


def _missing(needs: Mapping[str, Need], plan: PlanReport) -> Iterator[RunbookWork]:
    about: dict[str, list[str]] = {}
    for need in needs.values():
        if not need.written:
            about.setdefault(need.runbook, []).append(need.component)
    for name, components in sorted(about.items()):
        who = tuple(
            sorted({item.learner for item in plan.sessions if item.runbook == name and item.move == "write-up"})
        )
        todo = f"there is no runbook with steps for {', '.join(sorted(components))}: write {name}"
        yield RunbookWork(f"write:{name}", name, Work.WRITE, tuple(sorted(components)), (), who, todo, None)


class _Existing:
    """The work on runbooks that exist."""

    def __init__(self, question: Question, needs: Mapping[str, Need], plan: PlanReport) -> None:
        self.question = question
        self.base = question.base
        self.proving = {need.runbook for need in needs.values() if need.written}
        self.drilled: dict[str, set[str]] = {}
        for item in plan.items:
            self.drilled.setdefault(item.runbook, set()).add(item.learner)
        self.moved = Staleness(self.base, question.at)
        self.names = Names(self.base.people[name] for name in sorted(question.gone))

    def listed(self) -> Iterator[RunbookWork]:
        for runbook in self.base.runbooks.values():
            yield from self._rehearse(runbook)
            yield from self._author(runbook)
            yield from self._text(runbook)

    def _rehearse(self, runbook: Runbook) -> Iterator[RunbookWork]:
        by = verifiers(self.base, runbook, self.question.at, self.moved)
        mine = self.question.mine(by)
        if by and not self.question.others(by):
            why = f"only {', '.join(mine) or 'who is gone by then'} verified it"
        elif not by and runbook.id in self.proving:
            why = "no run verifies it as it stands"
        else:
            return
        who = tuple(sorted(self.drilled.get(runbook.id, ())))
        todo = f"{why}: " + (
            f"the drill of {', '.join(who)} will, as long as they are no authors of it"
            if who
            else "have somebody who stays run it"
        )
        yield self._work(runbook, Work.REHEARSE, mine, who, todo)

    def _author(self, runbook: Runbook) -> Iterator[RunbookWork]:
        mine = self.question.mine(runbook.authors or ())
        if mine and not self.question.others(runbook.authors or ()):
            who = tuple(sorted(self.drilled.get(runbook.id, ())))
            owner = f"team {runbook.owner}" if runbook.owner else "an owner who stays"
            todo = f"{', '.join(mine)} alone wrote it: {owner} names who keeps it true from now on"
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
