"""Vendors: outside of coverage and bus factor, judged by how they are reached and what they have agreed to."""

from collections.abc import Iterator
from datetime import date

from kb.documents.document import Tone
from kb.model.service import Support, Vendor
from kb.model.words import Nothing
from kb.pages import Page, Pages, _calls, _parts, _uris
from kb.pages._escape import esc_md, link
from kb.pages._input import SiteInput
from kb.pages._page import page


class Vendors(Pages):
    """Composes the page on all vendors; none where there are none."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield its one page."""
        if not site.base.vendors:
            return
        here = _uris.VENDORS
        parts = [part for vendor in site.base.vendors.values() for part in _vendor(site, here, vendor)]
        said = (
            "What we stand on and others run. Nobody here can restore it, so it has no class and no bus factor: what counts is how "
            "it is reached at night, and until when support is agreed."
        )
        yield page(here, "Vendors", said, *parts)


def _vendor(site: SiteInput, here: str, vendor: Vendor) -> Iterator[str]:
    yield f"## {esc_md(site.base.title(vendor.id))} {{ #{vendor.id} }}"
    yield esc_md(vendor.about.description or "")
    above = [name for name, how in site.above.get(vendor.id, ()) if any(item.hard for item in how)]
    links = ", ".join(link(item.kind, item.url) for item in vendor.about.links)
    lines = [
        ("Stand on it", _parts.many(site.base, here, above, 20) or "nothing, as far as it is written"),
        ("Links", links),
    ]
    if site.advises:
        reached = _calls.reached(vendor.contact) or f"unknown: write `contact:` of {vendor.id}"
        lines = [("Reached by", reached), ("Support", _support(vendor.support, site.at.date())), *lines]
    yield _parts.bullets(f"**{name}**: {said}" for name, said in lines if said)


def _support(found: Support | Nothing | None, today: date) -> str:
    if not isinstance(found, Support):
        return _parts.toned("none", Tone.CAUTION) if found is not None else "unknown: write `support:`"
    hours = esc_md(found.hours) if found.hours else "hours unknown"
    if found.until is not None and found.until < today:
        return f"{hours}, {_parts.toned(f'ended {found.until}', Tone.BAD)}"
    return f"{hours}, until {found.until}" if found.until else f"{hours}, without an end date"
