"""Lists and mappings in brackets on one line, for the fast path of the strict reader (:mod:`kb.files.plain`).

Longer than the usual 150 lines: the forms a value can take on one line, the quickest first.
"""

import re
from typing import Any, Final

from kb.files.nodes import CONSTANTS, STARTS, Map, Seq, is_number
from kb.model.pattern import pattern

MAX_DEPTH: Final = 20


class Unsure(Exception):  # noqa: N818 - not an error: the way to the strict reader
    """The text goes beyond the plain part of YAML, or may hold a fault."""


_WHOLE, _BEFORE, _BEHIND = 15, 9, 6
"""Digits of a whole number, and before and behind the dot, up to which a number is read here."""
_FIRST: Final = r"[^ ,\[\]{}:#?\-\"'&*!|>%@`]"
_INNER: Final = r"[^,\[\]{}:#?]"
_WORDS: Final = rf"{_FIRST}{_INNER}*(?::[A-Za-z0-9]{_INNER}*)*"
"""What a plain scalar may be here, and perhaps spaces behind it."""
_PART: Final = rf"""(?:({_WORDS})|"([^"\\]*)"|'([^']*)'|([\[{{]))(?(5)| *([,\]}}]))"""
_KEYWORD: Final = "[A-Za-z0-9_][A-Za-z0-9_./-]{0,200}"
_part: Final = re.compile(rf" *(?:({_KEYWORD}): +)?{_PART}").match
"""An item of a list, or a pair of a mapping: which has a key."""
_KEY, _PLAIN, _DOUBLE, _SINGLE, _OPEN, _END = 1, 2, 3, 4, 5, 6
_next: Final = re.compile(r" *([,\]}])").match
_close: Final = re.compile(r" *([\]}])").match
_ends: Final = pattern(r"(?: +#.*)?")


KNOWN_WORDS: Final[dict[str, str]] = {}
"""Words found so far to be text and nothing else wherever they stand, as keys do: the same ones stand in file after file.

Each leads to the one object that stands for it from then on: comparing ids is then comparing places in memory, and a hundred
thousand references to ten thousand ids are kept as ten thousand texts.
"""
MAX_KNOWN: Final = 200_000
_is_word: Final = re.compile(_KEYWORD).fullmatch


def word(text: str) -> str | None:
    """Return a text if it is one plain word, and neither a number nor a constant to YAML; None else."""
    known = KNOWN_WORDS.get(text)
    if known is not None:
        return known
    if not _is_word(text) or text in CONSTANTS or (text[0] <= "9" and is_number(text)):
        return None
    if len(KNOWN_WORDS) > MAX_KNOWN:
        KNOWN_WORDS.clear()
    KNOWN_WORDS[text] = text
    return text


def words(text: str) -> list[str] | None:
    """Return the plain words that a text lists in brackets, a comma and a space between them; None for anything else."""
    if text[0] != "[" or text[-1] != "]":
        return None
    found = text[1:-1].split(", ")
    known = list(map(KNOWN_WORDS.get, found))
    if None in known:
        known = list(map(word, found))
        if None in known:
            return None
    return known  # type: ignore[return-value] # none of them is None


def scalar(text: str) -> Any:
    """Return what a plain scalar stands for."""
    if text[0] > "9":  # numbers begin with a digit or a sign
        return CONSTANTS.get(text, text)
    if not is_number(text):
        return text
    whole, dot, part = text.partition(".")
    if not whole.isdecimal() or (whole[0] == "0" and whole != "0"):
        raise Unsure
    if not dot and len(whole) <= _WHOLE:
        return int(text)
    if part.isdecimal() and len(whole) <= _BEFORE and len(part) <= _BEHIND:
        return float(text)
    raise Unsure


INDICATORS: Final = frozenset(" -?:,[]{}#&*!|>'\"%@`")
"""What a plain scalar is not begun with here; some may begin one in YAML."""
_QUOTED: Final = re.compile(r"""(?:"([^"\\]*)"|'([^']*)')(?: +#.*)?""")


