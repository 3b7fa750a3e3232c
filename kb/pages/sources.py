"""What facts rest on: every source, and how it came to be written down."""

from collections.abc import Iterator

from kb.pages import Page, Pages, _uris
from kb.pages._escape import esc_md, link
from kb.pages._input import SiteInput
from kb.pages._page import page


class Sources(Pages):
    """Composes the page on all sources, where there are any."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield its one page."""
        if not site.base.references or not site.shows_people:
            return
        parts = []
        for item in site.base.references.values():
            parts.append(f"## {item.id} {{ #{item.id} }}")
            parts.append(f"**{esc_md(item.about.title)}**" if item.about.title else "")
            parts.append(esc_md(item.about.description or ""))
            urls = ((found.url if found.kind == "url" else found.kind, found.url) for found in item.about.links)
            parts.append(", ".join(link(*found) for found in urls))
        said = "Facts name the sources they rest on. Basis: stated (by those it is about), reported, inferred, or an assumption."
        yield page(_uris.SOURCES, "Sources", said, *parts, search={"boost": 0.5})
