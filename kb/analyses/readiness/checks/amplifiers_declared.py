"""What multiplies the audience on its way in (notifications, fan-out, reloads) is written down with a number.

Why: in May 2023 the moderator named the host's 140 million followers as what multiplied the load; no budget for it is known. Hotstar
plans its cricket finals with the notification as a factor of its own.

How to fix: list each such edge under `amplifiers` with its multiplier and why; write `amplifiers: []` if there is none.

Source of thresholds: Hotstar, "Scaling for 50M" (a push multiplied arrivals by about 12.5).

Passes:
    # events/show.yml
    entry: [room]
    amplifiers: [{edge: [room, login], multiplier: 12, why: a push to all,
      basis: reported}]
    # architecture/a.yml
    services: {room: {needs: [login]}, login: {}}

Fails:
    # events/show.yml
    entry: [room]
    amplifiers: [{why: followers of the host}]
    # architecture/a.yml
    services: {room: {}}
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kb.analyses.readiness.answer import Answer, Outcome, Rank
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.grounds import grounds
from kb.analyses.readiness.situation import Situation
from kb.analyses.readiness.words import amount
from kb.model.words import Nothing


@dataclass(frozen=True)
class AmplifiersDeclared(Check):
    """Looks for a multiplier and a reason at every amplifier."""

    code: ClassVar[str] = "D3"
    title: ClassVar[str] = "Amplifiers declared"
    due: ClassVar[int] = 28

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per amplifier."""
        event = case.event
        if not event.amplifiers:
            known = event.amplifiers is not None
            said = "none is said to exist" if known else "nothing is written about amplifiers"
            yield self.say(
                case,
                event.id,
                Outcome.PASS if known else Outcome.UNKNOWN,
                said,
                grounds(Rank.DECLARED, [event]),
                "list them under `amplifiers`, or write []",
            )
        for amplifier in event.amplifiers or ():
            edge = " to ".join(amplifier.edge) if amplifier.edge else "an edge that is not named"
            subject = amplifier.edge[-1] if amplifier.edge else event.id
            rests = grounds(Rank.DECLARED, [amplifier])
            repair = "measure it on the last event, or agree on a number with its basis"
            if amplifier.multiplier is None:
                yield self.say(
                    case,
                    subject,
                    Outcome.UNKNOWN,
                    f"{edge}: multiplier unknown ({amplifier.why or 'no reason given'})",
                    rests,
                    repair,
                )
            elif amplifier.provenance.basis is None:
                yield self.say(
                    case,
                    subject,
                    Outcome.UNKNOWN,
                    f"{edge}: nothing says where the multiplier comes from",
                    rests,
                    "write its `basis`, and why",
                )
            else:
                factor = "1" if isinstance(amplifier.multiplier, Nothing) else amount(amplifier.multiplier)
                yield self.say(case, subject, Outcome.PASS, f"{edge}: {factor} times", rests)
