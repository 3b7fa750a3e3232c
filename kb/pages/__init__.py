"""Composing the site: from a base and its reports to pages. Each other file in this folder composes some of them.

A page is plain Markdown with front matter, so that any engine can build it; what Markdown need not read (a picture) goes
beside it as an *insert*. Every text of the knowledge base passes :mod:`kb.pages._escape` on its way into a page.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.pages._input import SiteInput


class Page(NamedTuple):
    """A file of the site before it is built.

    Attributes:
        uri: where it stands, relative to the root of the site's source, with ``/``. One that does not end in ``.md`` is
            published as it is.
        markdown: its text, front matter included.
        authored: whether people wrote part of the Markdown, so that only an engine that knows all of it may read it.
        inserts: per mark of the text (see :func:`kb.pages._parts.insert`) the HTML that takes its place.
    """

    uri: str
    markdown: str
    inserts: Mapping[str, str] = {}
    authored: bool = False

    @property
    def whole(self) -> str:
        """The text with its inserts in place, for an engine that reads nothing but Markdown."""
        from kb.pages._parts import placed  # noqa: PLC0415 - the parts are of no use to who only names pages

        return placed(self.markdown, self.inserts)


class Pages(ABC):
    """What a plug of this socket is: something that composes pages from what a site is made of."""

    @abstractmethod
    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield pages, each uri once; the same input gives the same bytes."""
