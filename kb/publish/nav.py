"""The navigation of a site whose mkdocs.yml has none: generated pages in the order people ask, then the guide, then what is written beside it."""

from collections.abc import Iterable
from typing import Any, Final

from kb.pages import _uris

_PAGES: Final = (
    ("Home", _uris.HOME),
    ("Risk", _uris.RISK),
    ("What if", "what-if.md"),
    ("Over time", "over-time.md"),
    ("Readiness", _uris.READINESS),
    ("Runbooks", _uris.RUNBOOKS),
    ("Components", _uris.COMPONENTS),
    ("Systems", _uris.SYSTEMS),
    ("Teams", _uris.TEAMS),
    ("People", _uris.PEOPLE),
    ("Vendors", _uris.VENDORS),
    ("Plan", _uris.PLAN),
    ("Changes", _uris.CHANGES),
    ("Findings", _uris.FINDINGS),
)
_WORDS: Final = (("Glossary", _uris.GLOSSARY), ("Manual", _uris.MANUAL), ("Sources", _uris.SOURCES))
_GUIDE: Final = (
    ("Tutorial", "guide/tutorial/"),
    ("How to", "guide/how-to/"),
    ("Explanation", "guide/explanation/"),
    ("Reference", "guide/reference/"),
)


def navigation(uris: Iterable[str], own: Iterable[str]) -> list[Any]:
    """Return the navigation as mkdocs.yml would hold it.

    Args:
        uris: of every page there is.
        own: of those written by hand, the shell's included.
    """
    there, written = set(uris), sorted(own)
    nav: list[Any] = [{title: uri} for title, uri in _PAGES if uri in there]
    words = [{title: uri} for title, uri in _WORDS if uri in there]
    nav += [{"Words": words}] if words else []
    guide: list[Any] = [_uris.GUIDE] if _uris.GUIDE in there else []
    for title, folder in _GUIDE:
        inside = [uri for uri in written if uri.startswith(folder)]
        guide += [{title: inside}] if inside else []
    nav += [{"Guide": guide}] if guide else []
    named = {uri for _, uri in (*_PAGES, *_WORDS)}
    return nav + [uri for uri in written if not uri.startswith("guide/") and uri not in named]
