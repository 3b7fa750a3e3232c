"""The nodes of a file, with positions, and the strict reader that makes them from YAML.

Two readers build them: :mod:`kb.files.plain` the plain part of YAML, which most files keep to, and :mod:`kb.files.strict`
everything, on PyYAML's event stream. Where both can read a file they agree, mark by mark; where the first is not sure, the
second is asked. Only the second reports faults.

:func:`read` gives every fault it meets to ``fault(kind, line, column, width, message, fix)`` and goes on where
it can; a syntax error ends its file, since nothing after it can be trusted.
"""

from typing import Any, Final

from kb.files import syntax
from kb.files.syntax import Fault
from kb.model.pattern import pattern

MAX_DEPTH: Final = 64
MAX_NODES: Final = 1_000_000
MAX_DIGITS: Final = 18
LARGEST: Final = 1e15
"""The largest quantity: beyond it, sums overflow and no longer count by one."""

LINE: Final = 24
COLUMN: Final = (1 << LINE) - 1


class Mark(int):
    """A 0-based place in a text, ``line << LINE | column``: a million of them are made in a large load, and most never asked.

    Wherever a mark is taken, a bare whole number is one; this class is for whoever asks for its parts by name.
    """

    __slots__ = ()

    @property
    def line(self) -> int:
        """The line."""
        return self >> LINE

    @property
    def column(self) -> int:
        """The column, in characters."""
        return self & COLUMN


class Map(dict[str, Any]):
    """A mapping. ``places`` holds key mark, value mark, key mark, ... in the order of the keys."""

    __slots__ = ("mark", "places")
    mark: int
    places: list[int]

    def walk(self) -> "zip[tuple[tuple[str, Any], int, int]]":
        """Yield ``(key, value), mark of the key, mark of the value``."""
        places = iter(self.places)
        return zip(self.items(), places, places, strict=False)  # strict would miss the key a file breaks off at


class Seq(list[Any]):
    """A sequence. ``places`` holds the mark of each item."""

    __slots__ = ("mark", "places")
    mark: int
    places: list[int]


class Broken:
    """Stands for a scalar that was faulty and has been reported; readers pass over it in silence."""


BROKEN: Final = Broken()

CONSTANTS: Final = {
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip
STARTS: Final = frozenset("0123456789-+.tTfFnN~") | {""}
"""First letters of all plain scalars that are not simply text."""
_NUMBER: Final = pattern(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


def is_number(text: str) -> bool:
    """Whether a plain scalar is a number to YAML; of most that begin like one a look tells: dates, amounts, words."""
    whole, dot, part = text.partition(".")
    if text.isascii() and whole.isdecimal() and (not dot or part.isdecimal()):
        return True
    if "-" in text[1:] and "e" not in text and "E" not in text:  # a date
        return False
    if whole and text.strip("0123456789.eE+-"):  # .inf begins with its dot, or a sign before it
        return whole in "+-" and _NUMBER.fullmatch(text) is not None
    return _NUMBER.fullmatch(text) is not None


def text_of(data: bytes, fault: Fault) -> str | None:
    """Return the text of a file's bytes; None when it cannot be used (the fault has been reported)."""
    text = syntax.decode(data, fault)
    return None if text is None or syntax.in_conflict(text, fault) else text


def read(data: bytes, fault: Fault) -> Map | None:
    """Read one file's bytes; None when nothing usable is in it (the fault has been reported)."""
    text = text_of(data, fault)
    return None if text is None else read_text(text, fault)


def read_text(text: str, fault: Fault) -> Map | None:
    """Read one file's text; None when nothing usable is in it (the fault has been reported)."""
    from kb.files import plain  # noqa: PLC0415 - imports this module

    found = plain.read(text)
    if found is None:
        from kb.files import strict  # noqa: PLC0415 - likewise; and it imports PyYAML, which takes as long as a small base

        found = strict.read(text, fault)
    return found
