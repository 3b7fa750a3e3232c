"""Why fewer or more can operate a component: person by person, the lines that say otherwise than before."""

from collections.abc import Iterator

from kb.analyses.coverage import Operator
from kb.analyses.diff.report import When, Why
from kb.analyses.diff.side import Side
from kb.analyses.presence import Presence, presence
from kb.analyses.risk.explain import unproven
from kb.model.moment import day_of
from kb.model.noun import NamedTuple
from kb.model.people import Person
from kb.model.settings import NO_FILE
from kb.model.source import Source
from kb.model.words import Level, PersonKind


class _State(NamedTuple):
    """How one person stands to a component: in words, the line, whether they count, are proven, help from outside.

    ``person`` is the line of the person where their not being there, or being external, decides.
    """

    words: str
    source: Source | None = None
    counts: bool = False
    proven: bool = False
    outside: bool = False
    person: Source | None = None


class Shift(NamedTuple):
    """One person who stands otherwise to a component than before: +1, 0 or -1 in each way of counting, and the line."""

    counts: int
    proven: int
    outside: int
    why: Why


def shifts(before: Side, was: str, after: Side, now: str) -> tuple[Shift, ...]:
    """Return who stands otherwise to a component than before, who is lost first."""
    old = {item.person: item for item in before.assessment.coverage.operators(was)}
    new = {item.person: item for item in after.assessment.coverage.operators(now)}
    found: list[Shift] = []
    for person in sorted(old.keys() | new.keys()):
        one, other = _state(before, was, person, old.get(person)), _state(after, now, person, new.get(person))
        if one[2:5] == other[2:5]:
            continue
        steps = (other.counts - one.counts, other.proven - one.proven, other.outside - one.outside)
        found.append(Shift(*steps, _why(person, one, other, after)))
    return tuple(sorted(found, key=lambda item: item[:3]))


def _why(name: str, one: _State, other: _State, after: Side) -> Why:
    grown = other.words.startswith(f"{one.words}, ")
    text = f"`{name}`: {other.words}" if grown else f"`{name}`: {one.words} → {other.words}"
    person = after.base.people.get(name)
    if one.person is not None and person is not None:
        return Why(text, When.AFTER, person.source)  # their being there decides, or their being one of us
    if other.source is not None:
        return Why(text, When.AFTER, other.source)
    return Why(text, When.BEFORE, one.source or NO_FILE)


def unwritten(before: Side, was: str, after: Side, now: str) -> Iterator[Why]:
    """Say that all that was written about who knows a component is gone, or that something is written for the first time."""
    place = before.base.knowledge_sources.get(was)
    known = before.assessment.coverage.is_known(was)
    if known and not after.assessment.coverage.is_known(now) and place is not None:
        yield Why("nothing is written any more about who knows it", When.BEFORE, place)
    place = after.base.knowledge_sources.get(now)
    if not known and place is not None and not after.base.knowledge.get(now):
        yield Why("it is written that nobody knows it", When.AFTER, place)


def _state(side: Side, component: str, name: str, operator: Operator | None) -> _State:
    person = side.base.people.get(name)
    if person is None:
        return _State("not in the files")
    if operator is None:
        return _State("no line on it")
    able = operator.level >= Level.OPERATE
    level = _level(side, component, operator)
    line = operator.sources[0] if operator.sources else person.source
    if not operator.available:
        return _State(_absence(side, person), person.source, person=person.source)
    if operator.external:
        return _State(f"{level}, external", line, outside=able, person=person.source)
    return _State(level, line, operator.counts, operator.counts and operator.proven)


def _level(side: Side, component: str, operator: Operator) -> str:
    level = Level.OPERATE if operator.level is Level.EXPERT and not operator.expert else operator.level
    if operator.last is None:
        return f"{level.word}, {operator.evidence.value}"
    shown = f"{level.word}, {operator.evidence.value} of {day_of(operator.last)}"
    claim = operator.evidence.proves_operate and operator.level >= Level.OPERATE and not operator.proven
    return f"{shown}, a claim: {unproven(side.assessment, component, operator)}" if claim else shown


def _absence(side: Side, person: Person) -> str:
    kind = "" if person.kind is PersonKind.EMPLOYEE else f"{person.kind.value}, "
    found = presence(side.base, person, side.at)
    if found is Presence.LEFT:
        return f"{kind}left, last day {person.until}"
    if found is Presence.NOT_YET:
        return f"{kind}not yet here, from {person.from_}"
    day = side.base.day_of(person, side.at)
    until = max((interval.last for interval in person.away or () if day in interval), default=None)
    return f"{kind}away until {until}" if until else f"{kind}not here"
