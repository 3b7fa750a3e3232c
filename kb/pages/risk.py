"""The risk of the whole: every component in one table to sort and filter, what a loss of people does, and how sure that is."""

from collections.abc import Iterator
from typing import Final

from kb.analyses.risk.fallbacks import way
from kb.documents.document import Section
from kb.documents.risk import BOUND
from kb.documents.risk_full import describe
from kb.model.saying import count
from kb.pages import Page, Pages, _document, _mentions, _numbers, _parts, _uris
from kb.pages._escape import esc_md, front_matter
from kb.pages._input import PUBLIC, SiteInput
from kb.pages._page import page
from kb.pages._rows import nothing, of_totals

_MOST: Final = 3_000
"""Rows of the table: a browser sorts no more without a pause. `kb risk --format csv` has them all."""
_WORDS: Final = {"Class": "class", "Operators": "coverage", "Bus factor": "bus-factor", "Blast radius": "blast-radius"}
_LEGEND: Final = (
    "{Class}: orphaned 0, single 1, thin 2, held 3 or more operators; unknown: nothing is written. {Operators}: people who can restore "
    "it alone; claimed: not shown within the evidence period. {Bus factor}: the fewest operators among all it stands on. Weak: how "
    "many of those are single or orphaned. {Blast radius}: the weight of all that stands on it."
)
_PUBLIC: Final = "Where either of two ways suffices, it may take more people than the bus factor says: who holds both is not told here."
_UNTIL: Final = "Structure"


class Risk(Pages):
    """Composes the page on the risk of the whole."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield its one page."""
        here = _uris.RISK
        if not site.risk.rows:
            yield Page(here, front_matter("Risk") + _parts.lines("# Risk", _nothing(site)))
            return
        charts = _charts(site)
        totals = site.risk.totals
        proven = "" if site.profile == PUBLIC else f" {totals.proven_held} proven to be held."  # bands hold no proof
        yield page(
            here,
            "Risk",
            f"{count(totals.components, 'component')}: {of_totals(totals)}.{proven}",
            *_weakest(site, here),
            _parts.heading("Every component", searched=False),
            _legend(site, here),
            _table(site, here),
            *_full(site, here, charts),
            inserts=charts,
            search={"boost": 1.5},
            tags=["bus factor", "coverage"],
            kind="risk",
            hide=["toc"],
        )


def _nothing(site: SiteInput) -> str:
    return nothing(
        site,
        "No component yet",
        "Write components in `architecture/` and who can operate them under `knowledge:` in `ownership/`.",
    )


def _legend(site: SiteInput, here: str) -> str:
    words = {said: _parts.link(here, _uris.manual("word", word), said) for said, word in _WORDS.items()}
    said = [_LEGEND.format_map(words)]
    if any(row.bus_factor_is_bound for row in site.risk.rows):
        said.append(esc_md(BOUND))
    if site.profile == PUBLIC and any(item.rehearsed for item in site.risk.fallbacks):
        said.append(_PUBLIC)
    return " ".join(said)


def _table(site: SiteInput, here: str) -> str:
    rows = [
        (
            "?" if row.tier is None else str(row.tier),
            f"[{row.component}]({_uris.relative(here, _uris.component(row.component))})",
            _parts.risk_class(row.risk_class),
            esc_md(_numbers.of_row(site, row)),
            esc_md(_numbers.bus_factor(site, row)),
            str(row.weak),
            str(row.blast_radius),
            _parts.named(site.base, here, row.owner, title=False) if row.owner else "unknown",
        )
        for row in site.risk.rows[:_MOST]
    ]
    heads = ("Tier", "Component", "Class", "Operators", "Bus factor", "Weak", "Blast radius", "Owner")
    more = len(site.risk.rows) - _MOST
    left = f"\n\nAnd {more:,} more, of less consequence: `kb risk --format csv` has them all." if more > 0 else ""
    return _parts.table(heads, rows, (0, 5, 6), sortable=True) + left


def _weakest(site: SiteInput, here: str) -> Iterator[str]:
    places = site.risk.weak_places
    if not places.worst:
        return
    yield _parts.heading("Weak places that carry the most", searched=False)
    yield _parts.bullets(
        f"{_parts.risk_class(place.risk_class)} {_parts.named(site.base, here, place.component)}: {count(place.above, 'component')} "
        f"cannot work without it; {_parts.WAY.join(way(place.path, site.risk.fallbacks))}"
        for place in places.worst
    )
    if places.more:
        yield f"And {places.more} more."


def _charts(site: SiteInput) -> dict[str, str]:
    """Draw what happens as people leave; not for the public, whose base holds bands instead of people."""
    if site.profile == PUBLIC or not site.risk.people:
        return {}
    from kb.pages import _charts as drawing  # noqa: PLC0415 - draws

    found = {"chart-robustness": drawing.robustness(site.full), "chart-random-loss": drawing.random_loss(site.full)}
    return {mark: html for mark, html in found.items() if html}


def _full(site: SiteInput, here: str, charts: dict[str, str]) -> Iterator[str]:
    """Draw the sections of the full report up to its structure, with the plots where they belong."""
    if site.profile == PUBLIC or not site.risk.people:
        return
    word = _mentions.Mentions(site, here)
    for block in describe(site.full, site.line).blocks:
        if isinstance(block, Section):
            mark = f"chart-{block.title.lower().replace(' ', '-')}"
            yield _parts.heading(block.title, searched=False)
            yield _parts.insert(mark) if mark in charts else ""
            yield _document.draw(block.blocks, 3, word)
        if isinstance(block, Section) and block.title == _UNTIL:
            return
