"""The home page: the state of the whole at a glance, what is coming, what to do first."""

from collections.abc import Iterator
from typing import Final

from kb.analyses.check.report import Counts
from kb.model.event import Event
from kb.model.saying import count
from kb.model.words import RiskClass
from kb.pages import Page, Pages, _mentions, _parts, _uris
from kb.pages._escape import esc_md, front_matter
from kb.pages._input import PUBLIC, SiteInput

_CLASSES: Final = (
    ("orphaned", "nobody can restore it"),
    ("single", "one person can"),
    ("unknown", "nobody has written it down"),
    ("thin", "two people can"),
    ("held", "three or more can"),
)
_LEAD: Final = (
    "For everything we run: who can restore it, what it stands on, and which runbook somebody has rehearsed. Below: where that is thin, "
    "what is coming, what to do first."
)
_COMING: Final = 5
_MOVED: Final = {"verified": "verified runbooks"}
_FIRST: Final = 5


class Home(Pages):
    """Composes the home page."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield its one page."""
        here = _uris.HOME
        if not site.base.components:
            yield Page(
                here,
                front_matter("Home", hide=["toc"], search={"exclude": True})
                + _parts.lines("# Nothing is written down yet", _nothing(site)),
            )
            return
        picture = site.maps.whole(here)
        body = _parts.lines(
            "# Can we run what we built?",
            _LEAD,
            _down(site, here),
            _glance(site, here),
            *_coming(site, here),
            *_first(site, here),
            *_changed(site),
            *_map(site, picture),
            *_books(site),
        )
        matter = front_matter("Home", search={"exclude": True}, kind="home", hide=["toc"])
        yield Page(here, matter + body, {"shares": _bar(site)} | ({"map-whole": picture} if picture else {}))


def _down(site: SiteInput, here: str) -> str:
    """Say what to do at 3 a.m., before anything else."""
    books = f", [runbooks]({_uris.RUNBOOKS})" if site.runbooks.rows else ""
    lists = f"[components]({_uris.relative(here, _uris.COMPONENTS)}), [systems]({_uris.SYSTEMS}){books}"
    says = "what it is and what breaks with it" + (", whom to call, which runbook to follow" if site.advises else "")
    return _parts.note(
        "kb-card",
        "Something is down?",
        '<span class="kb-find"></span>',
        'Search its name, an alert or a symptom<span class="kb-key"> (press `/`)</span>, '
        f"or go by {lists}. Its page begins with {says}.",
    )


def _bar(site: SiteInput) -> str:
    """Return how the classes share all components, as a picture; the counts below it say the same."""
    parts = ((word, getattr(site.risk.totals, word)) for word, _ in _CLASSES)
    made = "".join(f'<i class="kb-{word}" style="flex:{number}"></i>' for word, number in parts if number)
    return f'<div class="kb-shares" aria-hidden="true">{made}</div>'


def _nothing(site: SiteInput) -> str:
    if not site.advises:
        return ""
    return _parts.empty(
        "Three files make a first knowledge base",
        "`kb init` writes them with comments: a service in `architecture/services.yml`, its team in `ownership/teams.yml`, "
        f"a runbook in `runbooks/`. The [guide]({_uris.GUIDE}) leads through it in ten minutes.",
    )


def _glance(site: SiteInput, here: str) -> str:
    totals = site.risk.totals
    tiles = [
        f'<span class="kb-count">{getattr(totals, word)}</span> [{_parts.risk_class(RiskClass(word))}]({_uris.RISK}) {said}'
        for word, said in _CLASSES
    ]
    whole = f"[{count(totals.components, 'component')}]({_uris.relative(here, _uris.COMPONENTS)})"
    every = f"[Every component by risk]({_uris.RISK})."
    head = f"{_parts.insert('shares')}\n\n{_parts.bullets(tiles)}"
    if not site.advises:
        return f"{head}\n\n{whole}. {every}"
    assumed = f"; what is known of {totals.assumed} rests on assumptions" if totals.assumed else ""
    found = site.check.counts
    total = found.errors + found.warnings + found.infos
    open_ = f"[{count(total, 'finding')}]({_uris.FINDINGS}) of `kb check`, {_serious(found)}"
    return f"{head}\n\n{whole}, {totals.proven_held} of them proven to be held{assumed}. {open_}. {every}"


