r"""The one sanitiser: what a terminal, an editor or a build log would obey becomes visible text.

An escape sequence in a service's name must not repaint a screen, a bidi override must not reverse
a sentence, a zero-width character must not hide a difference. Each such character is shown as
``\x1b`` or ``\u202e``; only the newline keeps its meaning. Two visible sequences are defused too,
because the runner of GitHub Actions obeys them on standard output: ``::`` at the start of a word and
``##[`` anywhere.

The ranges are written out rather than asked of ``unicodedata``, so that every Python gives the same
bytes; a test compares them with its categories.
"""

import re

from kb.model.pattern import pattern

_RANGES = (
    "\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f"  # C0 but newline, DEL, C1
    "\\xad\\u034f\\u061c\\u180b-\\u180f\\u200b-\\u200f"  # soft hyphen, joiners, marks of direction
    "\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff0-\\ufffb"  # line separators, bidi, invisible operators
    "\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2"  # Arabic and Syriac signs that enclose what follows
    "\\u115f\\u1160\\u17b4\\u17b5\\u3164\\uffa0"  # letters that draw nothing
    "\\ufe00-\\ufe0d\\U000e0000-\\U000e0fff"  # variation selectors (not the two for emoji), tags
    "\\U000110bd\\U000110cd\\U00013430-\\U0001343f\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a"
    "\\ud800-\\udfff\\ufdd0-\\ufdef\\ufffe\\uffff"  # lone surrogates, non-characters
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 17))
)

UNSAFE = pattern(f"[{_RANGES}]|(?<=#)#(?=\\[)|(?<!\\S):(?=:)")
_SHORT = {"\t": "\\t", "\r": "\\r"}


def clean(text: str) -> str:
    """Return ``text`` with everything but plain visible characters and newlines escaped."""
    return text if _harmless(text) else UNSAFE.sub(_visible, text)


def one_line(text: str) -> str:
    """Return ``text`` cleaned, with newlines as single spaces and no blanks at the ends."""
    return clean(" ".join(text.split("\n"))).strip()


def clean_json(text: str) -> str:
    r"""Return JSON text with the same characters as ``\uXXXX``: any parser restores the original.

    The newlines that indent the text stay; those inside of strings are escaped already.
    """
    if _harmless(text):
        return text
    # Nothing that is escaped reaches over the end of a line, and few lines hold anything.
    return "\n".join([line if _harmless(line) else UNSAFE.sub(_json_escape, line) for line in text.split("\n")])


def _harmless(text: str) -> bool:
    """Whether there is surely nothing to escape: an answer at the speed of memory, for almost every text."""
    return text.isascii() and "::" not in text and "##[" not in text and text.replace("\n", "").isprintable()


def _visible(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if char in _SHORT:
        return _SHORT[char]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
