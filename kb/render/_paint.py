"""Colour for a terminal, as an addition: a text painted or not holds the same words."""

from kb.documents.document import Tone

_TONES = {Tone.GOOD: "32", Tone.CAUTION: "33", Tone.BAD: "31", Tone.UNKNOWN: "35"}


class Paint:
    """Wraps texts in colour codes, or leaves them alone when colour is off."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def bold(self, text: str) -> str:
        """Return ``text`` heavier."""
        return self._code("1", text)

    def faint(self, text: str) -> str:
        """Return ``text`` lighter: rules and gutters."""
        return self._code("2", text)

    def tone(self, text: str, tone: Tone, *, bold: bool = False) -> str:
        """Return ``text`` in the colour of its tone."""
        codes = [code for code in ("1" if bold else "", _TONES.get(tone, "")) if code]
        return self._code(";".join(codes), text)

    def _code(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and code and text else text
