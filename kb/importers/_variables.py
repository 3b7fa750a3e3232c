"""Variables of a foreign file, filled in from assignments beside it, with bounds on what that can grow to."""

import re
from typing import Final

from kb.errors import KbError
from kb.importers._addresses import MAX_VALUE

_VARIABLE: Final = re.compile(r"\$(?:\{(\w+)(?:(:?[-+?])([^{}]*))?\}|(\w+))")
_ASSIGNED: Final = re.compile(r"^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=(.*)$", re.MULTILINE)
_FILLED: Final = 5
"""How deep a variable may stand for another one."""
MAX_GROWN: Final = 10_000_000
"""Characters that the values of a file may have together after filling in (as many as the file itself; our default)."""


class Variables:
    """The variables of one file: assignments, a line each (``KEY=value``), filled into the file called ``name``."""

    def __init__(self, name: str, data: bytes = b"") -> None:
        self.name = name
        self.values: dict[str, str] = {
            key: value.strip().strip("\"'") for key, value in _ASSIGNED.findall(data.decode("utf-8", "replace"))
        }
        self.grown = 0

    def filled(self, text: str) -> str:
        """Return a text with its variables filled in, a few levels deep; as it was where it would grow beyond :data:`MAX_VALUE`.

        Raises:
            KbError: if the texts of the file have grown beyond :data:`MAX_GROWN` together.
        """
        for _ in range(_FILLED):
            if not self._fits(text):
                break
            filled = _VARIABLE.sub(self._value, text)
            if filled == text:
                break
            self.grown += len(filled)
            if self.grown > MAX_GROWN:
                what = f"its variables make more than {MAX_GROWN:,} characters of it"
                raise KbError(f"{self.name}: {what}; shorten what is assigned, or import a smaller part of it")
            text = filled
        return text

    def _fits(self, text: str) -> bool:
        """Whether a text stays a sane one, measured before it is made."""
        size = len(text) + sum(len(self._value(found)) - len(found.group()) for found in _VARIABLE.finditer(text))
        return size <= MAX_VALUE

    def _value(self, found: "re.Match[str]") -> str:
        value = self.values.get(found[1] or found[4])
        if value is None or (value == "" and (found[2] or "").startswith(":")):
            return found[3] or "" if (found[2] or "").endswith("-") else ""
        return value
