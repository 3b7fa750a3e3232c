"""The navigation of a site whose mkdocs.yml has none: generated pages in the order people ask, then what is written beside them.

What is about Holdfast itself is one section, the last: whoever opens the site came for what the knowledge base says.
"""

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
    ("Sources", _uris.SOURCES),
)
_WORDS: Final = (("Glossary", _uris.GLOSSARY), ("Manual", _uris.MANUAL))
ABOUT: Final = "About Holdfast"
"""Title of the section that holds the guide, the glossary and the manual."""
_GUIDE: Final = (
    ("Tutorial", "guide/tutorial/"),
    ("How to", "guide/how-to/"),
    ("Explanation", "guide/explanation/"),
    ("Reference", "guide/reference/"),
)


def navigation(uris: Iterable[str], hand: Iterable[str]) -> list[Any]:
    """Return the navigation as mkdocs.yml would hold it, of all pages and those of them written by hand, the shell's included."""
    there, written = set(uris), sorted(hand)
    guide = [[uri for uri in written if uri.startswith(folder)] for _, folder in _GUIDE]
    about: list[Any] = [_uris.GUIDE] if _uris.GUIDE in there else []
    about += [{title: inside} for (title, _), inside in zip(_GUIDE, guide, strict=True) if inside]
    about += [{title: uri} for title, uri in _WORDS if uri in there]
    named = {uri for _, uri in (*_PAGES, *_WORDS)}
    pages: list[Any] = [{title: uri} for title, uri in _PAGES if uri in there]
    own = [uri for uri in written if not uri.startswith("guide/") and uri not in named]
    return [*pages, *own, *([{ABOUT: about}] if about else [])]
