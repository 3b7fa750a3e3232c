"""There is a way in that does not go through the usual login, two people hold it, and it was used in a drill.

Why: guides to break-glass accounts keep warning of the password that lies in a vault behind the login that failed.

How to fix: seal an independent credential, give `break-glass` to two people, use it in a drill, and sign that.

Source of thresholds: Microsoft's guide to emergency access accounts (two or more, validated every 90 days); that they
have two holders is our policy.

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    # events/show/a.yml
    sign: {check: break-glass, by: ann, date: 2026-05-20,
      value: sealed key used by two holders in 5 minutes,
      evidence: drill of May}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {access: [break-glass]}, bob: {access: [break-glass]}}

Fails:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {access: [break-glass]}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Severity
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.situation import Situation
from kb.model.saying import count


class BreakGlass(SignedCheck):
    """Counts the holders, and looks for the sign-off of a drill.

    Attributes:
        holders: how many people hold the credential.
        role: the word under `access` of a person that stands for it.
    """

    code = "O4"
    title = "Break-glass"
    severity = Severity.MAJOR
    due = 1
    needs = ("window",)
    days: float = 90
    holders: int = 2
    role: str = "break-glass"

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the answer on the holders, and on the sign-off, whatever its subject."""
        people = [
            person
            for person in case.base.people.values()
            if self.role in (person.access or ()) and case.active(person.id) and case.there(person.id)
        ]
        outcome = Outcome.PASS if len(people) >= self.holders else Outcome.FAIL if people else Outcome.UNKNOWN
        said = f"{count(len(people), 'holder')} of {self.role}" if people else f"nobody is said to hold {self.role}"
        repair = f"give {self.role} to {self.holders} people"
        distance = Distance(len(people), self.holders, "holders")
        yield self.say(case).answer(outcome, said, declared(case.event, *people), repair, distance)
        subjects = sorted({sign.subject or case.event.id for sign in case.signs(self.names)}) or [case.event.id]
        for subject in subjects:
            yield from self.signed(case, subject, "who used it, what was reached, after how many minutes")
