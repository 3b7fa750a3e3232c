"""All pages of a site."""

from collections.abc import Iterator

from kb import pages, plugs
from kb.errors import InternalError
from kb.pages import Page, Pages
from kb.pages._input import SiteInput


def compose(site: SiteInput) -> Iterator[Page]:
    """Yield every page of a site, plug by plug.

    Raises:
        InternalError: if two plugs compose the same page.
    """
    seen: set[str] = set()
    for name, plug in plugs.plugs(pages, Pages).items():  # type: ignore[type-abstract]
        for page in plug().compose(site):
            if page.uri in seen:
                raise InternalError(f"the page {page.uri} is composed twice, the second time by {name}")
            seen.add(page.uri)
            yield page
