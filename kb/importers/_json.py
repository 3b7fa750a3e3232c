"""Foreign JSON with lines, as :mod:`kb.importers._yaml` gives YAML: the same nodes, scalars as text, null as None.

The reader of the standard library knows no lines, recurses, and takes what is no JSON (`NaN`). This one is strict
(RFC 8259), keeps its own stack, and stops at the first fault: half an export is no export.
"""

import re
from bisect import bisect_right
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined] # the one of json itself
from pathlib import Path
from typing import Any, Final

from kb.errors import KbError
from kb.importers._walk import read_bytes
from kb.importers._yaml import MAX_DEPTH, MAX_NODES, Map, Seq, Text
from kb.model.fact import Note
from kb.model.source import Source

_BLANK: Final = re.compile(r"[ \t\n\r]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,400})(?:\.[0-9]{1,400})?(?:[eE][+-]?[0-9]{1,4})?(?![0-9.eE+-])")
_WORD: Final = re.compile(r"true|false|null")


def document(path: Path, name: str, notes: list[Note]) -> Any:
    """Return what a JSON file holds as :class:`Map`, :class:`Seq`, :class:`Text` or None; of keys that stand twice the first, noted.

    Raises:
        KbError: with line and column, if the file is not JSON in UTF-8, or nested deeper or larger than is sane.
    """
    data = read_bytes(path, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise KbError(f"{name}:{line}: not UTF-8; export it anew, or convert it") from None
    return _Reader(text, name, notes).read()


class _Reader:
    def __init__(self, text: str, name: str, notes: list[Note]) -> None:
        self.text, self.name, self.notes = text, name, notes
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.place = 0
        self.nodes = 0

    def read(self) -> Any:
        """Return the value of the text."""
        root: Any = None
        stack: list[Map | Seq] = []
        key: Text | None = None
        while True:
            value, opened = self._value()
            if not stack:
                root = value
            else:
                self._hang(stack[-1], key, value)
            if opened:
                if len(stack) >= MAX_DEPTH:
                    raise self._wrong(f"nested deeper than {MAX_DEPTH}", "is this an export?")
                stack.append(value)
            more, key = self._next(stack, first=opened)
            if not more:
                return root

    def _next(self, stack: list[Map | Seq], *, first: bool) -> tuple[bool, Text | None]:
        """Go to where the next value begins; return whether there is one, and its key if it stands in a mapping."""
        while stack:
            sign = self._sign()
            if sign == ("}" if isinstance(stack[-1], Map) else "]"):
                self.place += 1
                stack.pop()
                first = False
                continue
            if not first:
                if sign != ",":
                    raise self._wrong(f"a comma or the end was expected, not {_shown(sign)}")
                self.place += 1
            return True, self._key() if isinstance(stack[-1], Map) else None
        if self._sign():
            raise self._wrong("something follows the end of the value", "one file holds one export")
        return False, None

    def _sign(self) -> str:
        found = _BLANK.match(self.text, self.place)
        self.place = found.end() if found else self.place
        return self.text[self.place : self.place + 1]

    def _key(self) -> Text:
        if self._sign() != '"':
            raise self._wrong(f"a key in double quotes was expected, not {_shown(self._sign())}")
        key = self._string()
        if self._sign() != ":":
            raise self._wrong("a colon was expected behind the key")
        self.place += 1
        return key

    def _value(self) -> tuple[Any, bool]:
        """Return a value, and whether it is a mapping or list that has just been opened."""
        sign = self._sign()
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self._wrong(f"more than {MAX_NODES:,} values", "export a shorter time")
        if sign in ("{", "["):
            line = self._line(self.place)
            self.place += 1
            return (Map(line) if sign == "{" else Seq(line)), True
        if sign == '"':
            return self._string(), False
        found = _WORD.match(self.text, self.place) or _NUMBER.match(self.text, self.place)
        if found is None:
            raise self._wrong(f"a value was expected, not {_shown(sign)}")
        value = None if found[0] == "null" else self._text(found[0], self.place, plain=True)
        self.place = found.end()
        return value, False

    def _string(self) -> Text:
        start = self.place
        try:
            value, self.place = scanstring(self.text, start + 1, True)  # strict
        except JSONDecodeError as error:
            self.place = min(error.pos, len(self.text))
            raise self._wrong("this text has no end, or holds a sign it must not") from None
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            value = value.encode("utf-8", "replace").decode()
        return self._text(value, start, plain=False)

    def _text(self, value: str, place: int, *, plain: bool) -> Text:
        made = Text(value)
        made.line, made.plain = self._line(place), plain
        return made

    def _hang(self, parent: Map | Seq, key: Text | None, value: Any) -> None:
        if isinstance(parent, Seq):
            parent.append(value)
        elif key is not None and key in parent:
            note = f"the key `{key[:60]}` stands here twice; the first was read"
            self.notes.append(Note(Source(self.name, key.line, 1), note, "export it anew"))
        elif key is not None:
            parent[str(key)] = value
            parent.lines[str(key)] = key.line

    def _line(self, place: int) -> int:
        return bisect_right(self.starts, place)

    def _wrong(self, what: str, fix: str = "export it anew") -> KbError:
        line = self._line(self.place)
        column = self.place - self.starts[line - 1] + 1
        return KbError(f"{self.name}:{line}:{column}: not valid JSON: {what}; {fix}")


def _shown(sign: str) -> str:
    return f"`{sign}`" if sign.isprintable() and sign else "the end" if not sign else f"U+{ord(sign):04X}"
