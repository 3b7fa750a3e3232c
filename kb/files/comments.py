"""Suppressions written beside what they let be: ``# kb: ignore[rule] until 2026-12-31: reason``.

Behind something, one holds for that line; on a line of its own, for the next that is no comment.
One in the front matter of a runbook holds for the whole of it: Markdown has no comments of its own.
"""

from collections.abc import Iterator
from typing import Final

from kb.files.context import Context
from kb.files.scalars import day
from kb.files.syntax import visible
from kb.model.pattern import pattern
from kb.model.settings import Suppress
from kb.model.source import Source

_BLANK: Final = " \t\ufeff"
MAX_INLINE: Final = 1_000
"""Suppressions in the comments of one file. Whoever needs more means a whole rule."""
_START: Final = pattern(r"#\s*kb: ignore")
_RULE: Final = pattern(r"ignore\[([a-z0-9, -]+)\]")
_UNTIL: Final = pattern(r"until\s+(\d{4}-\d{2}-\d{2})")
_WHOLE: Final = pattern(r"#\s*kb: ignore\[([a-z0-9, -]+)\]\s+until\s+(\S+?):\s*(\S.*)")


def _incomplete(text: str) -> tuple[str, str]:
    """Return what a suppression lacks, and how it is written whole: with what is there of it."""
    rule, until = _RULE.search(text), _UNTIL.search(text)
    lacks = [
        what for what, there in (("its rule in brackets", rule), ("its last day after `until`", until)) if there is None
    ]
    said = f"this suppression lacks {' and '.join(lacks) or 'its reason after a colon'}"
    whole = f"# kb: ignore[{rule[1] if rule else 'rule-id'}] until {until[1] if until else '2026-12-31'}: reason"
    return said, f"write `{visible(whole, 200)}`"


def front_suppressions(text: str, ctx: Context) -> Iterator[Suppress]:
    """Find the suppressions in the front matter of a runbook; they hold for the whole file."""
    front, mark, _ = text.removeprefix("\ufeff").partition("\n---")
    if mark and front.startswith("---"):
        for item in inline_suppressions(front, ctx):
            yield item._replace(line=None)


def inline_suppressions(text: str, ctx: Context) -> Iterator[Suppress]:
    """Find the suppressions in the comments of a file; a malformed one is a fault."""
    count = behind = 0
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        start = _START.search(line)
        if start is None:
            continue
        whole = _WHOLE.match(line, start.start())
        source = Source(ctx.path, number, start.start() + 1)
        if whole is None:
            ctx.add(
                "bad-suppression",
                source,
                *_incomplete(line[start.start() :]),
                min(len(line) - start.start(), 80),
            )
            continue
        try:
            until = day(whole.group(2))
        except ValueError as error:
            ctx.add(
                "impossible-date",
                source,
                visible(str(error), 120),
                "write the last day the suppression holds",
                min(len(line) - start.start(), 80),
            )
            continue
        behind = _meant(lines, number, behind)
        for rule in whole.group(1).split(","):
            count += 1
            if count > MAX_INLINE:
                ctx.add(
                    "too-large",
                    source,
                    f"more than {MAX_INLINE:,} suppressions in the comments of one file; the rest does not hold",
                    "mend what they let be, or write one for a whole rule in `kb.toml`",
                )
                return
            yield Suppress(rule.strip(), None, ctx.path, behind, whole.group(3).strip(), until, source)


def _meant(lines: list[str], number: int, behind: int) -> int:
    """Return the number of the line that a comment in a line is about; ``behind`` is that of the comment before it."""
    if not lines[number - 1].lstrip(_BLANK).startswith("#"):
        return number
    if behind > number:  # both stand in one block of comments, which may be long
        return behind
    meant = number + 1
    while meant <= len(lines) and lines[meant - 1].lstrip(_BLANK).startswith("#"):
        meant += 1
    return meant
