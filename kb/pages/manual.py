"""The manual: every rule, check, fault, format and importer on one page a kind, in the words of ``kb explain``."""

from collections.abc import Iterator
from typing import Final

from kb.documents.manual import Manual as Entry
from kb.pages import Page, Pages, _parts, _uris
from kb.pages._escape import marked
from kb.pages._input import SiteInput
from kb.pages._manual_entry import entry
from kb.pages._page import page
from kb.pages._words import FAR

WORDS: Final = "word"
"""The kind whose pages make the glossary."""
_SAYS: Final = {
    "rule": "What `kb check` looks for: where the organisation is thin or stale.",
    "check": "What `kb ready EVENT` asks before an event, and what answers it.",
    "fault": "What the reader refuses: the files are wrong.",
    "format": "How a report can be drawn: `--format NAME`.",
    "move": "What `kb plan` can propose, and what it takes.",
    "importer": "What `kb import NAME` reads, and what it proposes.",
    "exporter": "What `kb export NAME` writes.",
}


class Manual(Pages):
    """Composes a page per kind of manual page, and the list of all."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield the list, then the kinds."""
        kinds = {kind: found for kind, found in site.manuals.items() if kind != WORDS}
        yield _index(kinds)
        for kind, (title, entries) in kinds.items():
            yield _page(kind, title, entries)


def _index(kinds: dict[str, tuple[str, tuple[Entry, ...]]]) -> Page:
    here = _uris.MANUAL
    parts = []
    for kind, (title, entries) in kinds.items():
        parts.append(_parts.heading(f"{title} ({len(entries)})", searched=False))
        rows = [
            (f"[{item.id}]({_uris.relative(here, _uris.manual(kind, item.id))})", marked(item.summary))
            for item in entries
        ]
        parts.append(_parts.table(("Id", "What it is"), rows))
    return page(here, "Manual", "The same text as `kb explain ID` prints.", *parts, search={"exclude": True})


def _page(kind: str, title: str, entries: tuple[Entry, ...]) -> Page:
    parts = (_SAYS.get(kind, ""), *map(entry, entries))
    return page(f"manual/{kind}s.md", title, *parts, way=[("Manual", _uris.MANUAL)], search={"boost": FAR})
