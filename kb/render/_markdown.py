"""Escaping for Markdown: whatever the files say, it reads as the same words and does nothing.

Two engines read what we write: CommonMark with GitHub's extensions (pull-request comments) and
Python-Markdown (the site). Backslashes are used only where both know them, character references
elsewhere. Words that GitHub acts upon even when escaped (@mentions, addresses, links, issue numbers,
formulas) become code, where no engine looks.
"""

import re

from kb.render._clean import clean, one_line

# What GitHub acts on after the Markdown is read, so that no escape inside of text can stop it.
LIVE = re.compile(r"@|://|www\.|#\d|\bGH-\d|\$", re.IGNORECASE)
QUOTED = re.compile(
    r"(?:^|(?<=\s)|(?<=\s\()|(?<=^\())`([A-Za-z0-9-][A-Za-z0-9_./:=-]*(?: (?:[A-Za-z0-9-][A-Za-z0-9_./:=-]*|\.))*)`(?=[.,;:)?!]*(?:\s|$))"
)
"""An id, a key, a command between backticks: words of letters that mean nothing, alone between blanks, so that no engine reads more of it."""
_ACTIVE = re.compile(r"[\\`*\[\]#<>&|~{}]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")
_LEADING = re.compile(r"^(?:([-+!])|([:=?^])|(\d{1,9})([.)]))")
_REFERENCE = {char: f"&#{ord(char)};" for char in "|~{}"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def escape(text: str, *, cell: bool = False) -> str:
    """Return one line of Markdown that shows ``text`` as it is, newlines as blanks; what a sentence of ours quotes, as code.

    In the ``cell`` of a table, a bar ends it even in code.
    """
    plain, parts, last = one_line(text), [], 0
    for match in QUOTED.finditer(plain) if "`" in plain else ():
        parts += [_prose(plain[last : match.start()], cell), match[0]]
        last = match.end()
    return _LEADING.sub(_defuse_start, "".join((*parts, _prose(plain[last:], cell))))


def code(text: str, *, cell: bool = False) -> str:
    """Return ``text`` as a code span; ``cell`` as for :func:`escape`."""
    plain = one_line(text)
    ticks = _fence(plain, 1)
    space = " " if plain.startswith("`") or plain.endswith("`") else ""
    plain = plain.replace("|", "\\|") if cell else plain
    return f"{ticks}{space}{plain}{space}{ticks}" if plain else ""


def code_block(text: str) -> list[str]:
    """Return the lines of a fenced block that nothing in ``text`` can close."""
    fence = _fence(text, 3)
    return [f"{fence}text", *clean(text).split("\n"), fence]


def _prose(text: str, cell: bool) -> str:
    return " ".join(_word(word, cell) for word in text.split(" "))


def _word(word: str, cell: bool) -> str:
    if LIVE.search(word):
        return code(word, cell=cell)
    return _ACTIVE.sub(lambda match: _REFERENCE.get(match.group(), f"\\{match.group()}"), word)


def _defuse_start(match: re.Match[str]) -> str:
    """Escape what would begin a list, a rule, a heading or an admonition at the start of a line."""
    mark, other, number, dot = match.groups()
    if mark:
        return f"\\{mark}"
    return f"&#{ord(other)};" if other else f"{number}\\{dot}"


def _fence(text: str, least: int) -> str:
    longest = max(map(len, re.findall("`+", text)), default=0)
    return "`" * max(least, longest + 1)
