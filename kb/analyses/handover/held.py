"""One thing held, as a line of the report: the same for every kind of duty."""

from kb.analyses.handover.question import Question
from kb.analyses.handover.report import DutyKind, HeldDuty
from kb.model.source import Source


def held(
    question: Question,
    kind: DutyKind,
    name: tuple[str, ...],
    givers: tuple[str, ...],
    others: int | None,
    components: tuple[str, ...],
    todo: str,
    source: Source,
) -> HeldDuty:
    """Return something givers hold; it must be with somebody else on the last day of the first of them.

    Args:
        question: the question.
        kind: what sort of thing.
        name: what it is about, and which of several about that; together with the kind they are its id.
        givers: who of the givers holds it.
        others: how many others do, who stay; None where one alone can.
        components: the components it concerns.
        todo: what is to be done.
        source: where it stands.
    """
    day = min(question.last[giver] for giver in givers)
    return HeldDuty(":".join((kind.value, *name)), kind, name[0], givers, others, components, day, todo, source)
