"""The parts pages are written in: Markdown that both engines read alike, with every text escaped.

Texts given here are plain; what is returned is Markdown. Links go to ``.md`` files, never to addresses: only then
can an engine check them, and place the pages as it likes.

Longer than the usual 150 lines: a dozen small parts, which every page needs.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from kb.analyses.freshness import Badge
from kb.analyses.readiness.answer import Outcome
from kb.analyses.readiness.report import Verdict
from kb.documents.document import Tone
from kb.model.base import Base
from kb.model.saying import listed
from kb.model.source import Source
from kb.model.words import Kind, RiskClass
from kb.pages import _uris
from kb.pages._escape import esc_md

_BADGES: Final = {
    Badge.VERIFIED.value: "verified",
    Badge.CHANGED.value: "changed",
    Badge.STALE.value: "stale",
    Badge.NEVER_RUN.value: "never",
}
_OUTCOMES: Final = {Outcome.PASS: "pass", Outcome.NOT_APPLICABLE: "na"}
_VERDICTS: Final = {Verdict.GO: "go", Verdict.WAIVERS: "waivers", Verdict.NO_GO: "no-go"}
_JUDGED: Final = {
    Tone.GOOD: "go",
    Tone.CAUTION: "waivers",
    Tone.BAD: "no-go",
    Tone.UNKNOWN: "unknown",
    Tone.PLAIN: "na",
}
WAY: Final = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
"""Stands between the ids of a way from one component to another, and between those above a page."""
_OPEN: Final = '<div class="kb-insert" id="'
_CLOSE: Final = '"></div>'
_PAGES: Final = {
    Kind.SYSTEM: _uris.system,
    Kind.TEAM: _uris.team,
    Kind.PERSON: _uris.person,
    Kind.RUNBOOK: _uris.runbook,
    Kind.EVENT: _uris.event,
}
_FENCED: Final = re.compile(r"`{3}[a-z]*\n(?P<code>.*)\n`{3}", re.DOTALL)
UNSEARCHED: Final = " { data-search-exclude }"
"""Ends a heading whose section is left out of the search index."""


def lines(*parts: str) -> str:
    """Return blocks as one text: each parted from the next by an empty line, empty ones left out."""
    return "\n\n".join(part for part in parts if part) + "\n"


def heading(text: str, level: int = 2, *, searched: bool = True) -> str:
    """Return a heading; ``searched``: whether what stands below it is found by the search."""
    return f"{'#' * level} {esc_md(text)}{'' if searched else UNSEARCHED}"


_shown = lru_cache(maxsize=1 << 15)(esc_md)
"""Titles are shown again and again."""


def link(here: str, goal: str, text: str) -> str:
    """Return a link from one page to another."""
    return f"[{_shown(text)}]({_uris.relative(here, goal)})"


def crumbs(here: str, *way: tuple[str, str]) -> str:
    """Return the line that says where a page stands: (title, uri) from the home page down."""
    parts = [link(here, _uris.HOME, "Home"), *(link(here, goal, text) for text, goal in way)]
    return f'<span class="kb-crumbs"></span>{WAY.join(parts)}'


def named(base: Base, here: str, name: str, *, people: bool = True, title: bool = True) -> str:
    """Return a link to the page of an id, or its plain title where it has none.

    ``people``: whether people have pages; unless ``title``, the id is shown.
    """
    shown = base.title(name) if title else name
    kind = base.kind(name)
    if name in base.components:
        return link(here, _uris.component(name), shown)
    if kind is Kind.VENDOR:
        return link(here, f"{_uris.VENDORS}#{name}", shown)
    if kind is None or kind not in _PAGES:
        return esc_md(shown)
    if kind is Kind.PERSON and not people:
        return "a person"
    return link(here, _PAGES[kind](name), shown)


def many(base: Base, here: str, names: Iterable[str], most: int = 12) -> str:
    """Return links to some ids, those beyond ``most`` counted."""
    return listed([named(base, here, name) for name in names], most)


def places(sources: Iterable[Source], most: int = 4) -> str:
    """Return places in files, each once."""
    found = dict.fromkeys(map(str, sources))
    return listed([f'<span class="kb-src">{esc_md(place)}</span>' for place in found], most)


# -- words with a look -------------------------------------------------------------------------------


def risk_class(found: RiskClass) -> str:
    """Return a class as a word with its mark."""
    return f'<span class="kb-class kb-{found.value}">{found.value}</span>'


def badge(found: str) -> str:
    """Return the badge of a runbook, given by its word."""
    return f'<span class="kb-badge kb-{_BADGES[found]}">{found}</span>'


def badge_class(found: str) -> str:
    """Return the short word for a badge in the name of a class."""
    return _BADGES[found]


def outcome(found: Outcome) -> str:
    """Return the outcome of a check as a word with its mark."""
    return f'<span class="kb-outcome kb-{_OUTCOMES.get(found, found.value)}">{esc_md(found.value)}</span>'


def verdict(found: Verdict) -> str:
    """Return a verdict as a word with its mark."""
    return f'<span class="kb-verdict kb-{_VERDICTS[found]}">{found.value}</span>'


def judged(text: str, tone: Tone) -> str:
    """Return the word a report is summed up in, with the mark of its tone."""
    return f'<span class="kb-verdict kb-{_JUDGED[tone]}">{esc_md(text)}</span>'


def toned(text: str, tone: Tone) -> str:
    """Return a text with the tone it is meant in."""
    return esc_md(text) if tone is Tone.PLAIN else f'<span class="kb-tone-{tone.value}">{esc_md(text)}</span>'


# -- blocks ------------------------------------------------------------------------------------------


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = (), *, sortable: bool = False
) -> str:
    """Return a table; heads are plain, cells are Markdown of one line each.

    ``right`` are the numbers of the columns aligned right; if ``sortable``, readers may sort and filter it, where
    scripts run.
    """
    aligned = frozenset(right)
    rules = ["--:" if number in aligned else "---" for number in range(len(heads))]
    made = [f"| {' | '.join(cells)} |" for cells in ([esc_md(head) for head in heads], rules, *rows)]
    return ('<div class="kb-sortable"></div>\n\n' if sortable else "") + "\n".join(made)


def bullets(items: Iterable[str], *, numbered: bool = False) -> str:
    """Return a list; items are Markdown of one line each."""
    return "\n".join(f"{f'{number}.' if numbered else '-'} {item}" for number, item in enumerate(items, 1))


def note(kind: str, title: str, *blocks: str) -> str:
    """Return a box of a kind with a title; blocks are Markdown."""
    inner = "\n\n".join(_set_in(part) for part in blocks if part)
    body = "\n".join(f"    {line}" if line else "" for line in inner.split("\n"))
    return f'!!! {kind} "{esc_md(title)}"\n\n{body}'


def _set_in(block: str) -> str:
    """Return a block as it may stand in a box: fenced code is set in, since neither engine reads a fence there."""
    found = _FENCED.fullmatch(block)
    return "\n".join(f"    {line}" for line in found["code"].split("\n")) if found else block


def empty(title: str, *blocks: str) -> str:
    """Return what stands where there is nothing yet: what to write, and where."""
    return note("kb-empty", title, *blocks)


# -- inserts -----------------------------------------------------------------------------------------


def insert(mark: str) -> str:
    """Return the place of an insert; ``mark`` is a slug."""
    return f"{_OPEN}{mark}{_CLOSE}"


def placed(text: str, inserts: Mapping[str, str]) -> str:
    """Return a text, Markdown or HTML, with its inserts in place."""
    for mark, html in inserts.items():
        text = text.replace(insert(mark), html)
    return text
