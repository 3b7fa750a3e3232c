"""What the rules about runbooks share."""

from collections.abc import Iterator, Sequence
from typing import Final

from kb.analyses.check.view import View
from kb.model import saying
from kb.model.noun import NamedTuple
from kb.model.pattern import pattern
from kb.model.runbook import Runbook, Section
from kb.model.source import Source

_FENCE: Final = pattern(r"\s*(`{3,}|~{3,})")
_CODE: Final = pattern(r"(`+)(.+?)\1")


class Line(NamedTuple):
    """A line of a runbook: its section, its text, whether it stands in a block of code, its place."""

    section: str
    text: str
    code: bool
    source: Source


def with_steps(view: View) -> Iterator[Runbook]:
    """Yield the runbooks that can be rehearsed, sorted by id."""
    return (runbook for runbook in view.base.runbooks.values() if runbook.rehearsable)


def place(runbook: Runbook) -> Source:
    """Return where the steps begin, else where the runbook does."""
    found = section(runbook, "Steps")
    return runbook.source if found is None else Source(runbook.source.path, found.line, 1)


def section(runbook: Runbook, title: str) -> Section | None:
    """Return a section by its title, None without it."""
    return next((item for item in runbook.sections if item.title.casefold() == title.casefold()), None)


def lines(runbook: Runbook, holding: str = "") -> Iterator[Line]:
    """Yield the lines of the sections of a runbook that hold a text somewhere: most hold nothing a rule looks for."""
    for item in runbook.sections:
        if holding not in item.text:
            continue
        fence = ""
        for number, text in item.numbered():
            match = _FENCE.match(text) if "```" in text or "~~~" in text else None
            if match and not fence:
                fence = match[1]
            elif match and match[1].startswith(fence) and not text.strip().strip(fence[0]):
                fence = ""
            else:
                yield Line(item.title, text, bool(fence), Source(runbook.source.path, number, 1))


def code_in(line: Line) -> list[str]:
    """Return what a line says in code."""
    return [line.text] if line.code else [match[2] for match in _CODE.finditer(line.text)]


def prose_in(line: Line) -> str:
    """Return what a line says outside of code, blanks in the place of code."""
    return "" if line.code else _CODE.sub(lambda match: " " * len(match[0]), line.text)


def listed(names: Sequence[str], most: int = 5) -> str:
    """Return names in backticks, cut off after some."""
    return saying.listed([f"`{name}`" for name in names], most)
