"""What a site is made from: one redacted base at one instant, and every report on it, made once when first asked for.

Longer than the usual 150 lines: a property for each report a page may ask for.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from kb.analyses.check.report import CheckReport
from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.repair import Repairs
from kb.analyses.risk.report import RiskReport, Row
from kb.analyses.runbooks.listing import RunbookListReport, RunbookRow, listing
from kb.analyses.trend.report import TrendReport
from kb.documents.manual import Manual
from kb.model.base import Base
from kb.model.event import Event
from kb.model.finding import Finding
from kb.model.words import Relation
from kb.pages import _alerts, _uris

if TYPE_CHECKING:
    from kb.analyses.readiness.report import ReadinessReport
    from kb.analyses.risk.full import FullRiskReport
    from kb.pages._maps import Maps

Manuals = Mapping[str, tuple[str, tuple[Manual, ...]]]
INTERNAL = "internal"
PUBLIC = "public"


class SiteInput:
    """A base at an instant, for one audience.

    Args:
        base: the knowledge base, redacted for the audience already.
        at: the instant everything is said for.
        line: that instant in words, and where it came from.
        profile: the audience: internal, leadership or public.
        directories: whether the engine builds ``a/b.md`` to ``a/b/``.
        faults: findings of the load that are let be.
        manuals: per kind of manual page its heading and its pages.
        history: tells the trend over the last year; None where the files have no history.
    """

    def __init__(
        self,
        base: Base,
        at: datetime,
        line: str,
        *,
        profile: str = INTERNAL,
        directories: bool = True,
        faults: tuple[Finding, ...] = (),
        manuals: Manuals | None = None,
        history: Callable[[], TrendReport | None] = lambda: None,
    ) -> None:
        self.base = base
        self.at = at
        self.line = line
        self.profile = profile
        self.use_directory_urls = directories
        self._faults = faults
        self.manuals: Manuals = manuals or {}
        self._history = history

    @property
    def shows_people(self) -> bool:
        """Whether people may be named at all."""
        return self.profile == INTERNAL

    @property
    def advises(self) -> bool:
        """Whether to say what to write where something is missing: for the public, what is missing may have been taken out."""
        return self.profile != PUBLIC

    def url(self, start: str, goal: str, anchor: str = "") -> str:
        """Return the address of a page from another, for raw HTML; see :func:`kb.pages._uris.address`."""
        full = f"{goal}#{anchor}" if anchor else goal
        return _uris.address(start, full, directories=self.use_directory_urls)

    # -- risk ----------------------------------------------------------------------------------------

    @cached_property
    def assessment(self) -> Assessment:
        """The base assessed at the instant."""
        return Assessment(self.base, self.at)

    @cached_property
    def risk(self) -> RiskReport:
        """The risk of the whole."""
        return self.assessment.report("the whole knowledge base")

    @cached_property
    def full(self) -> "FullRiskReport":
        """The full report on the risk of the whole: set sizes, random loss, robustness."""
        from kb.analyses.risk.full import full_report  # noqa: PLC0415 - heavy, and asked for by one page

        return full_report(self.assessment, self.risk)

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """The risk of every component, retired ones too."""
        components = enumerate(self.base.components.values())
        return {component.id: self.assessment.row(node, component) for node, component in components}

    @cached_property
    def above(self) -> Mapping[str, tuple[tuple[str, tuple[Relation, ...]], ...]]:
        """Per component those that stand on it directly, sorted, and how, as their files say it."""
        found: dict[str, dict[str, tuple[Relation, ...]]] = defaultdict(dict)
        for component in self.base.components.values():
            for edge in component.edges:
                found[edge.to][component.id] = (*found[edge.to].get(component.id, ()), edge.relation)
        return {name: tuple(sorted(others.items())) for name, others in found.items()}

    @cached_property
    def owned(self) -> Mapping[str, tuple[str, ...]]:
        """Per team the components it owns, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for component in self.base.components.values():
            owner = self.base.owner(component)
            if owner is not None and component.id not in self.base.retired:
                found[owner].append(component.id)
        return {name: tuple(ids) for name, ids in found.items()}

    @cached_property
    def _repairs(self) -> Repairs:
        return Repairs(self.base, self.assessment.coverage)

    def repair(self, name: str) -> str:
        """Return the nearest repair of a component as a sentence without its full stop; it may name people."""
        return self._repairs.nearest(name, self.rows[name].risk_class, self.rows[name].until).sentence

    # -- the other reports ---------------------------------------------------------------------------

    @cached_property
    def runbooks(self) -> RunbookListReport:
        """Every runbook and whether it is verified, those that need work first."""
        return listing(self.base, self.at)

    @cached_property
    def books(self) -> Mapping[str, RunbookRow]:
        """The same by id."""
        return {row.runbook: row for row in self.runbooks.rows}

    @cached_property
    def check(self) -> CheckReport:
        """What ``kb check`` finds."""
        from kb import plugs  # noqa: PLC0415 - imports every rule
        from kb.analyses.check.assess import assess  # noqa: PLC0415 - as above
        from kb.files import faults  # noqa: PLC0415 - as above
        from kb.files.load import SUPPRESSIBLE  # noqa: PLC0415 - as above

        certain = frozenset(plugs.names(faults)) - SUPPRESSIBLE
        return assess(self.base, self._faults, self.at, certain=certain, doubtful=SUPPRESSIBLE, questions=10)

    @cached_property
    def findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """Open findings by subject, the most serious first."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.check.findings:
            if finding.is_open:
                found[finding.subject].append(finding)
        return {name: tuple(items) for name, items in found.items()}

    @cached_property
    def readiness(self) -> Mapping[str, "ReadinessReport"]:
        """The readiness of every event at the instant, by id."""
        from kb.analyses.readiness.assess import assess  # noqa: PLC0415 - imports every check

        return {event.id: assess(self.base, event, self.at) for event in self.base.events.values()}

    def coming(self) -> tuple[Event, ...]:
        """Return the events that are not over at the instant, soonest first; those without a date last."""
        events = [event for event in self.base.events.values() if not _over(event, self.at)]
        return tuple(sorted(events, key=lambda event: (_start(event) is None, _start(event) or self.at, event.id)))

    @cached_property
    def alerts(self) -> _alerts.Bound:
        """Which alerts lead to which components and runbooks."""
        return _alerts.bound(self.base)

    @cached_property
    def trend(self) -> TrendReport | None:
        """The headline numbers over the last year; None where the files have no history."""
        return self._history()

    @cached_property
    def maps(self) -> "Maps":
        """Every map of the site, drawn when the first is asked for."""
        from kb.pages._maps import Maps  # noqa: PLC0415 - draws

        return Maps(self)


def _start(event: Event) -> datetime | None:
    return event.window.start if event.window else None


def _over(event: Event, at: datetime) -> bool:
    end = event.window.end if event.window else None
    return end is not None and end < at
