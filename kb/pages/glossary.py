"""The glossary: every word and measure, what it means, why it matters, how it is computed."""

from collections.abc import Iterator

from kb.pages import Page, Pages, _uris
from kb.pages._input import SiteInput
from kb.pages._manual_entry import entry
from kb.pages._page import page


class Glossary(Pages):
    """Composes the glossary."""

    def compose(self, site: SiteInput) -> Iterator[Page]:
        """Yield its one page."""
        _, entries = site.manuals.get("word", ("", ()))
        listed = ", ".join(f"[{item.id}](#{item.id})" for item in entries)
        yield page(
            _uris.GLOSSARY,
            "Glossary",
            "The words of the knowledge base, of every report and of this site; each means one thing everywhere.",
            listed,
            *(entry(item) for item in entries),
            search={"boost": 0.7},
        )
