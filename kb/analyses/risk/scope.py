"""What a full report is about, reduced to numbers: who holds what, without the ids of people.

A *holder* of a component is whoever counts towards its coverage: employees and contractors available at the date whose
level is operate or better (glossary). A component nobody has written a line about is *unknown*; how it is counted is a
*reading*, so that every number can be given as a range.
"""

from collections.abc import Sequence
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.report import RiskReport
from kb.model.words import RiskClass

PLENTY: Final = 1_000
"""Coverage an unknown component is given where it counts as held: more than any bus factor."""
_PLENTY: Final = tuple(f"nobody {number}" for number in range(PLENTY))
"""People who never go: no id holds a space."""


class Reading(Enum):
    """How far the files are believed.

    WRITTEN: claimed levels count, unknown components are left out. PROVEN: only proven operators count, unknown left
    out. UNKNOWN_LOST, UNKNOWN_HELD: claimed levels count, unknown components have nobody, or people who never go.
    LOWEST: only proven operators count, and unknown components have nobody.
    """

    WRITTEN = "written"
    PROVEN = "proven"
    UNKNOWN_LOST = "unknown lost"
    UNKNOWN_HELD = "unknown held"
    LOWEST = "lowest"

    @property
    def proven(self) -> bool:
        """Whether only proven operators count."""
        return self in (Reading.PROVEN, Reading.LOWEST)

    @property
    def lost(self) -> bool:
        """Whether an unknown component counts as one that nobody can operate."""
        return self in (Reading.UNKNOWN_LOST, Reading.LOWEST)


class Holding(NamedTuple):
    """Who holds what under a reading.

    Attributes:
        names: component ids.
        tiers: per component its tier.
        holders: per component the numbers of those who hold it.
        weights: per component its tier weight.
        safe: weight of unknown components taken as held by people who never go.
    """

    names: tuple[str, ...]
    tiers: tuple[int | None, ...]
    holders: tuple[tuple[int, ...], ...]
    weights: tuple[int, ...]
    safe: int

    @property
    def total(self) -> int:
        """Weight of all that is counted."""
        return sum(self.weights) + self.safe

    @property
    def people(self) -> int:
        """How many different people hold something."""
        return len({person for holders in self.holders for person in holders})


class Scope:
    """The components of a report with their holders as numbers; people's ids stay in here.

    Args:
        assessment: the assessed base.
        report: the ordinary report on the scope; its rows give the components and their order.

    Attributes:
        bus_factors: per reading the bus factors of the components, as far as they were asked for
            (:func:`kb.analyses.risk.sensitivity.bus_factors`).
    """

    def __init__(self, assessment: Assessment, report: RiskReport) -> None:
        self.assessment = assessment
        self.base = assessment.base
        self.at = assessment.at
        self.rows = report.rows
        self.names = tuple(row.component for row in report.rows)
        self.weights = tuple(self.base.settings.weight(row.tier) for row in report.rows)
        self._counting: dict[str, tuple[tuple[str, bool], ...]] = {}
        self._readings: dict[Reading, Holding] = {}
        self.bus_factors: dict[Reading, list[int | None]] = {}
        self.known = tuple(row.risk_class is not RiskClass.UNKNOWN for row in report.rows)

    def counting(self, component: str) -> tuple[tuple[str, bool], ...]:
        """Return who counts towards the coverage of a component, and whether their level is proven."""
        found = self._counting.get(component)
        if found is None:
            found = self._counting[component] = self.assessment.coverage.counting(component)
        return found

    @cached_property
    def held(self) -> tuple[tuple[tuple[str, bool], ...], ...]:
        """Per component of the scope what `counting` says."""
        return tuple(self.counting(name) for name in self.names)

    @cached_property
    def number(self) -> dict[str, int]:
        """A number for everybody who holds something in the scope; see :func:`numbered`."""
        return numbered(self.held)

    @property
    def unknown(self) -> int:
        """How many components nobody has written about."""
        return self.known.count(False)

    def coverages(self, reading: Reading) -> list[int | None]:
        """Return how many hold each component of the base under a reading, by its node number; None = unknown, left out."""
        unknown = 0 if reading.lost else PLENTY if reading is Reading.UNKNOWN_HELD else None
        return [
            unknown if not cover.known else cover.proven if reading.proven else cover.coverage
            for cover in self.assessment.covers
        ]

    def holders(self, reading: Reading, node: int) -> tuple[str, ...]:
        """Return who holds a component of the base under a reading, by its node number."""
        if not self.assessment.covers[node].known:
            return () if reading.lost else _PLENTY
        return self.assessment.holders(node, proven=reading.proven)

    def reading(self, reading: Reading) -> Holding:
        """Return who holds what under a reading, worked out once. Where nothing is unknown, several readings are equal."""
        found = self._readings.get(reading)
        if found is None:
            found = self._readings[reading] = self._read(reading)
        return found

    def _read(self, reading: Reading) -> Holding:
        lost, claims = reading.lost, not reading.proven
        counted = [place for place, known in enumerate(self.known) if known or lost]
        number, held = self.number, self.held
        holders = tuple(
            tuple(sorted([number[person] for person, proven in held[place] if claims or proven])) for place in counted
        )
        left = (weight for weight, known in zip(self.weights, self.known, strict=True) if not known)
        return Holding(
            names=tuple(self.names[place] for place in counted),
            tiers=tuple(self.rows[place].tier for place in counted),
            holders=holders,
            weights=tuple(self.weights[place] for place in counted),
            safe=sum(left) if reading is Reading.UNKNOWN_HELD else 0,
        )


def numbered(held: Sequence[Sequence[tuple[str, bool]]]) -> dict[str, int]:
    """Return a number for everybody who holds something, by what they hold and not by how they are called.

    What is sampled, or given up at a limit of work, then comes out the same when people have other ids, as under the
    pseudonyms of a redacted report. Who holds the same as another may have the number of either.

    Args:
        held: per component its holders, and whether each is proven.
    """
    holding: dict[str, list[tuple[int, bool]]] = {}
    for place, holders in enumerate(held):
        for person, proven in holders:
            holding.setdefault(person, []).append((place, proven))
    people = sorted(holding, key=lambda person: (holding[person], person))
    return {person: number for number, person in enumerate(people)}


def rounded(number: float | Fraction) -> float:
    """Return a number of a report with six significant digits: equal input gives equal bytes on every machine."""
    return float(f"{float(number):.6g}")
