"""What the checks on runbooks share: which runbooks an event needs, and their runs as of the instant."""

from collections.abc import Iterable, Iterator

from kb.analyses.evidence import stands
from kb.analyses.freshness import Freshness, freshness
from kb.analyses.readiness.situation import Situation
from kb.model.moment import days_between, is_past
from kb.model.runbook import Run, Runbook


def needed(case: Situation, components: tuple[str, ...] | None = None) -> dict[str, Runbook]:
    """Return the runbooks of some components (those in scope by default), by id."""
    names = case.scope if components is None else components
    return {
        name: case.base.runbooks[name]
        for name in sorted({book for item in names for book in case.base.runbooks_of(item)})
    }


def unlisted(case: Situation, components: tuple[str, ...]) -> list[str]:
    """Return which of some components do not say which runbooks they have, from either side."""
    base = case.base
    return [name for name in components if base.components[name].runbooks is None and not base.runbooks_of(name)]


def unsigned(books: Iterable[Runbook]) -> list[str]:
    """Return which of some runbooks do not say who wrote them: that a run is by a non-author cannot be told."""
    return [book.id for book in books if book.authors is None]


def passed(case: Situation, runbook: str, days: int) -> Iterator[Run]:
    """Yield the passed drills, game days and incidents of a runbook of the last days, by its steps, newest first; whoever ran it."""
    runs = [
        run
        for run in case.base.runs_of(runbook)
        if run.outcome == "pass"
        and run.kind
        and run.kind.proves_operate
        and run.ended
        and is_past(run.ended, case.at)
        and stands(case.base, run)
    ]
    for run in sorted(runs, key=lambda run: (run.ended.timestamp() if run.ended else 0, run.source), reverse=True):
        if run.ended and days_between(run.ended, case.at) <= days:
            yield run


def state(case: Situation, runbook: str) -> Freshness:
    """Return the badge of a runbook at the instant."""
    return freshness(case.base, case.base.runbooks[runbook], case.at)
