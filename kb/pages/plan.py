"""The plan: who learns what, from whom, in which week, so that no single absence leaves a component with nobody."""

from collections.abc import Iterator
from typing import Final

from kb.analyses.plan.propose import propose
from kb.analyses.plan.scope import Scope
from kb.documents.document import Block, Section, Table
from kb.documents.plan import describe
from kb.errors import KbError
from kb.pages import Page, Pages, _document, _mentions, _parts, _uris
from kb.pages._escape import esc_md
from kb.pages._input import SiteInput
from kb.pages._page import page

_MOST: Final = 120_000
"""Characters of the plan that are shown; a longer one is read with ``kb plan``."""
_FOLDED: Final = '<div class="kb-fold" data-of="session"></div>'
"""Stands before a section that is folded where scripts run: of the weeks, whoever opens the page needs the first."""


class Plan(Pages):
    """Composes the page on the plan, where the audience may see people: it names who is to learn and who can teach."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield its one page."""
        if not site.shows_people or not site.base.components:
            return
        here = _uris.PLAN
        yield page(
            here,
            "Plan",
            "The fewest sessions that bring what is of tier 0 and 1 to its target in the next weeks: `kb plan --full` prints the same, and `kb plan` plans for an event, a team or a date.",
            *_plan(site, here),
            search={"exclude": True},
            kind="plan",
        )


def _plan(site: SiteInput, here: str) -> Iterator[str]:
    try:
        report = propose(site.base, site.at, Scope())
    except KbError as error:
        yield _parts.empty("There is no plan", esc_md(str(error)))
        return
    yield from _fitting(describe(report, site.line).blocks, _mentions.Mentions(site, here))


def _fitting(blocks: tuple[Block, ...], word: _document.Word) -> Iterator[str]:
    left, weeks = _MOST, 0
    for block in blocks:
        drawn = _document.draw((block,), 2, word, searched=False)
        weeks += _is_week(block)
        if _is_week(block) and weeks > 1:
            drawn = f"{_FOLDED}\n\n{drawn}"
        left -= len(drawn)
        if left < 0:
            yield "The rest is too long for a page: `kb plan --full` prints it, `kb plan --format csv` writes it as a table."
            return
        yield drawn


def _is_week(block: Block) -> bool:
    """Whether a section lists sessions; no other does."""
    return isinstance(block, Section) and any(isinstance(inner, Table) for inner in block.blocks)
