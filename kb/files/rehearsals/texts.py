"""What people type in the middle of an incident, made fit to stand in a file that is published and searched.

Nothing is asked again at three in the morning: what must not stand there is left out or made visible at once, and
the runner is told. The strict reader has no fault to find in the result.
"""

import re
from typing import Final, NamedTuple

from kb.files import prose

MAX_LENGTH: Final = 20_000
_SUPPRESSION: Final = re.compile(r"(#\s*kb)(: ignore)")
_MASKED: Final = frozenset({"secret", "phone-number"})
_ROUNDS: Final = 50


class Fitted(NamedTuple):
    """A text fit for a file, and a sentence on each thing that was left out of it."""

    text: str
    remarks: tuple[str, ...] = ()


def fit(text: str) -> Fitted:
    """Return a text without secrets, phone numbers, raw HTML, hidden and confusable characters.

    Secrets and phone numbers are left out. Hidden characters and letters of a second script in one word become
    visible escapes, ``<`` before a tag gets a blank behind it: nothing else of the text is lost.
    """
    remarks: dict[str, None] = {}
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > MAX_LENGTH:
        text = text[: MAX_LENGTH - 1] + "…"
        remarks[f"cut after {MAX_LENGTH:,} characters"] = None
    text = _SUPPRESSION.sub(r"\1 \2", text)
    for _ in range(_ROUNDS):
        faults = sorted(prose.faults(text), key=lambda fault: fault.offset)
        if not faults:
            return Fitted(text, tuple(remarks))
        text = _mended(text, faults, remarks)
    return Fitted("[left out: it could not be written as plain text]", (*remarks, "left out: it was no plain text"))


def _mended(text: str, faults: list[prose.ProseFault], remarks: dict[str, None]) -> str:
    """Mend the faults of one look at a text; those that overlap wait for the next."""
    parts, done = [], 0
    for fault in faults:
        if fault.offset < done:
            continue
        parts.append(text[done : fault.offset])
        done = fault.offset + fault.width
        found = text[fault.offset : done]
        if fault.rule in _MASKED:
            what = fault.message.removeprefix("this looks like ")
            remarks[f"left out: what looks like {what}"] = None
            parts.append(f"[left out: {what.removeprefix('an ').removeprefix('a ')}]")
        else:
            parts.append(f"< {found[1:]}" if fault.rule == "raw-html" else _escaped(found))
    return "".join([*parts, text[done:]])


def _escaped(text: str) -> str:
    return "".join(char if char.isascii() and char.isprintable() else f"\\u{{{ord(char):x}}}" for char in text)
