"""What one run proves: coverage and freshness with it, compared with the same base without it."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from kb.analyses.coverage import Coverage
from kb.analyses.evidence import ABOUT_OTHERS, covered, shows_at_most, was_there, went_by_steps
from kb.analyses.freshness import Badge, freshness
from kb.model.base import Base
from kb.model.moment import days_between, is_past
from kb.model.runbook import Run, Runbook
from kb.model.words import Level


class Gain(NamedTuple):
    """What a run changes for its runner on one component.

    Attributes:
        before: whether they were proven to operate it without the run.
        after: whether they are with it.
        proven_before: proven coverage of the component without the run.
        proven_after: with it.
    """

    component: str
    before: bool
    after: bool
    proven_before: int
    proven_after: int


class Proof(NamedTuple):
    """What a run proves at an instant.

    Attributes:
        gains: one entry a component of the runbook.
        before: the runbook's badge without the run.
        after: with it.
        not_proven: why the run does not prove *operate*, each a clause; empty if it does.
        not_verified: why it does not verify the runbook; empty if it does.
        denied: components it would prove, had the files not said `none` of them: that nobody can operate them.
    """

    run: Run
    at: datetime
    gains: tuple[Gain, ...]
    before: Badge
    after: Badge
    not_proven: tuple[str, ...]
    not_verified: tuple[str, ...]
    denied: tuple[str, ...]


def prove(base: Base, run: Run, at: datetime) -> Proof:
    """Return what a run proves. It may be among the base's runs already; its runbook must be there."""
    others = tuple(each for each in base.runs if each.source.path != run.source.path)
    without, having = base._replace(runs=others), base._replace(runs=(*others, run))
    book = base.runbooks[run.runbook or ""]
    after = freshness(having, book, at)
    return Proof(
        run,
        at,
        tuple(
            _gain(name, run.by or "", Coverage(without, at), Coverage(having, at))
            for name in base.components_of(book.id)
        ),
        freshness(without, book, at).badge,
        after.badge,
        tuple(_not_proven(base, run, at)),
        tuple(_not_verified(base, book, run, at)) or tuple(reason.text for reason in after.reasons),
        tuple(
            name
            for name in covered(base, run)
            if run.passed_unaided and shows_at_most(book) is Level.OPERATE and base.denied(name)
        ),
    )


def _gain(component: str, person: str, before: Coverage, after: Coverage) -> Gain:
    return Gain(
        component,
        _is_proven(before, component, person),
        _is_proven(after, component, person),
        before.cover(component).proven,
        after.cover(component).proven,
    )


def _is_proven(coverage: Coverage, component: str, person: str) -> bool:
    return any(each.proven for each in coverage.operators(component) if each.person == person)


def _weak(base: Base, book: Runbook, run: Run, at: datetime) -> Iterator[str]:
    if not went_by_steps(book, run):
        yield "the runbook had no steps to go through"
    if not was_there(base, run.by, run):
        yield f"by the files, {run.by} was not there on that day"
    if run.outcome != "pass":
        yield f"its outcome is {run.outcome}, not pass"
    if run.kind is not None and not run.kind.proves_operate:
        yield f"a {run.kind.value} supports assist, and proves no more"
    if run.ended is not None and not is_past(run.ended, at):
        yield "it ended after the date asked for"


def _not_proven(base: Base, run: Run, at: datetime) -> Iterator[str]:
    book = base.runbooks[run.runbook or ""]
    yield from _weak(base, book, run, at)
    if book.kind in ABOUT_OTHERS:
        yield f"a runbook of the kind `{book.kind}` is not about restoring what it names"
    elif (most := shows_at_most(book)) is not Level.OPERATE:
        yield f"the runbook asks for no more than {most.word} (`requires`), so a run of it shows no more"
    if run.help != "none":
        yield "help was taken"
    then = covered(base, run)
    if not base.components_of(run.runbook or ""):
        yield "the runbook names no component"
    elif not then:
        yield "its record says that the runbook was for nothing it is for now"
    elif all(base.denied(name) for name in then):
        yield "the files say `none` of all that it is for"
    days = base.settings.evidence_days
    if run.ended is not None and days_between(run.ended, at) > days:
        yield f"it is older than {days} days (evidence_days)"


def _not_verified(base: Base, book: Runbook, run: Run, at: datetime) -> Iterator[str]:
    yield from _weak(base, book, run, at)
    if run.by in (book.authors or ()):
        yield f"{run.by} is an author of it"
    if run.steps_hash != book.steps_hash and went_by_steps(book, run):
        yield "it went by other steps than those that stand there now"
    every = book.review.every_days if book.review else None
    if every is not None and run.ended is not None and days_between(run.ended, at) > every:
        yield f"it is older than the {every} days the runbook asks for"
