"""For a marquee event further people who can operate the entry stand by, are named and have confirmed it.

Why: three former employees say that at Twitter a team always stood by for big breaks; whether that crew still existed
in May 2023 was unclear. Unclear means nobody comes.

How to fix: name them under `roles: {standby: [...]}`, people with proven *operate* on each entry component and no shift during it; have it confirmed
within two days before.

Source of thresholds: two people and 48 hours are our policy.

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-02T18:00Z, end: 2026-06-02T20:00Z}
    scale: marquee
    roles: {standby: [ann, bob]}
    # events/show/a.yml
    sign: {check: standby-crew, subject: room, by: cid, date: 2026-06-01,
      valid_for: 2d, value: both in the room from 17:00, evidence: crew list}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}, bob: {}, cid: {}}
    knowledge: {room: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7},
      bob: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}}

Fails:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-02T18:00Z, end: 2026-06-02T20:00Z}
    scale: marquee
    # architecture/a.yml
    services: {room: {}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Scale
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.checks._headcount import heads
from kb.analyses.readiness.grounds import dated
from kb.analyses.readiness.roles import meant
from kb.analyses.readiness.situation import Situation
from kb.model.saying import count
from kb.model.words import Nothing


class StandbyCrew(SignedCheck):
    """Counts the named, able and free people standing by for each entry component.

    Attributes:
        people: how many must stand by.
    """

    code = "P7"
    title = "Standby crew"
    made = "they are who stands by"
    scale = Scale.MARQUEE
    due = 2
    needs = ("entry", "window", "shifts")
    days: float = 2
    people: int = 2

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per entry component, and one on its confirmation."""
        named = (case.event.roles or {}).get("standby")
        crew = () if named is None or isinstance(named, Nothing) else (named,) if isinstance(named, str) else named
        for name in case.entry:
            yield self._crew(case, name, crew, known=named is not None)
            yield from self.signed(case, name, "who stands by, from when, and that they confirmed", frozenset(crew))

    def _crew(self, case: Situation, component: str, crew: tuple[str, ...], *, known: bool) -> Answer:
        say = self.say(case, component)
        rests = dated(case.event)
        repair = f"name {count(self.people, 'proven operator')} of {component} under `roles: standby`"
        if not known:
            team = heads(case)
            if team is not None and team.most < self.people + 2:
                said = f"nobody is named; {team.words} cannot be primary, secondary and {self.people} on standby"
                return say.fails(said, dated(*team.items), repair, Distance(team.now.value, self.people + 2, "people"))
            slip = meant(case.event, ["standby"])
            return say.unknown(f"nothing says who stands by{'; ' if slip else ''}{slip}", rests, repair)
        busy = {duty.person for duty in case.rota} | _elsewhere(case)
        able = [name for name in crew if name not in busy and case.there(name) and case.knows(name, component)]
        said = f"{len(able)} of {count(len(crew), 'person', 'people')} named can operate it and are free"
        outcome = Outcome.PASS if len(able) >= self.people else Outcome.FAIL
        return say.answer(outcome, said, rests, repair, Distance(len(able), self.people, "people"))


def _elsewhere(case: Situation) -> set[str]:
    """Return who has another role that evening, or decides: who leads or speaks has no hands free."""
    held = {case.event.decider or ""}
    for role, named in (case.event.roles or {}).items():
        if role != "standby" and not isinstance(named, Nothing):
            held.update((named,) if isinstance(named, str) else named)
    return held
