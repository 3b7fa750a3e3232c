"""Several components at once: as counts by class, and as a table."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from kb.analyses.risk.report import CLASS_ORDER, Totals
from kb.model.words import RiskClass
from kb.pages import _numbers, _parts, _uris
from kb.pages._escape import esc_md
from kb.pages._input import SiteInput

SORTABLE: Final = 12
"""Rows from which on a table can be sorted and filtered."""


def classes(site: SiteInput, components: tuple[str, ...]) -> str:
    """Return how many components are of which class, worst first, in words."""
    found = Counter(site.rows[name].risk_class for name in components)
    return counted((found[risk], risk.value) for risk in CLASS_ORDER)


def of_totals(totals: Totals) -> str:
    """Return the same of the whole, counted already."""
    return counted((getattr(totals, risk.value), risk.value) for risk in CLASS_ORDER)


def counted(counts: Iterable[tuple[int, str]]) -> str:
    """Return counts of classes in words, those of nothing left out."""
    return ", ".join(f"{number} {_parts.risk_class(RiskClass(word))}" for number, word in counts if number)


def nothing(site: SiteInput, title: str, *blocks: str) -> str:
    """Return what stands where there is nothing to list: what to write; for whom something may be withheld, only that."""
    return _parts.empty(title, *blocks) if site.advises else "None is shown here."


def rows_of(site: SiteInput, here: str, components: tuple[str, ...]) -> str:
    """Return some components as a table, in the order of the report on risk."""
    wanted = set(components)
    rows = [
        (
            "?" if row.tier is None else str(row.tier),
            _parts.link(here, _uris.component(row.component), site.base.title(row.component)),
            _parts.risk_class(row.risk_class),
            esc_md(_numbers.of_row(site, row)),
            esc_md(_numbers.bus_factor(site, row)),
            str(row.weak),
            str(row.blast_radius),
        )
        for row in site.risk.rows
        if row.component in wanted
    ]
    heads = ("Tier", "Component", "Class", "Operators", "Bus factor", "Weak", "Blast radius")
    return _parts.table(heads, rows, (0, 5, 6), sortable=len(rows) > SORTABLE) if rows else ""
