"""One page of the site: what begins every page, then its parts."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from kb.pages import Page, _parts
from kb.pages._escape import esc_md, front_matter

LIST: Final[dict[str, Any]] = {"search": {"exclude": True}, "hide": ["toc"]}
"""Front matter of a list of pages: the search finds the pages themselves, and a list has no chapters."""


def page(
    here: str,
    title: str,
    *parts: str,
    way: Iterable[tuple[str, str]] = (),
    inserts: Mapping[str, str] | None = None,
    authored: bool = False,
    **matter: Any,
) -> Page:
    """Return a page of Markdown; ``way`` are (title, uri) of the pages above it, ``matter`` further keys of its front matter."""
    body = _parts.lines(_parts.crumbs(here, *way), f"# {esc_md(title)}", *parts)
    held = {mark: html for mark, html in (inserts or {}).items() if html}
    return Page(here, front_matter(title, **matter) + body, held, authored)
