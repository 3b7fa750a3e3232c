"""What must not stand in any text: secrets, phone numbers, raw HTML, hidden and confusable characters.

A knowledge base is published and searched; what is written in it reaches everyone who may read it, terminals and
browsers included. :func:`suspects` looks at a whole file at the speed of memory, so that the careful
:func:`faults` runs only where there is something to find.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

from kb.files.syntax import HIDDEN, visible
from kb.model.noun import NamedTuple
from kb.model.pattern import pattern


class ProseFault(NamedTuple):
    """One thing found in a text: fault id, offset and width in the text, message, fix."""

    rule: str
    offset: int
    width: int
    message: str
    fix: str


_SECRETS: Final = {
    "an AWS access key": r"\bAKIA[0-9A-Z]{16}\b",
    "a GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})",
    "a GitLab token": r"\bglpat-[A-Za-z0-9_-]{16,}",
    "a Slack token": r"\bxox[abeoprs]-[A-Za-z0-9-]{8,}",
    "a Google API key": r"\bAIza[0-9A-Za-z_-]{30,}",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a JSON web token": r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}",
    "an API key": r"\bsk-[A-Za-z0-9_-]{20,}",
    "a password in a URL": r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,30}://[^\s/:@]+:[^\s/@<>${}]+@",
    "a password": r"(?i:\b(?:password|passwd|secret|api[_-]?key)\b\s*[:=]\s*)(?![\"']?[<$({*\[])[\"']?[^\s\"'<>]{6,}",
}
_SECRET: Final = pattern("|".join(f"(?P<s{n}>{text})" for n, text in enumerate(_SECRETS.values())))
_PHONE: Final = pattern(
    r"(?:\btel:\s?\+?|\+)\d[\d ().-]{6,16}\d|\(\d{3}\) ?\d{3}-\d{4}|(?<![\d-])\d{3}-\d{3}-\d{4}(?![\d-])"
)
_INSTANT: Final = pattern(r"\d{2}:\d{2}(?::\d{2})?\+\d{2}:?\d{2}")
_HTML: Final = pattern(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>|!--|\?[a-z]|!\[CDATA)")
_WORD: Final = pattern(r"[^\W\d_]+")
_ODD_LETTER: Final = pattern(r"[^\W\d_\x00-\x7f]")

# One pass folds a file's letters and digits together, so that few needles stand for many: upper case to lower, every
# digit to 0, _ to -, and o, u, s, r to p (the GitHub tokens gho_, ghu_, ghs_, ghr_, ghp_ become one).
_FOLD: Final = bytes(range(256)).lower().translate(bytes.maketrans(b"123456789_ousr", b"000000000-pppp"))
_PHONES, _TOKENS, _WORDED = (
    tuple(needle.translate(_FOLD) for needle in needles)
    for needles in (
        (b"+0", b"tel:", b"000-000-0000", b"(000)"),
        (b"akia", b"ghp-", b"glpat-", b"github_pat_", b"xox", b"aiza", b"-----begin", b"eyj"),
        (b"passw", b"secret", b"api-key", b"apikey"),
    )
)
_CONFIRMED: Final = pattern(rb"sk-[A-Za-z0-9_-]{20}|(?i:password|passwd|secret|api[_-]?key)\s*[:=]")
"""What the needles of common words (`risk-`, `a secret is`) must lead to before they count."""


class Suspects(NamedTuple):
    """Which kinds of thing a text could hold."""

    secrets: bool = True
    phones: bool = True
    html: bool = True


ALL: Final = Suspects()


def suspects(data: bytes) -> Suspects:
    """Return what any text of a file could hold: fast, errs on the side of yes."""
    if b"\\" in data:  # an escape could stand for any letter
        return ALL
    flat = data.translate(_FOLD)
    secrets = (b"@" in data and b"://" in data) or any(needle in flat for needle in _TOKENS)
    if not secrets and (b"sk-" in data or any(needle in flat for needle in _WORDED)):
        secrets = bool(_CONFIRMED.search(data))
    phones = any(
        needle in flat for needle in _PHONES if needle[:1] in flat
    )  # to look for one byte takes next to nothing
    return Suspects(secrets, phones, b"<" in data)


def suspicious(data: bytes) -> bool:
    """Whether any text of a file could hold a secret, a phone number or HTML: fast, errs on the side of yes."""
    return any(suspects(data))


def narrowed(kinds: Suspects, text: str) -> Suspects:
    """Return which kinds the lines of a text do hold, HTML aside; what is in none, across them either, is in no line."""
    return Suspects(
        kinds.secrets and bool(_SECRET.search(text)),
        kinds.phones and bool(_PHONE.search(text)),
        html=False,
    )


def faults(text: str, kinds: Suspects = ALL) -> Iterator[ProseFault]:
    """Find everything in a text that must not be there, in order of kind.

    Args:
        text: one value of a file, or one line of a runbook.
        kinds: what to look for beside odd characters; see :func:`suspects`. A Markdown body is searched for raw HTML by
            its parser instead.
    """
    if any(kinds):
        yield from _patterns(text, kinds)
    if not text.isascii() or (not text.isprintable() and HIDDEN.search(text)):
        yield from _characters(text)


def _patterns(text: str, kinds: Suspects) -> Iterator[ProseFault]:
    for match in _SECRET.finditer(text) if kinds.secrets else ():
        name = list(_SECRETS)[int((match.lastgroup or "s0")[1:])]
        yield ProseFault("secret", match.start(), len(match.group()), f"this looks like {name}",
                         "take it out, revoke it (git keeps it), and write where it is kept instead")  # fmt: skip
    for match in _PHONE.finditer(text) if kinds.phones else ():
        if not _INSTANT.search(text[max(0, match.start() - 8) : match.end()]):
            yield ProseFault("phone-number", match.start(), len(match.group()), "this looks like a phone number",
                             "leave phone numbers to the paging system; name the rotation or the contact instead")  # fmt: skip
    for match in _HTML.finditer(text) if kinds.html else ():
        yield ProseFault("raw-html", match.start(), len(match.group()), f"raw HTML (`{visible(match.group(), 20)}`) in text",
                         "write plain text; for a placeholder use CAPITALS or {braces}")  # fmt: skip


def _characters(text: str) -> Iterator[ProseFault]:
    for match in HIDDEN.finditer(text):
        if match.group() in "\u200c\u200d" and match.start() and ord(text[match.start() - 1]) >= 0x600:
            continue  # a joiner inside an emoji, or in a script that is written with joiners
        yield ProseFault("hidden-character", match.start(), 1, f"a hidden character (U+{ord(match.group()):04X}, {_name(match.group())})",
                         "delete it; what people see and what machines read must be the same")  # fmt: skip
    for match in _WORD.finditer(text) if _ODD_LETTER.search(text) else ():
        if match.group().isascii():
            continue
        scripts = sorted(
            {_script(letter) for letter in match.group()} & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
        )
        if len(scripts) > 1:
            yield ProseFault("confusable", match.start(), len(match.group()), f"`{visible(match.group(), 40)}` mixes {' and '.join(s.title() for s in scripts)} letters that look alike",
                             "type the word anew in one script")  # fmt: skip


def _name(character: str) -> str:
    return unicodedata.name(character, "control character").lower()


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
