"""One page per system: its map, its components, what it stands on outside, and who owns it; and the list of all."""

from collections.abc import Iterator

from kb.model.saying import count
from kb.model.service import System
from kb.pages import Page, Pages, _calls, _parts, _uris
from kb.pages._escape import code, link
from kb.pages._input import SiteInput
from kb.pages._mentions import Mentions
from kb.pages._page import LIST, page
from kb.pages._rows import classes, nothing, rows_of
from kb.pages._words import searched


class Systems(Pages):
    """Composes a page per system, and the list of all."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield the list, then every system by id."""
        yield _index(site)
        for system in site.base.systems.values():
            yield _page(site, system)


def _index(site: SiteInput) -> Page:
    here = _uris.SYSTEMS
    rows = []
    for system in site.base.systems.values():
        parts = site.base.components_in(system.id)
        owner = _parts.named(site.base, here, system.owner) if system.owner else "unknown"
        tier = "?" if system.tier is None else str(system.tier)
        title = _parts.link(here, _uris.system(system.id), site.base.title(system.id))
        rows.append((title, tier, owner, str(len(parts)), classes(site, parts)))
    heads = ("System", "Tier", "Owner", "Components", "Coverage")
    picture = site.maps.whole(here)
    return page(
        here,
        "Systems",
        _parts.table(heads, rows, (3,), sortable=True) if rows else _nothing(site),
        _parts.heading("What stands on what") if picture else "",
        _parts.insert("map-whole") if picture else "",
        inserts={"map-whole": picture},
        **LIST,
    )


def _nothing(site: SiteInput) -> str:
    return nothing(
        site,
        "No system yet",
        "A system groups components and lends them its owner and tier. Write it in a file of `architecture/`:",
        "```yaml\nsystems:\n  shop: {title: Shop, owner: shop-team, tier: 1}\n```",
    )


def _page(site: SiteInput, system: System) -> Page:
    here, base = _uris.system(system.id), site.base
    title, parts = base.title(system.id), base.components_in(system.id)
    mark, picture = f"map-{system.id}", site.maps.system(system.id, here)
    owner = f"owner {_parts.named(base, here, system.owner)}" if system.owner else "owner unknown"
    tier = f"tier {'unknown' if system.tier is None else system.tier}"
    links = ", ".join(link(item.kind, item.url) for item in system.about.links)
    team = base.teams.get(system.owner or "")
    return page(
        here,
        title,
        f"{code(system.id)} · {tier} · {owner}{f' · {reach}' if (reach := _calls.reached(team.contact if team else None)) else ''}",
        Mentions(site, here)(system.about.description or ""),
        links,
        f"{count(len(parts), 'component')}: {classes(site, parts)}." if parts else _empty(site, system),
        _parts.heading("Components", searched=False) if parts else "",
        rows_of(site, here, parts),
        _runbooks(site, here, system),
        _parts.heading("What stands on what", searched=False) if picture else "",
        _parts.insert(mark) if picture else "",
        way=[("Systems", _uris.SYSTEMS)],
        inserts={mark: picture},
        search={"boost": 1.5},
        tags=searched(system, title),
        hide=["toc"],
    )


def _empty(site: SiteInput, system: System) -> str:
    if not site.advises:
        return "No component of it is shown here."
    return _parts.empty("No component belongs to it", f"Write `system: {system.id}` at the components it is made of.")


def _runbooks(site: SiteInput, here: str, system: System) -> str:
    names = [name for name in system.runbooks or () if name in site.books]
    if not names:
        return ""
    items = (f"{_parts.named(site.base, here, name)} {_parts.badge(site.books[name].badge.value)}" for name in names)
    return _parts.heading("Runbooks of the whole system") + "\n\n" + _parts.bullets(items)