def _serious(found: Counts) -> str:
    parts = ((found.errors, "error"), (found.warnings, "warning"))
    return (
        ", ".join(count(number, noun) for number, noun in parts if number) + " among them"
        if found.errors + found.warnings
        else "advice only"
    )


def _coming(site: SiteInput, here: str) -> Iterator[str]:
    if site.profile == PUBLIC:
        return
    yield _parts.heading("Coming up")
    events = site.coming()
    if not events:
        yield _parts.empty("No event is coming", "Write one as `events/launch.yml`: its readiness is then shown here.")
        return
    yield _parts.bullets(_event(site, here, event) for event in events[:_COMING])
    if len(events) > _COMING:
        yield f"[All {len(events)}]({_uris.READINESS})."


def _event(site: SiteInput, here: str, event: Event) -> str:
    report = site.readiness[event.id]
    start = esc_md(report.start.isoformat(sep=" ", timespec="minutes")) if report.start else "date unknown"
    return f"{_parts.verdict(report.verdict)} {_parts.link(here, _uris.event(event.id), report.title)}, {start}: {esc_md(report.sentence)}"


def _first(site: SiteInput, here: str) -> Iterator[str]:
    """Say what to do first; sentences of repairs name people, so other audiences see where, not who."""
    repairs = site.risk.repairs[:_FIRST]
    if not repairs:
        return
    word = _mentions.Mentions(site, here)
    yield _parts.heading("What to do first")
    yield _parts.bullets(
        (
            f"{_parts.risk_class(site.rows[repair.component].risk_class)} {_parts.named(site.base, here, repair.component)}"
            + (f": {word(repair.sentence)}" if site.shows_people else _soon(site, repair.component))
            for repair in repairs
        ),
        numbered=True,
    )


def _soon(site: SiteInput, component: str) -> str:
    return ": soon nobody is left who operates it" if site.rows[component].until else ""


def _changed(site: SiteInput) -> Iterator[str]:
    """Say what moved between the last two points of the history that differ."""
    read = [(point.on.date(), point.numbers) for point in site.trend.points if point.numbers] if site.trend else []
    if len(read) < 2 or site.profile == PUBLIC:
        return
    day, now = read[-1]
    before = next((item for item in reversed(read[:-1]) if item[1] != now), None)
    yield _parts.heading("What changed")
    if before is None:
        yield f"Nothing since {read[0][0]}. [Over time]({_uris.CHANGES})."
        return
    moved = [
        (word, getattr(before[1], word), getattr(now, word)) for word in (*(word for word, _ in _CLASSES), "verified")
    ]
    said = ", ".join(f"{_MOVED.get(word, word)} {old} to {new}" for word, old, new in moved if old != new)
    yield f"From {before[0]} to {day}: {said or 'other numbers only'}. [Over time]({_uris.CHANGES})."


def _map(site: SiteInput, picture: str) -> Iterator[str]:
    yield _parts.heading("The whole, by system" if site.base.systems else "The whole")
    yield _parts.insert("map-whole") if picture else esc_md(site.maps.why)
    lists = (("Systems", _uris.SYSTEMS, site.base.systems), ("Teams", _uris.TEAMS, site.base.teams))
    yield " · ".join(f"[{title}]({uri})" for title, uri, held in lists if held)


def _books(site: SiteInput) -> Iterator[str]:
    counts = ", ".join(f"{number} {_parts.badge(word)}" for word, number in site.runbooks.counts.items() if number)
    if not counts and not site.advises:
        return
    yield _parts.heading("Runbooks")
    if not counts:
        yield _parts.empty("No runbook yet", "Write the first in `runbooks/`: what to do at 3 a.m., step by step.")
        return
    yield f"[{count(len(site.runbooks.rows), 'runbook')}]({_uris.RUNBOOKS}): {counts}."
