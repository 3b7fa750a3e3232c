"""The plan: who learns what, from whom, in which week, so that no single absence leaves a component with nobody."""

from collections.abc import Iterable, Iterator
from typing import Final

from kb.analyses.plan.propose import propose
from kb.analyses.plan.scope import Scope
from kb.documents.document import Block, Paragraph, Section, Table, Tone, Verdict
from kb.documents.plan import describe
from kb.errors import KbError
from kb.pages import Page, Pages, _document, _mentions, _parts, _uris
from kb.pages._escape import esc_md
from kb.pages._input import SiteInput
from kb.pages._page import page

_MOST: Final = 120_000
"""Characters of the plan that are shown; a longer one is read with ``kb plan``."""
_FOLD: Final = '<div class="kb-fold"{}></div>'
"""Stands before a section that is folded where scripts run: whoever opens the page asks what is first, for whom and when."""
_COUNTED: Final = ' data-of="session"'


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
            "Who learns what, with whom, in which week, so that nothing of tier 0 and 1 hangs on one person.",
            *_plan(site, here),
            "These are the fewest sessions: `kb plan --full` prints the same, and `kb plan` plans for an event, a team or a date.",
            search={"exclude": True},
            kind="plan",
        )


def _plan(site: SiteInput, here: str) -> Iterator[str]:
    try:
        report = propose(site.base, site.at, Scope())
    except KbError as error:
        yield _parts.empty("There is no plan", esc_md(str(error)))
        return
    yield from _fitting(_ordered(describe(report, site.line).blocks), _mentions.Mentions(site, here))


def _ordered(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, str]]:
    """Yield the verdict, what it rests on and the first week; then what else is said, and each other section with the mark that folds it."""
    told = [block for block in blocks if not isinstance(block, Section)]
    sections = [block for block in blocks if isinstance(block, Section)]
    first = next(filter(_is_week, sections), None)
    after = [block for block in told if isinstance(block, Paragraph) and block.tone is Tone.PLAIN]
    before = sorted((block for block in told if block not in after), key=lambda block: not isinstance(block, Verdict))
    yield from ((block, "") for block in before)
    if first is not None:
        yield _first(first), ""
    yield from ((block, "") for block in after)
    for section in sections:
        last = section is sections[-1]
        if section is not first:
            yield section, "" if last else _FOLD.format(_COUNTED if _is_week(section) else "")


def _first(week: Section) -> Section:
    return week._replace(title=f"First, {week.title[:1].lower()}{week.title[1:]}")


def _fitting(blocks: Iterable[tuple[Block, str]], word: _document.Word) -> Iterator[str]:
    left = _MOST
    for block, fold in blocks:
        drawn = _document.draw((block,), 2, word, searched=False)
        left -= len(drawn)
        if left < 0:
            yield "The rest is too long for a page: `kb plan --full` prints it, `kb plan --format csv` writes it as a table."
            return
        yield from (fold, drawn) if fold else (drawn,)


def _is_week(section: Section) -> bool:
    """Whether a section lists sessions; no other does."""
    return any(isinstance(inner, Table) for inner in section.blocks)
