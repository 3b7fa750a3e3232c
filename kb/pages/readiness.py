"""The readiness of each event: verdict, what blocks, and every check with its evidence, to print and take along; and the list."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from kb.analyses.readiness.answer import Outcome
from kb.analyses.readiness.report import ReadinessCheck, ReadinessReport
from kb.documents.document import Tone
from kb.documents.readiness import describe, said_due, spoken
from kb.model.event import Event
from kb.pages import Page, Pages, _document, _mentions, _parts, _uris
from kb.pages._escape import code, esc_md, link, sentence
from kb.pages._input import PUBLIC, SiteInput
from kb.pages._page import LIST, page


class Readiness(Pages):
    """Composes a page per event, and the list of all; none for the public."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield the list, then every event by id."""
        if site.profile == PUBLIC:
            return
        yield _index(site)
        for event in site.base.events.values():
            yield _page(site, event, site.readiness[event.id])


def _index(site: SiteInput) -> Page:
    here = _uris.READINESS
    coming = {event.id for event in site.coming()}
    events = [*site.coming(), *(event for event in site.base.events.values() if event.id not in coming)]
    rows = [_row(site, here, event) for event in events]
    return page(
        here,
        "Readiness",
        f"Whether each event can be run, as things stand at {site.at.date()}: what is coming first, then what is over."
        if rows
        else _nothing(),
        _parts.table(("Event", "Starts", "Scale", "Verdict", "Open blockers"), rows, (4,)) if rows else "",
        **LIST,
    )


def _row(site: SiteInput, here: str, event: Event) -> tuple[str, ...]:
    report = site.readiness[event.id]
    start = report.start.isoformat(sep=" ", timespec="minutes") if report.start else "unknown"
    over = " (over)" if report.end and report.end < site.at else ""
    return (
        _parts.link(here, _uris.event(event.id), report.title),
        esc_md(start + over),
        report.scale.word,
        _parts.verdict(report.verdict),
        str(report.failing + report.unknown),
    )


def _nothing() -> str:
    return _parts.empty(
        "No event yet",
        "Write one as `events/launch.yml`; the guide says how. The least it says:",
        "```yaml\ntitle: Launch\nwindow: {start: 2030-01-31T18:00+01:00, end: 2030-01-31T20:00+01:00}\nentry: [checkout]\n```",
    )


def _page(site: SiteInput, event: Event, report: ReadinessReport) -> Page:
    here, word = _uris.event(event.id), _mentions.Mentions(site, _uris.event(event.id))
    blocks = describe(report, site.line).blocks
    links = ", ".join(link(item.kind, item.url) for item in event.about.links)
    return page(
        here,
        report.title,
        f"{_parts.verdict(report.verdict)} {esc_md(sentence(report.sentence))}",
        word(event.about.description or ""),
        _document.draw(blocks[1:2], 2, word),
        f"Links: {links}." if links else "",
        *_open(site, here, report, word),
        *_checklist(site, here, report, word),
        *_voices(site, report, word),
        way=[("Readiness", _uris.READINESS)],
        search={"boost": 2},
        tags=[item for item in (event.id, *event.about.aliases, *event.about.tags) if item != report.title],
        kind="checklist",
    )


def _open(site: SiteInput, here: str, report: ReadinessReport, word: _document.Word) -> Iterator[str]:
    """Say what blocks, and the cheapest way to mend each."""
    found = [result for result in report.results if result.open]
    if not found:
        return
    found.sort(key=lambda result: result.outcome.order)
    yield _parts.heading(f"What blocks ({len(found)})")
    for outcome, results in groupby(found, key=attrgetter("outcome")):
        items = [
            f"{_parts.outcome(outcome)} **{_title(here, item)}**{_worst(site, report, item, word)}" for item in results
        ]
        yield _parts.heading(f"{outcome.value.capitalize()} ({len(items)})", 3)
        yield _parts.bullets(items)


def _title(here: str, result: ReadinessCheck) -> str:
    return f"[{esc_md(f'{result.code} {result.title}')}]({_uris.relative(here, _uris.manual('check', result.check))})"


def _worst(site: SiteInput, report: ReadinessReport, result: ReadinessCheck, word: _document.Word) -> str:
    """Return lines: what is wrong where, how to mend it, who has it and by when."""
    worst, more = spoken(result)
    about = "" if worst.subject == report.event else f"{word(worst.subject)}: "
    if not site.shows_people:
        return more
    due = said_due(worst.due, report.today)
    late = worst.due is not None and worst.due < report.today
    owner = word(worst.owner) if worst.owner else "Nobody named"
    said = [f"{about}{word(worst.value)}{more}.", f"**Mend:** {word(worst.repair)}." if worst.repair else ""]
    said.append(f'<span class="kb-note">{owner}, {_parts.toned(due, Tone.BAD if late else Tone.PLAIN)}</span>')
    return "".join(f"<br>{line}" for line in said if line)


def _checklist(site: SiteInput, here: str, report: ReadinessReport, word: _document.Word) -> Iterator[str]:
    """List every check, in the order of their codes, with a box to tick on paper and the evidence."""
    yield _parts.heading("Checklist", searched=False)
    rows = [
        _check(site, here, report, result, word)
        for result in report.results
        if result.outcome is not Outcome.NOT_APPLICABLE
    ]
    yield _parts.table(("", "Check", "Outcome", "Found", "Evidence"), rows)
    asked = [result.code for result in report.results if result.outcome is Outcome.NOT_APPLICABLE]
    if asked:
        yield f"Not asked of this event, or nothing to ask it of: {', '.join(asked)}."


def _check(
    site: SiteInput, here: str, report: ReadinessReport, result: ReadinessCheck, word: _document.Word
) -> tuple[str, ...]:
    shown, more = spoken(result)
    about = "" if shown.subject == report.event else f"{word(shown.subject)}: "
    found = f"{about}{word(shown.value)}{more}" if site.shows_people else ""
    weak = ", assumption" if shown.rests and shown.rests.value == "assumption" else ""
    evidence = f"{shown.rank.name.lower()}{weak}"
    places = f"<br>{_parts.places(shown.sources, 2)}" if site.shows_people and shown.sources else ""
    return (
        '<span class="kb-box"></span>',
        _title(here, result),
        _parts.outcome(result.outcome),
        found,
        evidence + places,
    )


def _voices(site: SiteInput, report: ReadinessReport, word: _document.Word) -> Iterator[str]:
    if not site.shows_people:
        return
    if report.dissent:
        yield _parts.heading("Said no-go, word for word")
        yield _parts.bullets(
            f"{word(f'{voice.role} ({voice.by}, {voice.date[:10]})')}: {esc_md(voice.value)}"
            for voice in report.dissent
        )
    if report.refused:
        yield _parts.heading("Papers that do not count")
        yield _parts.bullets(word(text) for text in report.refused)
    yield f"The same on a terminal: {code(f'kb ready {report.event}')}; what is still due by date: {code(f'kb ready plan {report.event}')}."
