"""Texts of reports with the ids in them as links and the commands in them as code: what is named can be followed, or copied."""

import re
from typing import Final

from kb.model.words import Kind
from kb.pages import _parts
from kb.pages._commands import command
from kb.pages._escape import code, esc_md, quoted
from kb.pages._input import SiteInput

_WORD: Final = re.compile(r"(?<![A-Za-z0-9_./-])[a-z0-9]+(?:-[a-z0-9]+)*(?![A-Za-z0-9_/-]|\.[a-z])")
_BETWEEN: Final = frozenset({",", "and", ", and", ";", ":", "/", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"})
"""What stands between two ids of a list."""
_LEADS: Final = ("proves", "drill", "runbook", "component")
"""Words of our sentences after which an id follows."""
_PLAIN: Final = frozenset({Kind.SOURCE, Kind.VENDOR, Kind.ROTATION, None})


class Mentions:
    """Shows texts with the ids of entities as links, and commands as code that can be copied.

    Only ids that no sentence contains by chance are linked: those with a hyphen or a digit, those marked by backticks, and those that
    are a whole text, its head before a colon, or in a list with other ids. A page does not lead to itself.
    """

    def __init__(self, site: SiteInput, here: str) -> None:
        self.site = site
        self.here = here
        self.own = here.rpartition("/")[2].removesuffix(".md")

    def __call__(self, text: str) -> str:
        """Return a plain text as Markdown."""
        if "`" not in text:
            return self._prose(text)
        return "".join(self._marked(part) if odd else self._prose(part) for odd, part in quoted(text))

    def _marked(self, text: str) -> str:
        return f"[{code(text)}]({self._target(text)})" if self._known(text) else code(text)

    def _prose(self, text: str) -> str:
        """Show a text without backticks: its commands as code, the rest as sentences."""
        if "kb " not in text:
            return self._sentence(text)
        made, end = [], 0
        for start, stop in command(text, self.site.base):
            made += [self._sentence(text[end:start]), code(text[start:stop])]
            end = stop
        return "".join([*made, self._sentence(text[end:])])

    def _sentence(self, text: str) -> str:
        found = [match for match in _WORD.finditer(text) if match.group() != self.own and self._known(match.group())]
        made, end = [], 0
        for place, match in enumerate(found):
            if not (_unmistakable(match.group()) or _alone(text, match) or _listed(text, found, place)):
                continue
            made += [esc_md_inner(text[end : match.start()]), self._link(match.group())]
            end = match.end()
        return "".join([*made, esc_md_inner(text[end:])])

    def _known(self, name: str) -> bool:
        kind = self.site.base.kind(name)
        return kind not in _PLAIN and (kind is not Kind.PERSON or self.site.shows_people)

    def _link(self, name: str) -> str:
        return _parts.named(self.site.base, self.here, name, title=False)

    def _target(self, name: str) -> str:
        return self._link(name).rpartition("](")[2].removesuffix(")")


def _unmistakable(name: str) -> bool:
    return "-" in name or any(letter.isdigit() for letter in name)


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether an id is all of a text, its head before a colon, or follows a word that announces it."""
    before = text[: match.start()].rstrip()
    return before.endswith(_LEADS) or (not before and text[match.end() :].strip()[:1] in ("", ":"))


def _listed(text: str, found: list[re.Match[str]], place: int) -> bool:
    """Whether an id stands in a list beside another."""
    pairs = ((place - 1, place), (place, place + 1))
    return any(
        one >= 0 and two < len(found) and text[found[one].end() : found[two].start()].strip() in _BETWEEN
        for one, two in pairs
    )


def esc_md_inner(text: str) -> str:
    """Escape a piece of a text without losing the blanks at its ends."""
    if not text.strip():
        return " " if text else ""
    return f"{' ' if text[:1].isspace() else ''}{esc_md(text)}{' ' if text[-1:].isspace() else ''}"
