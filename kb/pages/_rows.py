"""Several components at once: as counts by class, and as a table."""

from typing import Final

from kb.pages import _numbers, _parts, _uris
from kb.pages._escape import esc_md
from kb.pages._input import SiteInput

_ORDER: Final = ("orphaned", "single", "unknown", "thin", "held")
_SORTABLE: Final = 12
"""Rows from which on a table can be sorted and filtered."""


def classes(site: SiteInput, components: tuple[str, ...]) -> str:
    """Return how many components are of which class, worst first, in words."""
    found = [site.rows[name].risk_class for name in components]
    counts = [(sum(item.value == word for item in found), word) for word in _ORDER]
    return ", ".join(f'{number} <span class="kb-class kb-{word}">{word}</span>' for number, word in counts if number)


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
    return _parts.table(heads, rows, (0, 5, 6), sortable=len(rows) > _SORTABLE) if rows else ""
