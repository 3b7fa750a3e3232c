"""Coverage and bus factor in words, for the audience: the public reads bands, and a band must not look like a number."""

from kb.analyses.coverage import HELD
from kb.analyses.risk.report import Row
from kb.documents import risk
from kb.model.words import RiskClass
from kb.pages._input import PUBLIC, SiteInput


def operators(site: SiteInput, risk_class: RiskClass, coverage: int, proven: int, externals: int) -> str:
    """Say a coverage, so that claimed never looks like proven."""
    if site.profile != PUBLIC:
        return risk.operators(risk_class, coverage, proven, externals)
    return "?" if risk_class is RiskClass.UNKNOWN else _band(coverage)


def of_row(site: SiteInput, row: Row) -> str:
    """Say the coverage of a component."""
    return operators(site, row.risk_class, row.coverage, row.proven, row.externals)


def bus_factor(site: SiteInput, row: Row) -> str:
    """Say a bus factor with what is unknown below it."""
    said = risk.bus_factor(row)
    if site.profile != PUBLIC or row.bus_factor is None:
        return said
    if row.bus_factor >= HELD and row.bus_factor_is_bound:
        return "unknown"  # at most three or more says nothing
    return said.replace(str(row.bus_factor), _band(row.bus_factor), 1)


def _band(number: int) -> str:
    return f"{HELD} or more" if number >= HELD else str(number)
