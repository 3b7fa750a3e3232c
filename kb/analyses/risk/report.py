"""What an assessment of risk says.

Longer than the usual 150 lines: the nouns of one report, most of it what their fields mean.
"""

from datetime import date, datetime

from kb.model.baseline import RiskComparison
from kb.model.noun import NamedTuple
from kb.model.saying import at_most
from kb.model.source import Source
from kb.model.words import Basis, Kind, RiskClass

CLASS_ORDER = (RiskClass.ORPHANED, RiskClass.SINGLE, RiskClass.UNKNOWN, RiskClass.THIN, RiskClass.HELD)
"""Worst first. Unknown stands between single and thin: it is not known to be better than either (our default)."""


class Weakest(NamedTuple):
    """The least covered component of a hard closure, and the way to it.

    Attributes:
        component: its id.
        coverage: its coverage; with others, how many hold some of them in all.
        path: ids from the component asked about to this one, both included; of more than 100 the first 98, then ``…``, then
            this one.
        together: ids of others that have to be lost with it, where either of two ways suffices and different people hold them.
    """

    component: str
    coverage: int
    path: tuple[str, ...]
    together: tuple[str, ...] = ()


class Row(NamedTuple):
    """The risk of one component.

    Attributes:
        component: id.
        kind: what it is.
        system: the system it belongs to.
        owner: the team that holds it, own or the system's; None = unknown.
        tier: 0 to 3, own or the system's; None = unknown.
        risk_class: class by its own coverage.
        coverage: employees and contractors available who can operate it; 0 says nothing where it is not ``known``.
        proven: those of them with proof young enough.
        externals: externals who can operate it, beside coverage.
        bus_factor: least coverage known in the hard closure, of two ways that of all who have to be gone; None if none is known.
        proven_bus_factor: the same, counting proven operators only; at most ``bus_factor``.
        closure: components in the hard closure, itself included.
        unknown: how many of those nobody has said anything about.
        weak: how many of those are single or orphaned.
        weakest: where the bus factor comes from, which can be behind one of two ways; of several, what has the largest blast radius, then the nearest, then by id.
        blast_radius: summed tier weight of the components whose hard closure holds this one.
        vendors: vendors it stands on directly.
        basis: basis of the weakest line the coverage rests on; None where none is stated.
        source: where the component is declared.
        until: the last day of the last of those who operate it now; None where somebody stays, or it is not near.
        known: whether anything is written about who can operate it; else ``coverage`` and ``proven`` are no answers.
        bus_factor_is_bound: whether the bus factor may be lower, for who operates some of what it stands on is unknown, or there
            are too many ways to try all (:mod:`kb.graph.absences`).
        proven_bus_factor_is_bound: the same of the other one.
        needs_stated: whether the files say what it needs, be it nothing; else more may lie in its closure.
    """

    component: str
    kind: Kind
    system: str | None
    owner: str | None
    tier: int | None
    risk_class: RiskClass
    coverage: int
    proven: int
    externals: int
    bus_factor: int | None
    proven_bus_factor: int | None
    closure: int
    unknown: int
    weak: int
    weakest: Weakest | None
    blast_radius: int
    vendors: tuple[str, ...]
    basis: Basis | None
    source: Source
    until: date | None = None
    known: bool = True
    bus_factor_is_bound: bool = False
    needs_stated: bool = True
    proven_bus_factor_is_bound: bool = False

    @property
    def bus_factor_said(self) -> str:
        """The bus factor in words; where it may be lower it is a bound: ``<= 3``."""
        return at_most(self.bus_factor, self.bus_factor_is_bound)

    @property
    def proven_bus_factor_said(self) -> str:
        """The same, counting proven operators only."""
        return at_most(self.proven_bus_factor, self.proven_bus_factor_is_bound)


class Coming(NamedTuple):
    """A day after which nobody is left who operates some components now, as the files stand."""

    day: date
    components: tuple[str, ...]


class WeakPlace(NamedTuple):
    """An orphaned or single component, or one soon to be orphaned, that others of the scope cannot work without.

    Attributes:
        component: its id.
        risk_class: its class now.
        above: how many other components of the scope have it in their hard closure.
        path: ids from the most important of those to this one, by a shortest way, both included.
    """

    component: str
    risk_class: RiskClass
    above: int
    path: tuple[str, ...]


class WeakPlaces(NamedTuple):
    """The worst weak places, and how many more there are; ``soon``: of the others those nobody will be left to operate, the worst."""

    worst: tuple[WeakPlace, ...]
    more: int
    soon: tuple[WeakPlace, ...] = ()


