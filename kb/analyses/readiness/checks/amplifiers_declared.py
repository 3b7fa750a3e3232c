"""What multiplies the audience on its way in (notifications, fan-out, reloads) is written down with a number.

Why: in the Twitter Space of May 2023 the moderator named the host's followers, more than 100 million by his count, as
what multiplied the load; no budget for it is known. Hotstar's engineers name the push notification among what drives
the load of a cricket match up within minutes.

How to fix: list each such edge under `amplifiers` with its multiplier and why; write `amplifiers: []` if there is none.

Source of thresholds: our policy. Any number will do that somebody stands for; a missing one is unknown.

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
from typing import Final

from kb.analyses.readiness.answer import Answer, Outcome
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.demand import factor_of
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.situation import Situation
from kb.model.saying import amount

_ENDS: Final = 2


class AmplifiersDeclared(Check):
    """Looks for a multiplier and a reason at every amplifier."""

    code = "D3"
    title = "Amplifiers declared"
    due = 28

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per amplifier."""
        event = case.event
        if not event.amplifiers:
            known = event.amplifiers is not None
            said = "none is said to exist" if known else "nothing is written about amplifiers"
            mend = "list them under `amplifiers`, or write []"
            yield self.say(case).answer(Outcome.PASS if known else Outcome.UNKNOWN, said, declared(event), mend)
        for amplifier in event.amplifiers or ():
            edge = " to ".join(amplifier.edge) if amplifier.edge else "an edge that is not named"
            subject = amplifier.edge[-1] if amplifier.edge else event.id
            rests = declared(amplifier)
            repair = "measure it on the last event, or agree on a number with its basis"
            if amplifier.multiplier is None:
                yield self.say(case, subject).unknown(
                    f"{edge}: multiplier unknown ({amplifier.why or 'no reason given'})", rests, repair
                )
            elif factor_of(amplifier) is None:
                yield self.say(case, subject).fails(
                    f"{edge}: {amplifier.multiplier:g} times would make it less",
                    rests,
                    "write 1 or more; what calls less often than it is called says so at its edge",
                )
            elif amplifier.edge and not _leads(case, amplifier.edge):
                yield self.say(case, subject).unknown(
                    f"{edge}: no such edge is written, so that it multiplies nothing",
                    rests,
                    "write the edge in the architecture, or name the one that is meant",
                )
            elif amplifier.provenance.basis is None:
                yield self.say(case, subject).unknown(
                    f"{edge}: nothing says where the multiplier comes from", rests, "write its `basis`, and why"
                )
            else:
                factor = amount(factor_of(amplifier) or 1)
                yield self.say(case, subject).passes(f"{edge}: {factor} times", rests)


def _leads(case: Situation, edge: tuple[str, ...]) -> bool:
    """Whether an edge of two components is written, hard or soft, and begins where the event can get to."""
    start = case.base.components.get(edge[0]) if edge[0] in case.closure else None
    return start is not None and len(edge) == _ENDS and any(item.to == edge[1] for item in start.edges)
