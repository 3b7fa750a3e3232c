"""The base as it would be if a plan were carried out: each item closed by the run that is to prove it.

It is a supposition, and every output made from it has to say so. Runs are dated noon of the last day of the item's last week; no
run counts before. A runbook that the plan has somebody write appears with its components and a step; one that it has
somebody give steps, with a step.
"""

from datetime import datetime
from typing import Final

from kb.analyses.coverage import Coverage
from kb.analyses.plan.gather import Asked
from kb.analyses.plan.report import PlanItem, PlanReport
from kb.model.base import Base
from kb.model.moment import noon
from kb.model.provenance import NO_ABOUT, Provenance
from kb.model.runbook import Run, Runbook, Step
from kb.model.source import Source
from kb.model.words import Basis

SUPPOSED: Final = Source("(if the plan is carried out)", 1, 1)
"""Stands where a fact of a file has its place."""
_BASIS: Final = Provenance(Basis.ASSUMPTION, ())
_STEP: Final = Step("s1", "Written by then", (), None, (), None, None, False, "", SUPPOSED)
"""Stands for the steps that are to be written: without any, no run would show anything."""


def carried_out(base: Base, plan: PlanReport) -> Base:
    """Return a base with the runs and runbooks of a plan added, and without a `none` that those runs make untrue."""
    runbooks = dict(base.runbooks)
    for item in plan.items:
        book = runbooks.get(item.runbook) or _runbook(item)
        runbooks[item.runbook] = book if book.rehearsable else book._replace(steps=(_STEP,))
    having = base._replace(runbooks=dict(sorted(runbooks.items())))
    runs = tuple(_run(item, having) for item in plan.items)
    learnt = {name for run in runs for name in run.components or ()}
    known = {name: lines for name, lines in base.knowledge.items() if lines or name not in learnt}
    return having._replace(runs=(*base.runs, *runs), knowledge=known)


def counted(base: Base, plan: PlanReport, question: Asked) -> dict[str, int]:
    """Return how many operators of each component of a plan would be counted on its day if it were carried out."""
    coverage = Coverage(carried_out(base, plan), question.counted or end(plan), question.gone)
    found = {}
    for need in plan.needs:
        cover = coverage.cover(need.component)
        found[need.component] = cover.coverage if question.claimed else cover.proven
    return found


def end(plan: PlanReport) -> datetime:
    """Return the instant from which on a plan is carried out: noon (UTC) of its last day, or of today if that is later."""
    return max(noon(plan.by), plan.at)


def _run(item: PlanItem, base: Base) -> Run:
    when = noon(item.due)
    return Run(
        runbook=item.runbook,
        steps_hash=base.runbooks[item.runbook].steps_hash,
        kind=item.proof,
        by=item.learner,
        observer=None,
        started=when,
        ended=when,
        help="none",
        steps=None,
        outcome="pass",
        followups=None,
        provenance=_BASIS,
        source=SUPPOSED,
        components=base.components_of(item.runbook),
    )


def _runbook(item: PlanItem) -> Runbook:
    fields = dict.fromkeys(Runbook._fields) | {
        "id": item.runbook,
        "components": item.components,
        "authors": (item.learner,),
        "sections": (),
        "steps": (),
        "about": NO_ABOUT,
        "provenance": _BASIS,
        "source": SUPPOSED,
    }
    return Runbook(**fields)
