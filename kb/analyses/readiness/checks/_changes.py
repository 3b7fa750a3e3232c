"""What the checks on changes share."""

from kb.analyses.readiness.situation import Situation
from kb.model.moment import is_past
from kb.model.service import Change, Component


def last_change(case: Situation, component: Component) -> Change | None:
    """Return the newest change of a component that may matter; one without a day is taken as newest."""
    changes = [
        change
        for change in component.changes or ()
        if change.significant is not False and (change.date is None or is_past(change.date, case.at))
    ]
    return max(
        changes, key=lambda change: (change.date is None, change.date.toordinal() if change.date else 0), default=None
    )
