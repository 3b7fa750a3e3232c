"""The sections of a runbook and its steps, from its Markdown.

The reading is lenient. A collection that knows nothing of steps (Meaning, Impact, Diagnosis, Mitigation) has sections
and no steps; a numbered list below *Steps* is steps of which nothing is known but what to do; what a list item says without a known word before it is something to do. What is missing is for
the rules of ``kb check`` to say. Where a prompt of a scaffold still stands below *Steps*, there are no steps yet.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from typing import Final

from kb.files.nodes import LARGEST
from kb.files.outline import ITEM, Mark, outline
from kb.model.pattern import pattern
from kb.model.runbook import PROMPT, STEP_KEYS, Section, Step
from kb.model.source import Source

try:  # hashlib loads a library for cryptography, which takes longer than to read a small base
    if sys.version_info >= (3, 12):
        from _sha2 import sha256  # type: ignore[import-not-found,unused-ignore]
    else:
        from _sha256 import sha256  # type: ignore[import-not-found,unused-ignore]
except ImportError:
    from hashlib import sha256

STEPS: Final = "steps"
_NUMBERED: Final = pattern(r"([A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*)\s+·\s+(.+)|(s?\d+[a-z]?)\s*[.:)\u2013\u2014-]\s+(.+)")
_KEY: Final = pattern(rf"[-*+]\s+\**({'|'.join(STEP_KEYS)})\**:\**[ \t]*(.*)", re.DOTALL | re.IGNORECASE)
_BULLET: Final = pattern(r"(?:[-*+]|\d+[.)])\s+")
_NUMBER: Final = pattern(r"\d+(?:\.\d+)?")
_TARGETS: Final = pattern(r"[,;]|\bor\b|\bthen\b")


def sections_and_steps(
    lines: Sequence[str], start: int, path: str
) -> tuple[tuple[Section, ...], tuple[Step, ...], str | None]:
    """Return the sections of a runbook, its steps, and the fingerprint of the section *Steps* (None where it is not written).

    Args:
        lines: all lines of the file.
        start: how many of them the front matter takes.
        path: the file, for the places.
    """
    body = lines[start:]
    marks = outline(body)
    heads = [mark for mark in marks if mark.level == 2]
    ends = [head.start for head in heads] + [len(body)]
    opening = _text(body[: ends[0]])
    sections = [Section("", start + 1, opening)] if opening.strip() else []
    sections += [
        Section(
            head.title,
            start + head.start + 1,
            _text(["" for _ in range(head.start + 1, head.end)] + list(body[head.end : end])),
        )
        for head, end in zip(heads, ends[1:], strict=True)
    ]
    for head, end, section in zip(heads, ends[1:], sections[len(sections) - len(heads) :], strict=True):
        if head.title.casefold() == STEPS:
            if PROMPT in section.text:
                break
            inside = [mark for mark in marks if head.end <= mark.start < end]
            return tuple(sections), tuple(_steps(body, inside, end, start, path)), fingerprint(body[head.end : end])
    return tuple(sections), (), None


def fingerprint(lines: Iterable[str]) -> str:
    """Return the first 12 hex digits of SHA-256 over lines, right-stripped, blank ones dropped, joined by newlines."""
    kept = [line.rstrip() for line in lines if line.strip()]
    return str(sha256("\n".join(kept).encode()).hexdigest()[:12])


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines).rstrip()


def _steps(body: Sequence[str], marks: Sequence[Mark], end: int, offset: int, path: str) -> Iterable[Step]:
    heads = [mark for mark in marks if mark.level == 3]
    if not heads:
        yield from _numbered(body, marks, offset, path)
        return
    items_of: dict[Mark, list[Mark]] = {head: [] for head in heads}
    head = None
    for mark in marks:
        if mark.level == 3:
            head = mark
        elif mark.level == ITEM and head is not None:
            items_of[head].append(mark)
    for head, after in zip(heads, [*(head.start for head in heads[1:]), end], strict=True):
        items = items_of[head]
        name, title = _named(head.title)
        said = _said(body, items, head.end, after)
        yield Step(
            name,
            title,
            tuple(said["do"]),
            "; ".join(said["expect"]) or None,
            tuple(target for text in said["if not"] for target in _targets(text)),
            "; ".join(said["undo"]) or None,
            _minutes(said["minutes"]),
            any(text.strip("* .").casefold() in ("true", "yes") for text in said["two-person"]),
            fingerprint(body[head.start : after]),
            Source(path, offset + head.start + 1, 1),
        )


def _numbered(body: Sequence[str], marks: Sequence[Mark], offset: int, path: str) -> Iterable[Step]:
    """Return the items of a plain numbered list as steps that say only what to do."""
    items = [mark for mark in marks if mark.level == ITEM and body[mark.start][:1].isdigit()]
    for number, item in enumerate(items, 1):
        text = _BULLET.sub("", _dedent(body[item.start : item.end]), count=1).strip()
        title = text.partition("\n")[0]
        source = Source(path, offset + item.start + 1, 1)
        yield Step(
            str(number), title, (text,), None, (), None, None, False, fingerprint(body[item.start : item.end]), source
        )


def _named(heading: str) -> tuple[str, str]:
    """Split ``s3 · Freeze joins`` into id and title; a heading without an id gets one from its words."""
    name, dot, title = heading.partition(" · ")
    if dot and name.isalnum() and name.isascii() and title.strip() == title != "":  # as nearly all are written
        return name, title
    match = _NUMBERED.fullmatch(heading)
    if match is not None:
        return match[1] or match[3], match[2] or match[4]
    return "-".join(re.findall(r"[a-z0-9]+", heading.lower())) or "step", heading


def _said(body: Sequence[str], items: Sequence[Mark], start: int, end: int) -> dict[str, list[str]]:
    """Return what the list items of a step say, by key; whatever else stands there is something to do."""
    said: dict[str, list[str]] = {key: [] for key in STEP_KEYS}
    rest = list(body[start:end])
    for item in items:
        text = _dedent(body[item.start : item.end])
        key, _, value = text[2:].partition(":")
        if key in said and text[:2] == "- " and value[:1] != "*":  # as nearly all are written
            said[key].append(value.strip())
        elif (match := _KEY.fullmatch(text)) is not None:
            said[match[1].lower()].append(match[2].strip())
        else:
            said["do"].append(_BULLET.sub("", text, count=1).strip())
        rest[item.start - start : item.end - start] = [""] * (item.end - item.start)
    said["do"].append("\n".join(rest).strip())
    return {key: [text for text in texts if text] for key, texts in said.items()}


def _dedent(lines: Sequence[str]) -> str:
    return "\n".join(lines).replace("\n  ", "\n")


def _targets(text: str) -> list[str]:
    """Return the step ids (or `escalate`) that an ``if not`` names."""
    if text.isalnum():  # one step, most often
        return [text]
    bare = re.sub(r"^(?:->|→|go to|see)\s*|[`*]|\.$", "", text.strip())
    return [target for part in _TARGETS.split(bare) if (target := part.strip())]


def _minutes(texts: Sequence[str]) -> float | None:
    said = texts[0] if texts else ""
    if not said.isdecimal():  # a number alone, most often
        match = _NUMBER.match(said) if said else None
        said = match[0] if match else ""
    return float(said) if said and float(said) <= LARGEST else None
