"""How far the numbers of a report can be trusted: each as a range, and the one assumption that moves it most.

Two things are uncertain: whether claimed levels hold, and what nobody has written down. Every number is computed anew
under each reading of the files (`kb.analyses.risk.scope.Reading`); the range runs over all of them. The assumption that
moves a number most is found in `kb.analyses.risk.sensitivity`.

Longer than the usual 150 lines: the nouns of one part of a report, and how each is computed under every reading.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from kb.analyses.risk.chance import keeping
from kb.analyses.risk.critical import Critical, critical_size
from kb.analyses.risk.loss import Loss, expected
from kb.analyses.risk.robustness import by_operators, random_area
from kb.analyses.risk.scope import PLENTY, Reading, Scope, rounded
from kb.analyses.risk.sensitivity import Number, Sensitivity, bus_factors, sensitivities
from kb.model.moment import days_between

SOON: Final = (30, 90)
"""Days ahead for which proof that runs out is counted (our default: a month, a quarter)."""


class Range(NamedTuple):
    """One headline number under every reading; None where it cannot be told, for a set size: not reachable.

    Attributes:
        name: which number.
        unit: what it counts.
        low: the smallest of the others.
        high: the largest of the others.
        written: claimed levels count, unknown components left out: the number as reported.
        proven: only proven operators count, unknown left out.
        unknown_lost: claimed levels count, unknown components have nobody.
        unknown_held: claimed levels count, unknown components have people who never go.
        lowest: only proven operators count, and unknown components have nobody.
    """

    name: str
    unit: str
    low: Number
    high: Number
    written: Number
    proven: Number
    unknown_lost: Number
    unknown_held: Number
    lowest: Number


class Ageing(NamedTuple):
    """When the youngest proof of the components of a scope runs out.

    Attributes:
        proven: components with at least one proven operator.
        within: (days, components whose last proof runs out within them if nobody drills).
        expired: components that had proof once, all of it too old or of people who do not count any more.
        never: known components for which no proof was ever written down.
    """

    proven: int
    within: tuple[tuple[int, int], ...]
    expired: int
    never: int


class Uncertainty(NamedTuple):
    """How far the numbers of a report can be trusted."""

    unknown: int
    claimed_only: int
    ranges: tuple[Range, ...]
    sensitivities: tuple[Sensitivity, ...]
    ageing: Ageing


def uncertainty(scope: Scope, percent: int, loss: Loss, sizes: Critical) -> Uncertainty:
    """Assess the uncertainty of a scope's headline numbers."""
    numbers = _Numbers(scope, percent, loss, sizes)
    covered = [row for row, known in zip(scope.rows, scope.known, strict=True) if known and row.coverage]
    return Uncertainty(
        unknown=scope.unknown,
        claimed_only=sum(1 for row in covered if not row.proven),
        ranges=tuple(_range(name, unit, ask, scope) for name, unit, ask in numbers.all()),
        sensitivities=sensitivities(scope, percent, loss),
        ageing=_ageing(scope),
    )


