"""CODEOWNERS files of GitHub and GitLab: their rules, and who owns a path by them."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from kb.model.fact import Note
from kb.model.source import Source

_SECTION: Final = re.compile(r"(\^)?\[([^\]]+)\](?:\[([0-9]+)\])?[ \t]*(.*)")
_WORD: Final = re.compile(r"(?:\\.|[^\s\\#]|(?<!\s)#)+")
_OWNER: Final = re.compile(r"@{0,2}[\w][\w.-]*(?:/[\w./-]+)?|[^@\s]+@[^@\s]+")
MAX_LINES: Final = 100_000
MAX_LENGTH: Final = 10_000
"""Signs of a line: room for some hundred owners."""
MAX_STARS: Final = 4
"""Double wildcards of a pattern: each more multiplies the time a match may take."""


class Rule(NamedTuple):
    """One line: a pattern and who owns what it matches.

    Attributes:
        pattern: as written, without escapes.
        owners: ``@user``, ``@organisation/team`` or a mail; none means that nobody owns it.
        section: GitLab's section, lower-case; empty outside of one.
        source: where it stands.
    """

    pattern: str
    owners: tuple[str, ...]
    section: str
    source: Source


def rules(text: str, name: str, notes: list[Note]) -> list[Rule]:
    """Return the rules of a file in order; what cannot be one is noted."""
    found: list[Rule] = []
    section, defaults = "", tuple[str, ...]()
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        place = Source(name, MAX_LINES + 1, 1)
        notes.append(Note(place, f"{len(lines):,} lines; those from here on were not read", "name folders, not files"))
    for number, line in enumerate(lines[:MAX_LINES], 1):
        source = Source(name, number, 1)
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        header = None if len(stripped) > MAX_LENGTH else _SECTION.fullmatch(stripped)
        if header:
            section, defaults = header[2].casefold(), tuple(_owners(header[4], source, notes))
            continue
        if len(stripped) > MAX_LENGTH:
            notes.append(Note(source, f"this line has more than {MAX_LENGTH:,} signs", "part it, or name a group"))
            continue
        words = _WORD.findall(_without_comment(stripped))
        if stripped.startswith("!"):
            notes.append(Note(source, "a pattern cannot be negated in CODEOWNERS", "name what is owned instead"))
            continue
        if not words:
            notes.append(
                Note(source, "a backslash that escapes nothing is no pattern", "write `\\\\` for the sign itself")
            )
            continue
        if words[0].count("**") > MAX_STARS or words[0].count("*") > 4 * MAX_STARS:
            notes.append(Note(source, "this pattern has too many wildcards to be matched", "name the folders instead"))
            continue
        owners = tuple(_owners(" ".join(words[1:]), source, notes)) or (defaults if section else ())
        found.append(Rule(re.sub(r"\\(.)", r"\1", words[0]), owners, section, source))
    return found


def _without_comment(line: str) -> str:
    return re.split(r"(?<!\\)\s#", line, maxsplit=1)[0]


def _owners(text: str, source: Source, notes: list[Note]) -> Iterable[str]:
    for word in text.split():
        if _OWNER.fullmatch(word) and (word.startswith("@") or "@" in word):
            yield word
        else:
            notes.append(
                Note(source, f"`{word[:60]}` is no owner", "write @user, @organisation/team or a mail address")
            )


def owners_of(path: str, written: Sequence[Rule]) -> dict[str, Source]:
    """Return who owns a path of a repository: of each section the last rule that matches it, as the forges do."""
    last: dict[str, Rule] = {}
    for rule in written:
        if matches(rule.pattern, path):
            last[rule.section] = rule
    return {owner: rule.source for rule in last.values() for owner in rule.owners}


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern matches a file; ``docs/*`` matches what lies directly in docs, ``docs/`` all below any docs."""
    return _compiled(pattern).fullmatch(path) is not None


_cache: dict[str, re.Pattern[str]] = {}


def _compiled(pattern: str) -> re.Pattern[str]:
    if pattern not in _cache:
        if len(_cache) > MAX_LINES:
            _cache.clear()
        _cache[pattern] = re.compile(_regex(pattern))
    return _cache[pattern]


def _regex(pattern: str) -> str:
    body = pattern.rstrip("/")
    start = "" if "/" in body else "(?:.*/)?"
    body = body.removeprefix("/")
    signs = {"/**/": "/(?:.*/)?", "**/": "(?:.*/)?", "/**": "/.*", "**": ".*"}
    pieces = re.split(r"(/\*\*/|\*\*/|/\*\*|\*\*)", body)
    inner = "".join(signs.get(piece) or "/".join(map(_segment, piece.split("/"))) for piece in pieces if piece)
    if pattern.endswith("/"):
        return f"{start}{inner}/.*"
    shallow = body.endswith("/*")
    return f"{start}{inner}" if shallow or body.endswith("**") else f"{start}{inner}(?:/.*)?"


def _segment(text: str) -> str:
    """Return what one name of a path must be: after each star but the last, the nearest place for what follows will do."""
    parts = ["".join("[^/]" if sign == "?" else re.escape(sign) for sign in part) for part in re.split(r"\*+", text)]
    if len(parts) == 1:
        return parts[0]
    first, *middle, last = parts
    return first + "".join(f"(?>[^/]*?{part})" for part in middle if part) + f"[^/]*{last}"
