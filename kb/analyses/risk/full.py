"""The full report on risk: set sizes with proof, random loss, robustness, structure, uncertainty, order."""

from datetime import datetime
from typing import NamedTuple

from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.critical import PERCENT, Critical, critical
from kb.analyses.risk.demand import Standing, order
from kb.analyses.risk.loss import Loss, loss
from kb.analyses.risk.report import RiskReport, Totals
from kb.analyses.risk.robustness import Robustness, robustness
from kb.analyses.risk.scope import Reading, Scope
from kb.analyses.risk.structure import Structure, entries_of, structure
from kb.analyses.risk.uncertainty import Uncertainty, uncertainty
from kb.model.event import Event


class Asked(NamedTuple):
    """What a full report is asked for. Without a number, a tenth leave; ``event`` is the one the scope is the closure of, if it is."""

    percent: int = PERCENT
    leaving: int | None = None
    exact: bool = False
    event: Event | None = None


class FullRiskReport(NamedTuple):
    """Everything about the risk of a scope at a date; it holds no id of a person but those the asker named.

    Attributes:
        at: the instant it is for.
        scope: what was asked about, in words.
        without: people counted as absent because the asker named them.
        people: employees and contractors available at the date, ``without`` excluded.
        totals: components by class.
        critical: how few people can be gone before more than x % has nobody.
        loss: what is lost when some leave at random.
        robustness: the share covered as people leave.
        structure: single points of failure, articulation points, shared fate.
        uncertainty: every headline number as a range.
        order: the components, by tier, class and blast radius.
    """

    at: datetime
    scope: str
    without: tuple[str, ...]
    people: int
    totals: Totals
    critical: Critical
    loss: Loss
    robustness: Robustness
    structure: Structure
    uncertainty: Uncertainty
    order: tuple[Standing, ...]


def full_report(assessment: Assessment, report: RiskReport, asked: Asked = Asked()) -> FullRiskReport:  # noqa: B008
    """Assess the risk of a scope in full.

    Raises:
        UsageError: if more people are to leave than there are.
    """
    scope = Scope(assessment, report)
    named = (asked.event.entry or ()) if asked.event is not None else ()
    lost = loss(scope, asked.percent, asked.leaving)
    sizes = critical(scope, asked.percent, exact=asked.exact)
    return FullRiskReport(
        at=report.at,
        scope=report.scope,
        without=report.without,
        people=report.people,
        totals=report.totals,
        critical=sizes,
        loss=lost,
        robustness=robustness(scope.reading(Reading.WRITTEN), sizes),
        structure=structure(scope, report, named),
        uncertainty=uncertainty(scope, asked.percent, lost, sizes),
        order=order(scope, entries_of(scope, named), asked.event),
    )
