"""What the givers hold besides components and runbooks: accesses, turns on call, vendors, teams, events, papers, open runs.

Only what the files state is listed. `kb risk --without` counts the same things, and names nobody; here each is named with who
holds it, for they have to hand it over.
"""

from collections.abc import Iterable, Iterator

from kb.analyses.coverage import Coverage
from kb.analyses.handover.event_duties import EventDuties
from kb.analyses.handover.oncall_duties import OnCallDuties
from kb.analyses.handover.question import Question
from kb.analyses.handover.report import DutyKind, HeldDuty, OpenRun
from kb.analyses.risk.duties import above_vendors, dealt_with
from kb.model.saying import count, listed
from kb.model.service import Contact


def duties(question: Question, open_runs: Iterable[OpenRun] = ()) -> tuple[HeldDuty, ...]:
    """Return what the givers of a question hold, by kind, then by the day it must be handed over, then by id."""
    found = _Duties(question)
    listed = [
        *found.accesses(),
        *OnCallDuties(question).listed(),
        *found.vendors(),
        *found.teams(),
        *found.roles(),
        *EventDuties(question).listed(),
        *found.ladders(),
        *found.runs(open_runs),
    ]
    kinds = list(DutyKind)
    return tuple(sorted(listed, key=lambda item: (kinds.index(item.kind), item.day, item.id)))


class _Duties:
    """The duties that have nothing to do with the calendar."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.base = question.base

    def accesses(self) -> Iterator[HeldDuty]:
        """Yield the roles and credentials nobody else holds."""
        base, question = self.base, self.question
        for role in sorted({role for giver in question.givers for role in giver.access}):
            holders = [person.id for person in base.people.values() if role in (person.access or ())]
            if question.others(holders, inside=True):
                continue
            mine = question.mine(holders)
            needed = tuple(item.id for item in base.components.values() if role in (item.access or ()))
            books = [
                item.id for item in base.runbooks.values() if item.requires and role in (item.requires.access or ())
            ]
            components = tuple(sorted({*needed, *(name for book in books for name in base.components_of(book))}))
            asked = f", which {listed(books)} asks for" if books else ""
            todo = f"nobody else inside holds {role}{asked}: give it to whoever takes over, and have them use it once"
            yield question.held(DutyKind.ACCESS, (role,), mine, 0, components, todo, base.people[mine[0]].source)

    def vendors(self) -> Iterator[HeldDuty]:
        """Yield the vendors only givers have dealt with."""
        base, question = self.base, self.question
        above = above_vendors(base)
        for name, holders in dealt_with(base).items():
            vendor, mine = base.vendors[name], question.mine(holders)
            if mine and not question.others(holders):
                todo = f"nobody else is written to have dealt with it: introduce whoever takes over; {_reached(vendor.contact)}"
                yield question.held(DutyKind.VENDOR, (name,), mine, 0, above.get(name, ()), todo, vendor.source)

    def teams(self) -> Iterator[HeldDuty]:
        """Yield the teams a giver leads, and those of which nobody is left."""
        base, question = self.base, self.question
        owned: dict[str | None, list[str]] = {}
        for component in base.components.values():
            owned.setdefault(base.owner(component), []).append(component.id)
        for team in base.teams.values():
            concerned = tuple(owned.get(team.id, ()))
            if team.lead in question.gone:
                todo = f"leads team {team.id}: name another lead"
                yield question.held(DutyKind.TEAM, (team.id, "lead"), (team.lead,), None, concerned, todo, team.source)
            members = [person.id for person in base.people.values() if person.team == team.id]
            mine = question.mine(members)
            if mine and not question.others(members, inside=True):
                books = sum(item.owner == team.id for item in base.runbooks.values())
                owns = f"{count(len(concerned), 'component')} and {count(books, 'runbook')}"
                todo = f"nobody inside is left in team {team.id}: name another owner of its {owns}"
                yield question.held(DutyKind.TEAM, (team.id, "owner"), mine, 0, concerned, todo, team.source)

    def roles(self) -> Iterator[HeldDuty]:
        """Yield the roles of an event that nobody else can fill."""
        base, question = self.base, self.question
        names = {role for name in question.gone for role in base.people[name].roles or ()}
        for role in sorted(names):
            able = [person.id for person in base.people.values() if role in (person.roles or ())]
            mine = question.mine(able)
            if not question.others(able, inside=True):
                todo = f"nobody else is written as able to be {role} in an event: prepare another"
                yield question.held(DutyKind.ROLE, (role,), mine, 0, (), todo, base.people[mine[0]].source)

    def ladders(self) -> Iterator[HeldDuty]:
        """Yield the rungs of degradation ladders a giver decides on."""
        question = self.question
        able = Coverage(question.stay, question.end, question.gone)
        for component in self.base.components.values():
            rungs = [rung for rung in component.ladder or () if rung.decider in question.gone]
            for number, rung in enumerate(rungs, 1):
                others = sum(item.counts for item in able.operators(component.id))
                what = rung.do or rung.when or f"rung {number}"
                todo = f"decides on {what} of {component.id}: name another decider"
                mine = question.mine([rung.decider])
                yield question.held(
                    DutyKind.LADDER,
                    (component.id, f"{what}-{number}"),
                    mine,
                    others,
                    (component.id,),
                    todo,
                    rung.source,
                )

    def runs(self, open_runs: Iterable[OpenRun]) -> Iterator[HeldDuty]:
        """Yield the runs of runbooks under way that a giver runs or observes."""
        for run in open_runs:
            mine = self.question.mine([run.by, run.observer])
            if mine:
                part = "run" if run.by in mine else "observed"
                todo = (
                    f"{run.kind.value} of {run.runbook}, {part} by {', '.join(mine)} since {run.started:%Y-%m-%d}, is still open: "
                    f"finish or discard it with kb runbook start {run.runbook} --by {run.by}"
                )
                about = self.base.components_of(run.runbook)
                what = f"{run.by}-{run.started:%Y%m%dT%H%M%SZ}"
                yield self.question.held(DutyKind.RUN, (run.runbook, what), mine, None, about, todo, run.source)


def _reached(contact: tuple[Contact, ...] | None) -> str:
    """Say how a vendor is reached; that nothing is written is said as well."""
    if contact is None:
        return "how it is reached is not written"
    ways = " or ".join(f"{item.kind} {item.to}" for item in contact)
    return f"it is reached by {ways}" if ways else "it has no contact"