class Totals(NamedTuple):
    """Counts over the rows of a report; ``assumed``: components whose coverage rests on an assumption."""

    components: int
    orphaned: int
    single: int
    thin: int
    held: int
    unknown: int
    proven_held: int
    assumed: int


class Repair(NamedTuple):
    """The nearest step that would make a component safer.

    Attributes:
        component: which one it mends.
        sentence: the step, for the person who has to take it.
        runbook: the runbook that would prove it, if there is one.
        people: who could take the step, best placed first (sorted by readiness, then id).
    """

    component: str
    sentence: str
    runbook: str | None
    people: tuple[str, ...]


class Fallback(NamedTuple):
    """A declared fallback of a hard edge: it counts only once a runbook that covers the edge is verified.

    Attributes:
        component: id of the component the edge begins at.
        to: what it names.
        fallback: what can take over.
        rehearsed: whether that is shown: then either of the two suffices.
        source: where the edge is written.
        runbook: the runbook that shows it.
        last: when its last run that counts ended.
        proof: where that run is written.
    """

    component: str
    to: str
    fallback: str
    rehearsed: bool
    source: Source
    runbook: str | None = None
    last: datetime | None = None
    proof: Source | None = None


class RiskReport(NamedTuple):
    """The risk of a scope at a date.

    Attributes:
        at: the instant it is for.
        scope: what was asked about, in words.
        without: people counted as absent because the asker named them.
        people: employees and contractors available at the date, ``without`` excluded.
        totals: counts over ``rows``.
        rows: one per component of the scope, ordered by tier, class, blast radius, id.
        weak_places: orphaned and single components that others of the scope stand on, worst first.
        repairs: the nearest repair of the weakest rows, in the same order.
        cycles: components that stand on each other in a circle.
        fallbacks: declared fallbacks of the scope's hard edges.
        coming: what is written to be lost soon, earliest first.
        baseline: how the rows stand against their baseline; None where that was not asked.
    """

    at: datetime
    scope: str
    without: tuple[str, ...]
    people: int
    totals: Totals
    rows: tuple[Row, ...]
    weak_places: WeakPlaces
    repairs: tuple[Repair, ...]
    cycles: tuple[tuple[str, ...], ...]
    fallbacks: tuple[Fallback, ...]
    coming: tuple[Coming, ...] = ()
    baseline: RiskComparison | None = None


class Reason(NamedTuple):
    """One line that a coverage rests on, and whether it counts.

    Attributes:
        person: id.
        says: level and evidence, in words.
        counts: whether it adds to coverage.
        proven: whether it adds to proven coverage.
        why: why it does or does not count.
        sources: the lines in the files.
    """

    person: str
    says: str
    counts: bool
    proven: bool
    why: str
    sources: tuple[Source, ...]


class Member(NamedTuple):
    """One component of a hard closure, seen from the component asked about."""

    component: str
    risk_class: RiskClass
    coverage: int
    proven: int
    path: tuple[str, ...]


class ComponentReport(NamedTuple):
    """Everything about the risk of one component.

    Attributes:
        row: as in the report of a scope.
        reasons: every line on who knows it, those that count first.
        members: its hard closure, weakest first.
        repair: the nearest repair of the component itself.
        closure_repair: the nearest repair of the weakest in its closure, if that is another.
        knowledge: where its entry under ``knowledge`` is; None if there is none.
        silent: the components of its hard closure that do not say what they need, sorted: more may lie below.
        retired: whether it is out of use, retired and needed by nothing that is in use.
    """

    at: datetime
    without: tuple[str, ...]
    row: Row
    title: str
    reasons: tuple[Reason, ...]
    members: tuple[Member, ...]
    repair: Repair
    closure_repair: Repair | None
    fallbacks: tuple[Fallback, ...]
    knowledge: Source | None = None
    silent: tuple[str, ...] = ()
    retired: bool = False

    @property
    def steps(self) -> tuple[Repair, ...]:
        """The nearest repairs, that of what is weaker first; none of what is out of use."""
        if self.retired or self.closure_repair is None or self.row.weakest is None:
            return () if self.retired else (self.repair,)
        own = self.row.coverage if self.row.known else 2  # as classes are ordered: unknown after single, before thin
        weaker = self.row.weakest.coverage < own
        return (self.closure_repair, self.repair) if weaker else (self.repair, self.closure_repair)
