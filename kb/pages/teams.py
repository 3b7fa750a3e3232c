"""One page per team: what it holds, what is thin, what to rehearse next; what a new colleague reads first."""

from collections.abc import Iterator
from typing import Final

from kb.analyses.freshness import Badge
from kb.model.people import Team
from kb.model.saying import count
from kb.model.words import RiskClass
from kb.pages import Page, Pages, _calls, _parts, _uris
from kb.pages._escape import code, link
from kb.pages._input import SiteInput
from kb.pages._mentions import Mentions
from kb.pages._page import LIST, page
from kb.pages._rows import SORTABLE, classes, nothing, rows_of
from kb.pages._words import searched

_FIRST: Final = 8
_OTHERS: Final = 25
_THIN: Final = (RiskClass.ORPHANED, RiskClass.SINGLE, RiskClass.UNKNOWN, RiskClass.THIN)


class Teams(Pages):
    """Composes a page per team, and the list of all."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield the list, then every team by id."""
        yield _index(site)
        for team in site.base.teams.values():
            yield _page(site, team)


def _index(site: SiteInput) -> Page:
    here = _uris.TEAMS
    rows = [
        (
            _parts.link(here, _uris.team(team.id), site.base.title(team.id)),
            _calls.reached(team.contact) or "unknown",
            str(len(site.owned.get(team.id, ()))),
            classes(site, site.owned.get(team.id, ())),
        )
        for team in site.base.teams.values()
    ]
    unowned = [row.component for row in site.risk.rows if row.owner is None]
    return page(
        here,
        "Teams",
        "Who runs what, how each is reached, and how well what it runs is held." if rows else "",
        _parts.table(("Team", "Reached by", "Components", "Coverage"), rows, (2,), sortable=len(rows) > SORTABLE)
        if rows
        else _nothing(site),
        f"Owned by nobody: {_parts.many(site.base, here, unowned)}." if unowned else "",
        **LIST,
    )


def _nothing(site: SiteInput) -> str:
    return nothing(
        site,
        "No team yet",
        "Write teams in a file of `ownership/`, and name one as `owner:` of each system:",
        '```yaml\nteams:\n  shop-team: {title: Shop team, contact: [{kind: chat, to: "#shop"}]}\n```',
    )


def _page(site: SiteInput, team: Team) -> Page:
    here, base, owned = _uris.team(team.id), site.base, site.owned.get(team.id, ())
    title = base.title(team.id)
    thin = [row.component for row in site.risk.rows if row.owner == team.id and row.risk_class in _THIN]
    return page(
        here,
        title,
        f"{code(team.id)} · {_calls.reached(team.contact) or _unsaid(site, 'no contact is written')}",
        Mentions(site, here)(team.about.description or ""),
        f"Links: {', '.join(link(item.kind, item.url) for item in team.about.links)}." if team.about.links else "",
        _people(site, here, team),
        f"Holds {count(len(owned), 'component')}: {classes(site, owned)}."
        if owned
        else _unsaid(site, "It owns nothing yet: name it as `owner:` of a system or a component."),
        *_first(site, here, thin),
        *_rehearse(site, here, team),
        _parts.heading("What it holds", searched=False) if owned else "",
        rows_of(site, here, owned),
        *_stands_on(site, here, owned),
        way=[("Teams", _uris.TEAMS)],
        search={"boost": 1.5},
        tags=searched(team, title),
        hide=["toc"],
    )


def _unsaid(site: SiteInput, said: str) -> str:
    return said if site.advises else ""


def _people(site: SiteInput, here: str, team: Team) -> str:
    members = site.base.members(team.id, site.at)
    if not site.shows_people:
        return ""
    lead = f" Led by {_parts.named(site.base, here, team.lead)}." if team.lead else ""
    return (
        f"{count(len(members), 'person', 'people')} on {site.at.date()}: {_parts.many(site.base, here, members, 30)}.{lead}"
        if members
        else f"Nobody is written down as its member.{lead}"
    )


def _first(site: SiteInput, here: str, thin: list[str]) -> Iterator[str]:
    """Say what is thin, and the nearest repair of each: sentences name people only where they may be named."""
    if not thin:
        return
    yield _parts.heading("What is thin, worst first", searched=False)
    yield _parts.bullets(_repair(site, here, name) for name in thin[:_FIRST])
    if len(thin) > _FIRST:
        yield f"And {len(thin) - _FIRST} more in the table below."


def _repair(site: SiteInput, here: str, name: str) -> str:
    row = site.rows[name]
    said = f": {Mentions(site, here)(site.repair(name))}" if site.shows_people else ""
    return f"{_parts.risk_class(row.risk_class)} {_parts.named(site.base, here, name)}{said}"


def _rehearse(site: SiteInput, here: str, team: Team) -> Iterator[str]:
    """Name the runbooks to rehearse next: those of the team, and of what it owns, that are not verified."""
    owned = set(site.owned.get(team.id, ()))
    rows = [
        row
        for row in site.runbooks.rows
        if row.badge is not Badge.VERIFIED and (row.owner == team.id or owned.intersection(row.components))
    ]
    if not rows:
        return
    yield _parts.heading("Rehearse next", searched=False)
    yield _parts.bullets(
        f"{_parts.badge(row.badge.value)} {_parts.link(here, _uris.runbook(row.runbook), row.title)}"
        f"{'' if row.steps else ' (give it steps first)'}"
        for row in rows[:_FIRST]
    )
    if len(rows) > _FIRST:
        yield f"And {len(rows) - _FIRST} more."


def _stands_on(site: SiteInput, here: str, owned: tuple[str, ...]) -> Iterator[str]:
    """Name what of others it stands on: to read next, and whom to know."""
    base, mine = site.base, set(owned)
    others = sorted({edge.to for name in owned for edge in base.components[name].hard_edges} - mine)
    if not others:
        return
    yield _parts.heading("What it stands on, of others", searched=False)
    rows = [
        (
            _parts.named(base, here, name),
            _owner(site, here, name),
            _parts.risk_class(site.rows[name].risk_class) if name in site.rows else "vendor",
        )
        for name in others[:_OTHERS]
    ]
    yield _parts.table(("Component", "Owner", "Class"), rows)
    if len(others) > _OTHERS:
        yield f"And {len(others) - _OTHERS} more."


def _owner(site: SiteInput, here: str, name: str) -> str:
    component = site.base.components.get(name)
    owner = site.base.owner(component) if component else None
    return _parts.named(site.base, here, owner) if owner else "unknown" if component else ""
