"""Two people who have proved that they can operate parts of it have walked through the whole map, and signed it.

Why: of those who remained before the Twitter Space of May 2023 hardly anyone was said to know the architecture in
depth. Where each knows a part, what lies between the parts is nobody's.

How to fix: walk through the closure with two operators from different places in it and have each sign what they checked it
against: `kb ready sign EVENT architecture-known` keeps the map in the sign-off, and what is asked of each part of it: its alerts,
runbooks, newest change and demand, and of the event its amplifiers, minutes of cover, past and typical numbers and scale. An edge more
or less, or any of the others less, is named later, and has to be walked through again.

Source of thresholds: two people and 180 days are our policy.

Passes:
    # events/show.yml
    entry: [room]
    # events/show/a.yml
    sign: {check: architecture-known, by: ann, date: 2026-05-20,
      value: 1 component walked through, evidence: review of May,
      closure: {show: [room], room: []}}
    # events/show/b.yml
    sign: {check: architecture-known, by: bob, date: 2026-05-20,
      value: no edge missing in the traces, evidence: review of May,
      closure: {show: [room], room: []}}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}, bob: {}}
    knowledge: {room: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7},
      bob: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}}

Fails:
    # events/show.yml
    entry: [room]
    # events/show/a.yml
    sign: {check: architecture-known, by: ann, date: 2026-05-20,
      value: 1 component walked through, evidence: review of May,
      closure: {show: [room], room: []}}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}, bob: {}}
    knowledge: {room: {ann: operate, bob: assist}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Nature, Outcome
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.kept import difference
from kb.analyses.readiness.papers import Moved
from kb.analyses.readiness.situation import Situation
from kb.model.event import Sign
from kb.model.saying import listed
from kb.model.words import Level


class ArchitectureKnown(SignedCheck):
    """Looks for sign-offs of the closure by people who operate a part of it.

    Attributes:
        people: how many must sign.
    """

    code = "G3"
    title = "Architecture known"
    nature = Nature.ATTESTED
    keeps_closure = True
    due = 21
    days: float = 180
    people: int = 2

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield what the sign-offs say; those of people who have not proved that they operate something here do not count."""
        others = frozenset(case.base.people.keys() - self._able(case))
        yield from self.signed(
            case, case.event.id, "what was walked through, and checked against what", others, self.people
        )

    def why_not(self, case: Situation, subject: str, person: str) -> str:
        """Return what is missing: proof, or any part of it that they operate; and who has it."""
        del subject
        known = {name: case.operators(name).get(person) for name in case.closure}
        claimed = [name for name, found in known.items() if found is not None and found.level >= Level.OPERATE]
        lacking = (
            f"they operate {listed(claimed)} by claim, and here only proof counts"
            if claimed
            else "they operate no part of it"
        )
        can = sorted(name for name in self._able(case) if name != case.event.decider and self._here(case, name))
        return f"{lacking}; {f'{listed(can)} can' if can else 'nobody can yet: a drill proves it'}"

    def moved(self, case: Situation, sign: Sign) -> Moved | None:
        """Return what is missing, new or asked less since it was signed; UNKNOWN where the sign-off does not keep the map."""
        if sign.closure is None:
            return Moved(Outcome.UNKNOWN, "without the `closure` it was of: `kb ready sign` writes it")
        found = difference(sign.closure, case.kept)
        return Moved(Outcome.STALE, f"and since then: {found}") if found else None

    def _able(self, case: Situation) -> set[str]:
        return {name for component in case.closure for name in case.operators(component) if case.knows(name, component)}

    def _here(self, case: Situation, person: str) -> bool:
        return case.base.is_active(case.base.people[person], case.at)
