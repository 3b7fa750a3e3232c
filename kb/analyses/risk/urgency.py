"""In which order a report lists components, and in which order something is to be done about them."""

from collections.abc import Iterable
from typing import Final

from kb.analyses.risk.report import CLASS_ORDER, Row, WeakPlaces
from kb.model.base import Base
from kb.model.settings import tier_place
from kb.model.words import RiskClass

RANKS: Final = {risk: rank for rank, risk in enumerate(CLASS_ORDER)}
"""Place of each class in every order."""


def order(row: Row) -> tuple[float, int, int, str]:
    """Order of a report: tier, class, blast radius, id."""
    return tier_place(row.tier), RANKS[row.risk_class], -row.blast_radius, row.component


def most_urgent(rows: Iterable[Row], places: WeakPlaces, base: Base, most: int) -> list[Row]:
    """Return so many of the rows that need something done, the most urgent first: as in a report, but by what is to come and what falls.

    What nobody will be left to operate counts as if it were so far already; one of the worst weak places as the most
    important component that stands on it, for that falls with it, whatever tier somebody wrote below it.
    """
    tops = {place.component: base.components[place.path[0]] for place in (*places.worst, *places.soon)}
    above = {name: tier_place(base.tier(top)) for name, top in tops.items()}

    def urgency(row: Row) -> tuple[float, int, int, str]:
        tier, risk, blast, name = order(row._replace(risk_class=RiskClass.ORPHANED) if row.until else row)
        return min(tier, above.get(name, tier)), risk, blast, name

    return sorted((row for row in rows if row.until or row.risk_class is not RiskClass.HELD), key=urgency)[:most]
