"""What must not stand in any text: secrets, phone numbers, raw HTML, hidden and confusable characters.

A knowledge base is published and searched; what is written in it reaches everyone who may read it, terminals and
browsers included. :func:`suspects` looks at a whole file at the speed of memory, so that the careful
:func:`faults` runs only where there is something to find.

Longer than the usual 150 lines: what is looked for, and beside it what shows fast that it is not there.
"""

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from kb.files.syntax import HIDDEN, beyond_ascii, has_control, visible
from kb.model.noun import NamedTuple
from kb.model.pattern import pattern


class ProseFault(NamedTuple):
    """One thing found in a text: fault id, offset and width in the text, message, fix."""

    rule: str
    offset: int
    width: int
    message: str
    fix: str


_PLACE: Final = (
    r"(?![\"'`]{0,2}(?:[<$({*\[%~]|\.\.|[xX]{3}|/[a-z]|[A-Z][A-Z_-]*(?![A-Za-z0-9])|[a-z][a-z0-9+-]{1,20}:"
    r"|[a-z0-9_-]{2,}(?:/[a-z0-9_-]{2,})+(?![A-Za-z0-9+/=])|(?:os|process|secrets?|vars?|env|config|settings|data)\."
    r"|(?ai:ask|see|in|at|from|via|by|of|is|are|has|stored|kept|held|lies|lives|none|unknown|required|optional|missing|wrong|invalid|expired?"
    r"|rotated?|rotation|changed?|revoked?|redacted|vault|keychain|keyring|bitwarden|1password|lastpass|steht|liegt|siehe|fehlt)\b))"
)
"""Behind `password:`, what is no password: a placeholder (`<...>`, `$VAR`, `{{ }}`, CAPITALS), or words on where it is kept."""
_PROSE: Final = r"(?![\"'`]?[A-Za-z]+(?:-[A-Za-z]+)?[,;.]? +[^\s#])"
"""Likewise: one plain word with more words behind it."""
_VALUE: Final = r"[\"'`]{0,2}[^\s\"'`<>]{6,}"
_STRONG: Final = r"(?:passw(?:or[dt]|d)|secret(?:[_-]?(?:access[_-]?)?key)?|api[_-]?key)"
_SECRETS: Final = {
    "an AWS access key": r"\bAKIA[0-9A-Z]{16}\b",
    "a GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})",
    "a GitLab token": r"\bglpat-[A-Za-z0-9_-]{16,}",
    "a Slack token": r"\bxox[abeoprs]-[A-Za-z0-9-]{8,}",
    "a Google API key": r"\bAIza[0-9A-Za-z_-]{30,}",
    "a Stripe key": r"\b[sr]k_live_[A-Za-z0-9]{16,}",
    "a SendGrid key": r"\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}",
    "a Slack webhook": r"\bhooks\.slack\.com/services/T[A-Z0-9]{5,}/B[A-Z0-9]{5,}/[A-Za-z0-9]{16,}",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a JSON web token": r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}",
    "an API key": r"\bsk-[A-Za-z0-9_-]{20,}",
    "a password in a URL": r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,30}://[^\s/:@]+:[^\s/@<>${}]+@",
    "a password": rf"(?ai:{_STRONG}[\"']{{0,2}}(?:=|\s*[:=]\s*{_PROSE})){_PLACE}{_VALUE}",
    "a token": rf"(?:\b|(?<=_))(?:TOKEN={_PLACE}|(?ai:token[\"']{{0,2}}\s*[:=]\s*){_PLACE}(?=\S{{0,99}}\d)(?=\S{{0,99}}[A-Za-z])(?=[^\s\"'`<>]{{12}}|[\"'`]\S{{12}})){_VALUE}",
    "a credential in a header": rf"(?ai:authorization[\"']{{0,2}}\s*[:=]\s*[\"']?(?:bearer|basic|token)\s+){_PLACE}[A-Za-z0-9._~+/-]{{12,}}",
}
_SECRET: Final = pattern("|".join(f"(?P<s{n}>{text})" for n, text in enumerate(_SECRETS.values())), re.ASCII)
_UNIT: Final = r"(?!\w| ?(?:%|/s|per\b|[kKMGT]i?[Bb]\b|[a-z]{1,3}ps\b|x\b|m?s\b|min\b|[a-z]+s\b))"
_DAY: Final = r"(?!\d\d?[./-]\d\d?[./-]\d{2,4}(?!\d)|\d{4} ?- ?\d{4}(?!\d))"
_TRUNK: Final = (
    r"01[5-7]\d[ /-]?\d{3} ?\d{4,5}"  # a mobile of Germany
    r"|0[1-9]\d{1,3}(?: |/ ?)\d{5,8}"
    r"|0\d\d \d{4} \d{4}|0\d{3} \d{3} \d{3,4}|0\d{4} \d{3} \d{3}"  # Britain
    r"|0[1-9](?:[ .]\d\d){4}(?![ .]?\d)"  # France
    r"|\(0[1-9]\d{1,3}\) ?\d[\d -]{4,9}\d|\(0\)[1-9]\d{1,3}[ /-]?\d[\d -]{3,9}\d"
    r"|00[1-9]\d{0,2} [1-9]\d{0,3} \d[\d -]{3,9}\d"
)
"""Numbers with a zero first, in the groups in which they are written; ids, amounts and dates are not written so."""
_CUE: Final = (
    r"(?ai:\b(?:tel|telefon|telephone|phone|mobile?|cell|handy|call|ring|dial|fax|hotline|sms|whatsapp|ruf|rufe)\b)"
)
_PHONE: Final = pattern(
    r"\btel:\s?\+?\d[\d ().-]{6,16}\d"
    rf"|(?>\+(?:1[ .-]?\(?[2-9]\d\d\)?[ .-]?\d{{3}}[ .-]?\d{{4}}|[2-9]\d[\d ().-]{{5,15}}(?<=\d))){_UNIT}"
    rf"|\([2-9]\d\d\) ?\d{{3}}-\d{{4}}(?!-){_UNIT}"
    r"|(?<![\w.-])(?:1[-.])?[2-9]\d\d(?:-\d{3}-|\.\d{3}\.)\d{4}(?![\w-]|\.\d)"
    rf"|(?<![\w+,.:-])(?>{_TRUNK})(?![-/]|[.,]\d){_UNIT}"
    rf"|{_CUE}\.?:? {{1,2}}(?:[a-z.]{{1,12}} ){{0,2}}{_DAY}(?>\(?00?[1-9][\d ()/.-]{{5,16}}(?<=\d)){_UNIT}",
    re.ASCII,
)
_INSTANT: Final = pattern(r"\d{2}:\d{2}(?::\d{2})?\+\d{2}:?\d{2}")
_HTML: Final = pattern(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>|!--|\?[a-z]|!\[CDATA)")
_WORD: Final = pattern(r"[^\W\d_]+")
_TWINS: Final = frozenset(
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b1\u03b3\u03b7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03c9\u03f2"  # Greek
    "\u0410\u0412\u0415\u0417\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u042c\u0405\u0406\u0408\u0430\u0432\u0433\u0435\u0438\u043a\u043c\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0445\u044c"
    "\u0455\u0456\u0458\u04bb\u04c0\u04cf\u0501\u051b\u051d\u0475\u04af"  # Cyrillic
    "\u054f\u0555\u053c\u0561\u0566\u0570\u0578\u057d\u0581\u0585\u0584"  # Armenian
) | frozenset(map(chr, [*range(0x13A0, 0x13FE), *range(0xAB70, 0xABC0)]))  # Cherokee  # fmt: skip
"""Letters that look like Latin ones (UTS 39); \u0394 and \u03bc do not, and stand in every text on delays."""
_ODD_LETTER: Final = pattern(r"[^\W\d_\x00-\x7f]")

# One pass folds a file's letters and digits together, so that few needles stand for many: upper case to lower, every
# digit to 0, _ and . to -.
_FOLD: Final = bytes(range(256)).lower().translate(bytes.maketrans(b"123456789_.", b"000000000--"))
_TOKENS: Final = tuple(
    (sign, needle.translate(_FOLD))
    for sign, needle in (
        (b"K", b"akia"), (b"z", b"aiza"), (b"_", b"github_pat_"), (b"_", b"k_live_"), (b"G", b"-----begin"), (b"/", b"hooks.slack."), (b"z", b"authorization"), (b"Z", b"authorization"),
    )
)  # fmt: skip
"""What tokens begin with, each behind a sign that it holds: to find a single byte takes a thirtieth of the time."""
_MORE: Final = rb"[a-z-]{0,12}[\"']{0,4}\s*[:=]"
_WORDS: Final = tuple((needle, pattern(needle + _MORE)) for needle in (b"passw", b"secret", b"token"))
"""Common words (`a secret is`), and what they must lead to before they count."""
_KEYS: Final = tuple((needle, pattern(needle + _MORE)) for needle in (b"api-key", b"apikey"))
"""Likewise, of the word `key`."""
_CASED: Final = ((b"J", b".eyJ"), (b"G", b"SG."))
"""What tokens begin with where upper and lower case differ, behind a sign of it."""
_GITHUB: Final = frozenset((b"ghp", b"gho", b"ghu", b"ghs", b"ghr"))
"""What stands before the first `_` of a token: parting a file there takes less time than looking for each of the five."""
_last_three: Final = itemgetter(slice(-3, None))
_RARE: Final = (
    (b"x", b"xox", pattern(rb"xox[abeoprs]-")), (b"k", b"sk-", pattern(rb"sk-[A-Za-z0-9_-]{20}")),
)  # fmt: skip
"""The same, and what must follow."""
_ZERO: Final = pattern(rb"0(?<![\w+,.:-]0)(?:\d[\d\s.()/-]|\)(?<=\(0\)))")
"""A number that begins with a zero, `(0)` too, and is no time of day. Like those before it, this begins with one byte: it takes no longer than to find that."""


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
    return Suspects(_holds_secrets(data, flat), _holds_phones(data, flat), b"<" in data)


def _holds_secrets(data: bytes, flat: bytes) -> bool:
    for sign, needle in _TOKENS:  # a loop: `any` takes longer than to look
        if sign in data and needle in flat:
            return True
    for sign, needle in _CASED:
        if sign in data and needle in data:
            return True
    for needle, confirmed in _WORDS:
        if needle in flat and confirmed.search(flat):
            return True
    if b"key" in flat and any(needle in flat and confirmed.search(flat) for needle, confirmed in _KEYS):
        return True
    if any(sign in data and needle in data and rare.search(data) for sign, needle, rare in _RARE):
        return True
    return (
        b"glpat-" in data
        or (b"@" in data and b"://" in data)
        or (b"_" in data and not _GITHUB.isdisjoint(map(_last_three, data.split(b"_"))))
    )


def _holds_phones(data: bytes, flat: bytes) -> bool:
    if (b"+" in data and b"+0" in flat) or (b"(" in data and b"(000)" in flat):
        return True
    return b"000-000-0000" in flat or b"tel:" in data or bool(_ZERO.search(data))


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
    if is_odd(text):
        yield from _characters(text)


def is_odd(text: str) -> bool:
    """Whether a text may hold characters that hide or confuse: fast, errs on the side of yes."""
    if text.isascii():
        return not text.isprintable() and bool(HIDDEN.search(text))
    data = text.encode("utf-8", "surrogatepass")
    rest = beyond_ascii(data)
    if not rest.isprintable() or has_control(data):
        return True
    return any(map(str.isalnum, rest))


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
        if len(scripts) > 1 and ("LATIN" not in scripts or not _TWINS.isdisjoint(match.group())):
            yield ProseFault("confusable", match.start(), len(match.group()), f"`{visible(match.group(), 40)}` mixes {' and '.join(s.title() for s in scripts)} letters that look alike",
                             "type the word anew in one script")  # fmt: skip


def _name(character: str) -> str:
    from unicodedata import name  # noqa: PLC0415 - only on the way to a fault

    return name(character, "control character").lower()


def _script(letter: str) -> str:
    from unicodedata import name  # noqa: PLC0415 - only where scripts are mixed

    return name(letter, "").partition(" ")[0]
