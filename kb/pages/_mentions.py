"""Texts of reports with the ids in them as links: what is named can be followed."""

import re
from collections.abc import Iterator
from typing import Final

from kb.model.words import Kind
from kb.pages import _parts
from kb.pages._escape import esc_md
from kb.pages._input import SiteInput

_WORD: Final = re.compile(r"(?<![A-Za-z0-9_./-])[a-z0-9]+(?:-[a-z0-9]+)*(?![A-Za-z0-9_/-]|\.[a-z])")
_PLAIN: Final = frozenset({Kind.SOURCE, Kind.VENDOR, Kind.ROTATION, None})


class Mentions:
    """Shows texts with the ids of entities as links.

    Only ids that no sentence contains by chance are linked: those with a hyphen or a digit, and those marked by backticks.

    Args:
        site: what the site is made from.
        here: the page the texts stand on.
    """

    def __init__(self, site: SiteInput, here: str) -> None:
        self.site = site
        self.here = here

    def __call__(self, text: str) -> str:
        """Return a plain text as Markdown."""
        return "".join(f"<code>{esc_md(part)}</code>" if odd else self._sentence(part) for odd, part in _quoted(text))

    def _sentence(self, text: str) -> str:
        made, end = [], 0
        for match in _WORD.finditer(text):
            name = match.group()
            if not self._linked(name):
                continue
            made += [esc_md_inner(text[end : match.start()]), self._link(name)]
            end = match.end()
        return "".join([*made, esc_md_inner(text[end:])])

    def _linked(self, name: str) -> bool:
        if "-" not in name and not any(letter.isdigit() for letter in name):
            return False
        kind = self.site.base.kind(name)
        return kind not in _PLAIN and (kind is not Kind.PERSON or self.site.shows_people)

    def _link(self, name: str) -> str:
        return _parts.named(self.site.base, self.here, name, title=False)


def _quoted(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the parts of a text, and whether each stands between backticks; one left open is a sign like others."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        parts[-2:] = ["`".join(parts[-2:])]
    for number, part in enumerate(parts):
        yield bool(number % 2) and bool(part.strip()), part


def esc_md_inner(text: str) -> str:
    """Escape a piece of a text without losing the blanks at its ends."""
    if not text.strip():
        return " " if text else ""
    return f"{' ' if text[:1].isspace() else ''}{esc_md(text)}{' ' if text[-1:].isspace() else ''}"
