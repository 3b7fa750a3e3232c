"""Which moves bring somebody from their level to a proven *operate*.

====================  ==========================================  ==========================================
level now             somebody can teach it                       nobody can
====================  ==========================================  ==========================================
nothing known         read, pairing, guided run, drill            read, rediscovery, guided run, drill
aware                 pairing, guided run, drill                  rediscovery, guided run, drill
assist                guided run, drill                           guided run, drill
operate, not proven   drill                                       drill
====================  ==========================================  ==========================================

Where there is no runbook yet, the first to learn the component writes it, before anything that needs it.
"""

from collections.abc import Iterable
from functools import cache

from kb import plugs
from kb.analyses.plan import moves
from kb.analyses.plan.moves import Move
from kb.analyses.plan.need import Candidate, Need
from kb.model.noun import NamedTuple
from kb.model.settings import PlanSettings
from kb.model.words import Level


class Step(NamedTuple):
    """One session of at most ``[plan] session`` hours; ``part`` of ``parts`` where a move takes several."""

    move: str
    hours: int
    mentored: bool
    part: int = 1
    parts: int = 1


@cache
def all_moves() -> dict[str, Move]:
    """Return every move by its id."""
    return {name: kind() for name, kind in plugs.plugs(moves, Move).items()}  # type: ignore[type-abstract]


def moves_from(level: Level | None, *, taught: bool) -> tuple[str, ...]:
    """Return the moves somebody at a level needs, in order, writing up apart."""
    if level is not None and level >= Level.OPERATE:
        return ("drill",)
    if level is Level.ASSIST:
        return ("guided-run", "drill")
    learning = "pairing" if taught else "rediscovery"
    return (*(("read",) if level is None else ()), learning, "guided-run", "drill")


@cache
def steps(move: str, settings: PlanSettings, *, taught: bool) -> tuple[Step, ...]:
    """Return the sessions of a move: as few as the longest session allows, none with a mentor where nobody can teach."""
    kind = all_moves()[move]
    mentored = kind.mentored and taught
    longest = min(settings.session, settings.learner_hours, *([settings.mentor_hours] if mentored else []))
    left = kind.hours(settings)
    parts = -(-left // longest)
    found = []
    for part in range(1, parts + 1):
        found.append(Step(move, min(longest, left), mentored, part, parts))
        left -= longest
    return tuple(found)


def own_steps(need: Need, candidate: Candidate, settings: PlanSettings) -> tuple[Step, ...]:
    """Return the sessions a learner needs for one component alone: all but those about the runbook as a whole."""
    return _ladder(candidate.level, need.taught, settings)[0]


def run_steps(need: Need, candidate: Candidate, settings: PlanSettings) -> tuple[Step, ...]:
    """Return the sessions about the runbook as a whole; once is enough for all components it is for."""
    return _ladder(candidate.level, need.taught, settings)[1]


def hours_of(need: Need, candidate: Candidate, settings: PlanSettings) -> int:
    """Return the hours of all a learner needs for one component, were it the only one."""
    return _ladder(candidate.level, need.taught, settings)[2]


def sessions_of(need: Need, candidate: Candidate, settings: PlanSettings) -> int:
    """Return how many sessions that is."""
    own, runs, _ = _ladder(candidate.level, need.taught, settings)
    return len(own) + len(runs)


def sessions_of_all(needs: Iterable[Need], settings: PlanSettings) -> int:
    """Return the same of everybody who could learn something, all together: what it takes to look at a problem once."""
    return sum(sessions_of(need, item, settings) for need in needs for item in need.candidates)


@cache
def _ladder(
    level: Level | None, taught: bool, settings: PlanSettings
) -> tuple[tuple[Step, ...], tuple[Step, ...], int]:
    """Return the sessions about a component, those about its runbook, and the hours of both."""
    found: tuple[list[Step], list[Step]] = ([], [])
    for name in moves_from(level, taught=taught):
        found[all_moves()[name].of_runbook].extend(steps(name, settings, taught=taught))
    return tuple(found[0]), tuple(found[1]), sum(step.hours for part in found for step in part)


def writing(need: Need, settings: PlanSettings) -> tuple[Step, ...]:
    """Return the sessions in which a missing runbook is written; none where it exists."""
    return () if need.written else steps("write-up", settings, taught=need.taught)
