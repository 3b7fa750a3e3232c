"""One page per person, for themselves and for whoever has to ask them: all that is stored, and where. Nobody is ranked or compared."""

from collections.abc import Iterator
from typing import Final

from kb.analyses.person.report import PersonReport
from kb.analyses.person.stored import everyone
from kb.documents.document import Block, Paragraph, Section, Table
from kb.documents.person import describe
from kb.model.people import Person
from kb.pages import Page, Pages, _document, _mentions, _parts, _uris
from kb.pages._escape import code
from kb.pages._input import SiteInput
from kb.pages._page import LIST, page
from kb.pages._rows import SORTABLE

_ROWS: Final = 200
"""Rows of a table that a page shows."""


class People(Pages):
    """Composes a page per person and the list of all, where the audience may see people."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield the list, then every person by id."""
        if not site.shows_people:
            return
        yield _index(site)
        reports = everyone(site.base)
        for person in site.base.people.values():
            yield _page(site, person, reports[person.id])


def _index(site: SiteInput) -> Page:
    here = _uris.PEOPLE
    here_now = [person for person in site.base.people.values() if site.base.is_active(person, site.at)]
    rows = [
        (
            _parts.link(here, _uris.person(person.id), site.base.title(person.id)),
            _parts.named(site.base, here, person.team) if person.team else "",
            person.kind.value,
        )
        for person in here_now
    ]
    gone = len(site.base.people) - len(here_now)
    return page(
        here,
        "People",
        "By id, and in no other order. Risk belongs to components: nothing here ranks or scores anybody. Each page holds everything stored on somebody; "
        "what is wrong on it is theirs to correct, by a change to the files.",
        _parts.table(("Person", "Team", "Kind"), rows, sortable=len(rows) > SORTABLE) if rows else _nothing(),
        f"{gone} more are written down who are not here at {site.at.date()}." if gone else "",
        **LIST,
    )


def _nothing() -> str:
    return _parts.empty(
        "Nobody yet",
        "Write people in a file of `ownership/`; ids may be pseudonyms:",
        "```yaml\npeople:\n  ann: {team: shop-team}\n```",
    )


def _short(block: Block, person: str) -> Block:
    """Return a section with the first rows of its tables: a few people stand in hundreds of lines."""
    if not isinstance(block, Section):
        return block
    blocks: list[Block] = []
    for inner in block.blocks:
        if isinstance(inner, Table) and len(inner.rows) > _ROWS:
            blocks += [
                inner._replace(rows=inner.rows[:_ROWS]),
                Paragraph(f"And {len(inner.rows) - _ROWS} more: `kb person show {person}` prints all."),
            ]
        else:
            blocks.append(inner)
    return block._replace(blocks=tuple(blocks))


def _page(site: SiteInput, person: Person, report: PersonReport) -> Page:
    here, title = _uris.person(person.id), site.base.title(person.id)
    blocks = tuple(_short(block, person.id) for block in describe(report).blocks)
    return page(
        here,
        title,
        f"All that the files hold on them and where it stands, as {code(f'kb person show {person.id}')} prints it.",
        _document.draw(blocks, 2, _mentions.Mentions(site, here), searched=False),
        way=[("People", _uris.PEOPLE)],
        search={"boost": 0.6},
        kind="person",
        hide=["toc"],
    )
