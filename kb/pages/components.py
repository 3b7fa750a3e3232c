"""One page per component: what to know at 3 a.m. first, then everything that judgement rests on; and the list of them."""

from collections.abc import Iterator
from typing import Final

from kb.analyses.runbooks.listing import ORDER
from kb.model.saying import count
from kb.model.service import Component
from kb.pages import Page, Pages, _alerts, _calls, _numbers, _parts, _record, _stands, _uris
from kb.pages._escape import code, esc_md, link
from kb.pages._input import SiteInput
from kb.pages._mentions import Mentions
from kb.pages._page import LIST, page
from kb.pages._rows import nothing
from kb.pages._words import searched

_TIERS: Final = {
    0: "tier 0: an outage is public at once",
    1: "tier 1: a core function is lost with it",
    2: "tier 2: service is degraded without it",
    3: "tier 3: internal",
    None: "tier unknown",
}


_MOST: Final = 3_000
"""Rows of the list: a browser sorts no more without a pause."""
_KINDS: Final = ("diagnosis", "relaunch", "failover", "rollback", "degrade", "scale-out", "access", "vendor", "comms")
"""Kinds of runbook in the order they are needed at night; others come last."""


class Components(Pages):
    """Composes a page per component, and the list of all."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield the list, then every component by id."""
        yield _index(site)
        for component in site.base.components.values():
            yield _page(site, component)


def _index(site: SiteInput) -> Page:
    here = _uris.COMPONENTS
    heads = ("Tier", "Component", "Id", "Kind", "System", "Owner", "Class")
    rows = [
        (
            "?" if row.tier is None else str(row.tier),
            _parts.link(here, _uris.component(row.component), site.base.title(row.component)),
            row.component,
            row.kind.value,
            _parts.named(site.base, here, row.system) if row.system else "",
            _parts.named(site.base, here, row.owner) if row.owner else "unknown",
            _parts.risk_class(row.risk_class),
        )
        for row in site.risk.rows[:_MOST]
    ]
    more = len(site.risk.rows) - len(rows)
    rest = (
        f"And {more:,} more, of less consequence: the search finds each, `kb risk --format csv` lists all."
        if more
        else ""
    )
    said = f"{count(len(site.risk.rows), 'component')}, by tier, class and how much stands on each."
    retired = sorted(site.base.retired)
    left = f"Retired, and left out above: {_parts.many(site.base, here, retired)}." if retired else ""
    table = _parts.table(heads, rows, (0,), sortable=True) if rows else _nothing(site)
    parts = (said if rows else "", table, rest, left)
    return page(here, "Components", *parts, **LIST)


def _nothing(site: SiteInput) -> str:
    return nothing(
        site,
        "No component yet",
        "Write the first under `services:` in a file of `architecture/`, for example `architecture/services.yml`:",
        "```yaml\nservices:\n  checkout:\n    title: Checkout\n    owner: shop-team\n    tier: 0\n    needs: [orders]\n```",
    )


def _page(site: SiteInput, component: Component) -> Page:
    here, base = _uris.component(component.id), site.base
    title = base.title(component.id)
    way = [("Components", _uris.COMPONENTS)]
    if component.system:
        way.append((base.title(component.system), _uris.system(component.system)))
    picture = site.maps.component(component.id, here)
    report = site.assessment.component(component.id, _stands.WEAK + 1)  # itself may be the weakest
    return page(
        here,
        title,
        _line(site, here, component),
        _card(site, here, component),
        *_stands.neighbours(site, here, component, picture),
        *_stands.coverage(site, here, report),
        *_stands.closure(site, here, report),
        *_record.capacity(site, component),
        *_record.modes(site, here, component),
        *_record.findings(site, here, component),
        *_record.history(site, here, component),
        *_record.sources(site, here, component),
        way=way,
        inserts={f"map-{component.id}": picture},
        search={"boost": 2},
        tags=searched(component, title, site.alerts.components.get(component.id, ())),
    )


def _line(site: SiteInput, here: str, component: Component) -> str:
    row, explained = site.rows[component.id], _parts.link(here, _uris.manual("word", "bus-factor"), "bus factor")
    parts = [code(component.id), component.kind.value, _parts.risk_class(row.risk_class)]
    parts.append(f"operators {esc_md(_numbers.of_row(site, row))}")
    parts.append(f"{explained} {esc_md(_numbers.bus_factor(site, row))}")
    if component.lifecycle:
        parts.append(esc_md(component.lifecycle))
    other = ", ".join(esc_md(name) for name in component.about.aliases)
    return " · ".join(parts) + (f"\n\nAlso known as {other}." if other else "")


def _card(site: SiteInput, here: str, component: Component) -> str:
    """Return what to know at 3 a.m., and nothing else: what an author should write stands below, among the findings."""
    about, calls, books = component.about, _calls.calls(site, here, component), _books(site, here, component)
    restore = _calls.restorers(site, here, component)
    return _parts.note(
        "kb-card",
        "At 3 a.m.",
        f"**What it is.** {Mentions(site, here)(about.description)}" if about.description else "",
        f"**If it is down.** {_down(site, here, component)}",
        "**Call, in order.**" if calls else "" if restore else _missing(site, "**Call.** Nobody is written down."),
        _parts.bullets(calls, numbered=True),
        f"**Can restore it.** {restore}" if restore else "",
        "**Follow.**" if books else _missing(site, "**Follow.** There is no runbook."),
        _parts.bullets(books),
        *_look(site, here, component),
    )


def _missing(site: SiteInput, fact: str) -> str:
    """Return a fact on what is missing, unless it may only have been taken out for the audience."""
    return fact if site.advises else ""


def _down(site: SiteInput, here: str, component: Component) -> str:
    tier = _TIERS[site.base.tier(component)]
    above = [name for name, how in site.above.get(component.id, ()) if any(item.hard for item in how)]
    if not above:
        return f"{tier[:1].upper()}{tier[1:]}. Nothing is written to stand on it."
    return f"{tier[:1].upper()}{tier[1:]}. Broken with it at once: {_parts.many(site.base, here, above, 8)}, and what stands on those."


def _books(site: SiteInput, here: str, component: Component) -> list[str]:
    rows = [site.books[name] for name in site.base.runbooks_of(component.id) if name in site.books]
    rows.sort(key=lambda row: (-ORDER.index(row.badge), _kind(row.kind), row.runbook))  # the most trustworthy first
    made = []
    for row in rows:
        when = f", {row.last.isoformat()[:10]}" if row.last else ""
        kind = f"{esc_md(row.kind)}: " if row.kind else ""
        made.append(
            f"{kind}{_parts.link(here, _uris.runbook(row.runbook), row.title)} {_parts.badge(row.badge.value)}{when}"
        )
    return made


def _kind(kind: str | None) -> int:
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def _look(site: SiteInput, here: str, component: Component) -> Iterator[str]:
    """Yield what is to be looked at, and the alerts, each with the way to the runbooks for it."""
    alerts = site.alerts.components.get(component.id, ())
    led = [_alerts.answered(site.base, here, alert, site.alerts.answers[alert]) for alert in alerts]
    yield from ("**Alerts.**", _parts.bullets(led)) if led else ()
    found = [link("dashboard", url) for url in component.dashboards or ()]
    found += [link(item.kind, item.url) for item in component.about.links]
    yield f"**Look at.** {', '.join(found)}" if found else ""