class _Numbers:
    """The headline numbers, each as a question to a reading."""

    def __init__(self, scope: Scope, percent: int, loss: Loss, sizes: Critical) -> None:
        self.scope, self.percent, self.loss = scope, percent, loss
        self.sizes = {Reading.WRITTEN: sizes.claimed, Reading.PROVEN: sizes.proven}

    def all(self) -> tuple[tuple[str, str, Callable[[Reading], Number]], ...]:
        """Return name, unit and question of every number."""
        size = f"people, for more than {self.percent} %"
        return (
            ("covered", "share of the scope with an operator", self.covered),
            ("operable", "share with operators all the way down", self.operable),
            ("bus factor", "least in the scope", self.bus_factor),
            ("critical set size", size, self.size),
            ("expected loss", f"components, {self.loss.leaving} of {self.loss.staff.people} leaving", self.lost),
            ("keeps all", f"chance, {self.loss.leaving} of {self.loss.staff.people} leaving", self.keeps),
            ("robustness", "area, random order", self.area),
        )

    def covered(self, reading: Reading) -> Number:
        """Share of the weight that has an operator."""
        holding = self.scope.reading(reading)
        held = sum(weight for weight, people in zip(holding.weights, holding.holders, strict=True) if people)
        return (held + holding.safe) / holding.total if holding.total else None

    def operable(self, reading: Reading) -> Number:
        """Share of the weight whose hard closure has operators everywhere, so far as it is known."""
        found = bus_factors(self.scope, reading)
        known = [(weight, value) for weight, value in zip(self.scope.weights, found, strict=True) if value is not None]
        total = sum(weight for weight, _ in known)
        return sum(weight for weight, value in known if value) / total if total else None

    def bus_factor(self, reading: Reading) -> Number:
        """Return the least bus factor of the scope."""
        values = [value for value in bus_factors(self.scope, reading) if value is not None and value < PLENTY]
        return min(values, default=None)

    def size(self, reading: Reading) -> Number:
        """Return the critical set size."""
        known = reading in self.sizes
        found = self.sizes[reading] if known else critical_size(self.scope.reading(reading), self.percent)
        return None if found is None else found.size

    def lost(self, reading: Reading) -> Number:
        """Return the components expected to have nobody left."""
        holding = self.scope.reading(reading)
        return float(expected(holding, self.loss.staff.people, self.loss.leaving)) if holding.total else None

    def keeps(self, reading: Reading) -> Number:
        """Return the chance that everything keeps an operator."""
        ways = bool(self.scope.assessment.graph.either) and not self.loss.keeping.as_named
        if reading is Reading.WRITTEN or (reading is Reading.UNKNOWN_HELD and not ways):
            return self.loss.keeping.chance
        if reading.lost and self.loss.keeping.unknown and not ways:
            return 0.0
        return self._kept(reading if ways else Reading.PROVEN if reading.proven else Reading.WRITTEN)

    def _kept(self, reading: Reading) -> Number:
        return keeping(self.scope, self.loss.staff, self.loss.leaving, reading).chance

    def area(self, reading: Reading) -> Number:
        """Return the area below the random curve."""
        holding = self.scope.reading(reading)
        people = self.scope.reading(Reading.WRITTEN).people
        return float(random_area(people, by_operators(holding), holding.total)) if holding.total else None


def _range(name: str, unit: str, ask: Callable[[Reading], Number], scope: Scope) -> Range:
    """Ask under every reading; where nothing is unknown anywhere, readings that differ in that alone are equal."""
    certain = all(cover.known for cover in scope.assessment.covers)
    asked = lru_cache(maxsize=None)(lambda reading: None if (value := ask(reading)) is None else rounded(value))
    written, proven = asked(Reading.WRITTEN), asked(Reading.PROVEN)
    lost = written if certain else asked(Reading.UNKNOWN_LOST)
    held = written if certain else asked(Reading.UNKNOWN_HELD)
    lowest = proven if certain else asked(Reading.LOWEST)
    told = [value for value in (written, proven, lost, held, lowest) if value is not None]
    open_end = name == "critical set size" and held is None
    return Range(
        name,
        unit,
        min(told, default=None),
        None if open_end else max(told, default=None),
        written,
        proven,
        lost,
        held,
        lowest,
    )


def _ageing(scope: Scope) -> Ageing:
    """Count when the youngest proof of each component runs out."""
    proofs = scope.assessment.coverage.proofs
    limit = scope.base.settings.evidence_days
    left, expired, never = [], 0, 0
    for name, known in zip(scope.names, scope.known, strict=True):
        dates, ever = proofs(name)
        if dates:
            left.append(max(limit - days_between(last, scope.at) for last in dates))
        elif ever:
            expired += 1
        elif known:
            never += 1
    within = tuple((soon, sum(1 for days in left if days < soon)) for soon in SOON)
    return Ageing(len(left), within, expired, never)
