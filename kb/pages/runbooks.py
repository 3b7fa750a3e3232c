"""One page per runbook: whether it can be trusted, then its steps as written, then who ran it; and the list of all."""

from collections.abc import Iterator
from typing import Final

from kb.analyses.freshness import Badge
from kb.analyses.runbooks.listing import RunbookRow
from kb.model.moment import day_of
from kb.model.runbook import Requires, Runbook
from kb.model.saying import count
from kb.pages import Page, Pages, _parts, _record, _runbook_body, _uris
from kb.pages._escape import code, esc_md, link
from kb.pages._input import INTERNAL, PUBLIC, SiteInput
from kb.pages._mentions import Mentions
from kb.pages._page import LIST, page
from kb.pages._rows import nothing
from kb.pages._words import searched

_MEANS: Final = {
    Badge.VERIFIED: "Someone other than its authors ran it, it passed, and nothing it stands on has moved on since.",
    Badge.CHANGED: "It was run and passed, but its steps have changed since: the run proves nothing about these.",
    Badge.STALE: "It was run and passed, but something has moved on since.",
    Badge.NEVER_RUN: "Nobody but its authors has run it and passed: read it with care.",
}
_STEPS: Final = "Steps"
"""The section the steps stand in."""


class Runbooks(Pages):
    """Composes a page per runbook, and the list of all."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield the list, then every runbook by id."""
        yield _index(site)
        for runbook in site.base.runbooks.values():
            yield _page(site, runbook)


def _index(site: SiteInput) -> Page:
    here = _uris.RUNBOOKS
    rows = [
        (
            _parts.link(here, _uris.runbook(row.runbook), row.title),
            _parts.badge(row.badge.value),
            esc_md(row.kind or "unknown"),
            _parts.many(site.base, here, row.components, 4),
            "never" if row.last is None else day_of(row.last).isoformat(),
        )
        for row in site.runbooks.rows
    ]
    counts = ", ".join(f"{number} {_parts.badge(word)}" for word, number in site.runbooks.counts.items() if number)
    table = _parts.table(("Runbook", "State", "Kind", "For", "Last run"), rows, sortable=True)
    return page(
        here,
        "Runbooks",
        f"{count(len(rows), 'runbook')}, those to rehearse first: {counts}." if rows else "",
        table if rows else _nothing(site),
        **LIST,
    )


def _nothing(site: SiteInput) -> str:
    return nothing(
        site,
        "No runbook yet",
        "Write the first as `runbooks/restart-checkout.md`; `kb init --dry-run` shows one with every section. "
        "The guide says how to rehearse it, so that it counts.",
    )


def _page(site: SiteInput, runbook: Runbook) -> Page:
    here, row = _uris.runbook(runbook.id), site.books[runbook.id]
    return page(
        here,
        row.title,
        _line(runbook, row, shown=_shown(site, runbook)),
        _trust(site, row),
        _facts(site, here, runbook),
        _runbook_body.body(site.base, runbook) if _shown(site, runbook) else _hidden(runbook),
        *_history(site, here, runbook),
        way=[("Runbooks", _uris.RUNBOOKS)],
        authored=True,
        search={"boost": 2},
        tags=searched(runbook, row.title, site.alerts.runbooks.get(runbook.id, ())),
        kind="runbook",
    )


def _shown(site: SiteInput, runbook: Runbook) -> bool:
    """Whether the steps may be read by this audience: they hold names and internals."""
    return site.profile == INTERNAL or (site.profile == PUBLIC and runbook.visibility == "public")


def _hidden(runbook: Runbook) -> str:
    return _parts.empty(
        "The steps are not shown on this site",
        f"The internal site shows them, and so does {code(runbook.source.path)}.",
    )


def _line(runbook: Runbook, row: RunbookRow, *, shown: bool) -> str:
    parts = [code(runbook.id), esc_md(runbook.kind or "kind unknown"), _parts.badge(row.badge.value)]
    if shown and runbook.steps and any(section.title == _STEPS for section in runbook.sections):
        steps = count(len(runbook.steps), "step").replace(" ", "\N{NO-BREAK SPACE}")
        parts.append(f"[{steps}](#{_STEPS.lower()})")  # whoever is paged may know the rest
    if runbook.est_minutes is not None:
        parts.append(f"about {runbook.est_minutes:g} min")
    if runbook.risk:
        parts.append(f"risk {esc_md(runbook.risk)}")
    return " · ".join(parts)


def _trust(site: SiteInput, row: RunbookRow) -> str:
    word = Mentions(site, _uris.runbook(row.runbook))
    reasons = [word(reason.text) for reason in row.reasons] if site.shows_people else []
    last = f" Last run {day_of(row.last)} ({row.evidence})." if row.last is not None else ""
    said = f"{_MEANS[row.badge]}{last} To be run every {row.every_days} days."
    return _parts.note(
        f"kb-trust kb-{_parts.badge_class(row.badge.value)}",
        row.badge.value.capitalize(),
        said,
        _parts.bullets(reasons),
    )


def _facts(site: SiteInput, here: str, runbook: Runbook) -> str:
    owner = _parts.named(site.base, here, runbook.owner) if runbook.owner else "unknown"
    unsaid = "no component: write `components:`" if site.advises else "unknown"
    pairs = [
        ("For", _parts.many(site.base, here, site.base.components_of(runbook.id)) or unsaid),
        ("Owner", owner),
    ]
    alerts = site.alerts.runbooks.get(runbook.id, ())
    if alerts:
        pairs.append(("Alerts", ", ".join(map(code, alerts))))
    if runbook.requires:
        pairs.append(("You need", _requires(runbook.requires)))
    if runbook.authors and site.shows_people:
        pairs.append(("Written by", ", ".join(_parts.named(site.base, here, name) for name in runbook.authors)))
    if runbook.about.links:
        pairs.append(("Links", ", ".join(link(item.kind, item.url) for item in runbook.about.links)))
    return _parts.bullets(f"**{name}**: {said}" for name, said in pairs)


def _requires(found: Requires) -> str:
    parts = [f"level {found.level.word}"] if found.level else []
    parts += [f"access {', '.join(code(name) for name in found.access)}"] if found.access else []
    parts += [f"tools {', '.join(code(name) for name in found.tools)}"] if found.tools else []
    return "; ".join(parts) or "nothing special"


def _history(site: SiteInput, here: str, runbook: Runbook) -> list[str]:
    found = sorted(_record.runs(site, here, runbook.id), reverse=True)
    head = _parts.heading("Runs", searched=False)
    if not found and not site.advises:
        return []
    if not found:
        first = "Rehearse it" if runbook.rehearsable else "Give it steps, then rehearse it"
        return [head, f"None yet. {first}: `kb runbook start {runbook.id} --kind drill --by PERSON`."]
    return [head, _parts.table(("Day", "What"), [(day.isoformat(), said) for day, said in found])]