def value(text: str, mark: int) -> Any:
    """Return what the rest of a line holds, which begins at a mark."""
    first = text[0]
    if first in "[{":
        return read(text, mark)
    if first in "\"'":
        found = _QUOTED.fullmatch(text)
        if found is None:
            raise Unsure
        return found[1] if found[2] is None else found[2]
    text = text.partition(" #")[0].rstrip(" ")
    if first in INDICATORS or ": " in text or text[-1] == ":":
        raise Unsure
    return scalar(text)


_WORD: Final = r"[A-Za-z_][A-Za-z0-9_./-]*"
_VALUE: Final = rf"{_FIRST}(?:{_INNER}*[^ ,\[\]{{}}:#?])?"
is_pairs: Final = re.compile(rf"\{{(?:{_WORD}: {_VALUE}(?:, (?!\}})|(?=\}})))+\}}").fullmatch


def read(text: str, start: int) -> Any:
    """Return the list or mapping in brackets that takes the rest of a line, and begins at a mark."""
    listed = words(text) if text != "[]" else []
    if listed is not None:
        return _words(listed, start)
    if is_pairs(text):
        return _pairs(text, start)
    return _parts(text, start)


def _words(listed: list[str], start: int) -> Seq:
    """Return a list of plain words."""
    node = Seq(listed)
    node.mark, node.places = start, []
    places = node.places
    add, at = places.append, start + 1
    for word in node:
        add(at)
        at += len(word) + 2
    return node


def _pairs(text: str, start: int) -> Map:
    """Return a mapping of words to plain scalars."""
    node = Map()
    node.mark, node.places = start, []
    places = node.places
    at = start + 1
    for pair in text[1:-1].split(", "):
        key, _, value = pair.partition(": ")
        places += (at, at + len(key) + 2)
        if key in node or key in CONSTANTS:
            raise Unsure
        node[key] = scalar(value) if value[0] in STARTS else value
        at += len(pair) + 2
    return node


def _parts(text: str, start: int) -> Any:  # noqa: C901, PLR0912 - one loop over the parts
    """Return a list or mapping whose parts may be quoted, or in brackets themselves."""
    node: Any = _opened(text[0], start)
    stack: list[Any] = []
    at = 1
    while True:
        is_map = type(node) is Map
        part = _part(text, at)
        if part is None:
            close = _close(text, at)
            if close is None or node:
                raise Unsure
            at, end = close.end(), close[1]
        else:
            key, plain, end = part.group(_KEY, _PLAIN, _END)
            if (key is not None) is not is_map:
                raise Unsure
            value: Any
            if plain:  # as most are: in place, for speed
                place = start + part.start(_PLAIN)
                value = plain.rstrip(" ") if plain[-1] == " " else plain
                if plain[0] in STARTS:
                    value = scalar(value)
            else:
                value, place = _value(part, start)
            if is_map:
                node.places += start + part.start(_KEY), place
                if key in node or (key[0] in STARTS and (key in CONSTANTS or is_number(key))):
                    raise Unsure
                node[key] = value
            else:
                node.places.append(place)
                node.append(value)
            at = part.end()
            if end is None:
                stack.append(node)
                if len(stack) > MAX_DEPTH:
                    raise Unsure
                node = value
                continue
        while end != ",":
            if (end == "}") is not (type(node) is Map):
                raise Unsure
            if not stack:
                if at < len(text) and not _ends.fullmatch(text, at):
                    raise Unsure
                return node
            node, after = stack.pop(), _next(text, at)
            if after is None:
                raise Unsure
            at, end = after.end(), after[1]


def _value(part: "re.Match[str]", start: int) -> tuple[Any, int]:
    """Return the value of a pair or an item that is no plain scalar, and its mark."""
    if part[_OPEN]:
        place = start + part.start(_OPEN)
        return _opened(part[_OPEN], place), place
    kind = _DOUBLE if part[_DOUBLE] is not None else _SINGLE
    return part[kind], start + part.start(kind) - 1


def _opened(bracket: str, mark: int) -> Any:
    node: Any = Seq() if bracket == "[" else Map()
    node.mark, node.places = mark, []
    return node
