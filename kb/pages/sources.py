"""What facts rest on: every source, and how it came to be written down."""

from collections.abc import Iterator

from kb.pages import Page, Pages, _parts, _uris
from kb.pages._escape import esc_md, front_matter, link
from kb.pages._input import SiteInput


class Sources(Pages):
    """Composes the page on all sources, where there are any."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield its one page."""
        here = _uris.SOURCES
        if not site.base.references or not site.shows_people:
            return
        parts = []
        for item in site.base.references.values():
            parts.append(f"## {item.id} {{ #{item.id} }}")
            parts.append(f"**{esc_md(item.about.title)}**" if item.about.title else "")
            parts.append(esc_md(item.about.description or ""))
            parts.append(
                ", ".join(
                    link(found.url if found.kind == "url" else found.kind, found.url) for found in item.about.links
                )
            )
        said = "Facts name the sources they rest on. Basis: stated (by those it is about), reported, inferred, or an assumption."
        yield Page(
            here,
            front_matter("Sources", search={"boost": 0.5})
            + _parts.lines(_parts.crumbs(here), "# Sources", said, *parts),
        )
