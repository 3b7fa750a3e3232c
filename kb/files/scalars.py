"""Shapes of single values: text, numbers, words, dates. What a shape is stands in :mod:`kb.files.shapes`.

Longer than the usual 150 lines: the shapes of single values, each with the words for what is wrong with it.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar, Final, TypeVar

from kb.files import brackets
from kb.files.brackets import INDICATORS
from kb.files.context import Context
from kb.files.nodes import BROKEN, LARGEST, STARTS, Map, Seq
from kb.files.syntax import visible
from kb.model import moment
from kb.model.pattern import pattern as late


def described(value: Any, plain: str = "") -> str:
    """Return a few words for a raw value: what it is, and the value itself where short.

    Args:
        value: the value.
        plain: how it is written, if that is known.
    """
    if value is None:
        return "nothing"
    if type(value) is Map or type(value) is Seq:
        return "a mapping" if type(value) is Map else "a list"
    if isinstance(value, str):
        return f"text (`{visible(value, 30)}`)"
    return f"{'true/false' if type(value) is bool else 'a number'} (`{visible(plain or str(value).lower(), 30)}`)"


_NUMERIC: Final = late(r"-?[0-9]+(\.[0-9]+)?|true|false")


class Shape:
    """Base of all shapes.

    Attributes:
        name: what is expected, with its article.
        textual: whether quoting a number or a truth value makes it fit.
        wordlike: whether one plain word is a whole value of it.
        placeless: whether a text means the same wherever it stands: nothing it says is a reference, or knows its place.
        repeats: whether the same few texts stand in many places, as words do and prose does not: what they mean is kept.
        example: what to write, where the name alone does not say it.
    """

    name: str = "a value"
    textual: ClassVar[bool] = False
    wordlike: ClassVar[bool] = False
    placeless: bool = False
    repeats: bool = False
    example: str = ""

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        """Return the value for the model, or None after noting a fault."""
        raise NotImplementedError

    def of_line(self, text: str, mark: int, ctx: Context) -> Any:
        """Return the value for the model of what the rest of a line holds, without its node: what :meth:`read` returns for it.

        Args:
            text: what stands behind the colon, without spaces at its end.
            mark: where it begins.
            ctx: as everywhere.

        Raises:
            Unsure: where there could be a fault, or the text goes beyond the plain part of YAML.
        """
        return self.read(brackets.value(text, mark), mark, ctx)

    def of_words(self, words: list[str], mark: int, ctx: Context) -> Sequence[Any] | None:  # noqa: ARG002 - for shapes that can
        """Return the values of plain words, the first at a mark, a comma and a space between them; None if it takes their nodes."""
        return None

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema (draft-07) of this shape."""
        raise NotImplementedError

    def wrong(self, value: Any, mark: Any, ctx: Context) -> None:
        """Note that a value is of another type than this shape."""
        if value is BROKEN:
            return
        if value is None:
            nothing(self.name, mark, ctx)
            return
        plain = "" if isinstance(value, str | Map | Seq) else ctx.plain(mark)
        fix = f"write {self.name}" + (f", such as {self.example}" if self.example else "")
        if isinstance(value, str) and not self.textual and _NUMERIC.fullmatch(value):
            fix = f"remove the quotes: {value}"
        if isinstance(value, Seq) and value and isinstance(value[0], str):
            fix = f"write one, without brackets: {visible(value[0])}"
        if self.textual and not isinstance(value, str | Map | Seq):
            fix = f'quote it: "{visible(plain or str(value).lower())}"'
        ctx.fault("wrong-type", mark, f"expected {self.name}, found {described(value, plain)}", fix, width(value))


def width(value: Any) -> int:
    """Return how many characters to underline for a raw value."""
    return 1 if isinstance(value, Map | Seq) else min(len(str(value)), 80)


def nothing(expected: str, mark: Any, ctx: Context) -> None:
    """Note that a value is missing; a ``#`` behind the colon has made a comment of it, perhaps."""
    lost = ctx.rest(mark).strip()
    if lost.startswith("#"):
        ctx.fault("null-value", mark, f"nothing stands where {expected} is expected: what follows `#` is a comment",
                  f'quote the value: "{visible(lost)}"', len(lost) + 1)  # fmt: skip
        return
    ctx.fault("null-value", mark, f"nothing stands where {expected} is expected",
              "write the value, or `none` to say there is none, or remove the line")  # fmt: skip


_SPECIAL: Final = INDICATORS | STARTS


class Text(Shape):
    """Free text, never empty."""

    name = "text"
    textual = True
    wordlike = True
    placeless = True

    def read(self, value: Any, mark: Any, ctx: Context) -> str | None:
        """Return the text."""
        if type(value) is not str:
            self.wrong(value, mark, ctx)
            return None
        if not value or value.isspace():
            nothing(self.name, mark, ctx)
            return None
        if ctx.careful:
            ctx.check_text(value, mark)
        return value

    def of_line(self, text: str, mark: int, ctx: Context) -> Any:
        """Return the text, most often as it stands."""
        if text[0] == '"' and "\\" not in text and text.find('"', 1) == len(text) - 1:
            bare = text[1:-1]
            return self.read(bare, mark, ctx) if ctx.careful or not bare or bare.isspace() else bare
        if text[0] in _SPECIAL or ":" in text or "#" in text or ctx.careful:
            return self.read(brackets.value(text, mark), mark, ctx)
        return text

    def of_words(self, words: list[str], mark: int, ctx: Context) -> Sequence[str] | None:  # noqa: ARG002 - of none is asked where it stands
        """Return the texts."""
        return None if ctx.careful else tuple(words)

    def schema(self) -> dict[str, Any]:
        """Return the schema of a string."""
        return {"type": "string", "minLength": 1}


class Matching(Text):
    """Text of a given form."""

    repeats = True

    def __init__(self, name: str, pattern: str, fix: str, rule: str = "bad-id") -> None:
        self.name = name
        self.pattern = pattern
        self.matches = late(pattern)
        self.fix = fix
        self.rule = rule

    of_line = Shape.of_line
    of_words = Shape.of_words

    def read(self, value: Any, mark: Any, ctx: Context) -> str | None:
        """Return the text, if it matches."""
        if type(value) is not str:
            self.wrong(value, mark, ctx)
            return None
        if not self.matches.fullmatch(value):
            ctx.fault(self.rule, mark, f"`{visible(value)}` is not {self.name}", self.fix, width(value))
            return None
        if ctx.careful:
            ctx.check_text(value, mark)
        return value

    def schema(self) -> dict[str, Any]:
        """Return the schema of a string with a pattern."""
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


class Number(Shape):
    """A number from ``minimum`` up, to ``maximum`` if there is one; beyond ``sane`` it is taken for a slip."""

    placeless = True
    repeats = True

    def __init__(
        self, minimum: float = 0, *, whole: bool = False, maximum: float | None = None, sane: float = LARGEST
    ) -> None:
        self.minimum, self.maximum, self.whole, self.sane = minimum, maximum, whole, sane
        self.name = "a whole number" if whole else "a number"
        if maximum is not None:
            self.name = f"the number {minimum}" if minimum == maximum else f"{self.name} from {minimum} to {maximum}"

    def read(self, value: Any, mark: Any, ctx: Context) -> float | None:
        """Return the number, if it is in range."""
        kind = type(value)
        if kind is not int and (kind is not float or self.whole):
            self.wrong(value, mark, ctx)
            return None
        if value < self.minimum or (self.maximum is not None and value > self.maximum):
            limit = f"at least {self.minimum}" if self.maximum is None else f"from {self.minimum} to {self.maximum}"
            shown = visible(ctx.plain(mark) or str(value), 30)
            ctx.fault(
                "wrong-type",
                mark,
                f"{shown} is out of range: it must be {limit}",
                f"write a number that is {limit}",
                len(shown),
            )
            return None
        if not value <= self.sane:
            shown = visible(ctx.plain(mark) or str(value), 30)
            message = f"{shown} is too large: nothing here is more than {self.sane:,.0f}"
            ctx.fault("wrong-type", mark, message, "write the number that is meant", len(shown))
            return None
        return value  # type: ignore[no-any-return]

    def schema(self) -> dict[str, Any]:
        """Return the schema of a number with its limits."""
        limits = {"minimum": self.minimum} | ({} if self.maximum is None else {"maximum": self.maximum})
        return {"type": "integer" if self.whole else "number"} | limits


class Flag(Shape):
    """``true`` or ``false``."""

    name = "true or false"
    placeless = True
    repeats = True

    def read(self, value: Any, mark: Any, ctx: Context) -> bool | None:
        """Return the truth value."""
        if type(value) is not bool:
            self.wrong(value, mark, ctx)
            return None
        return value

    def schema(self) -> dict[str, Any]:
        """Return the schema of a truth value."""
        return {"type": "boolean"}


class Word(Shape):
    """One of some fixed words, read into the enum's member (or kept as text)."""

    wordlike = True
    placeless = True
    repeats = True

    def __init__(self, name: str, words: Iterable[Any]) -> None:
        self.name = name
        self.words: dict[str, Any] = {_word(word): word for word in words}

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        """Return what the word stands for."""
        found = self.words.get(value) if type(value) is str else None
        if found is None:
            self._unknown(value, mark, ctx)
        return found

    def _unknown(self, value: Any, mark: Any, ctx: Context) -> None:
        if value is None or value is BROKEN:
            self.wrong(value, mark, ctx)
            return
        if isinstance(value, Map | Seq):
            shown, hint = described(value), ""
        else:
            shown = visible(value if isinstance(value, str) else ctx.plain(mark) or str(value).lower())
            shown, hint = f"`{shown}`", ctx.near.est(shown, self.words)
        ctx.fault(
            "unknown-word",
            mark,
            f"{shown} is not {self.name}{hint}",
            f"write one of: {', '.join(self.words)}",
            width(value),
        )

    def schema(self) -> dict[str, Any]:
        """Return the schema of a choice."""
        return {"enum": list(self.words)}


def _word(word: Any) -> str:
    if not isinstance(word, Enum):
        return str(word)
    return word.value if isinstance(word.value, str) else word.name.lower()


class Parsed(Shape):
    """Text that a function of :mod:`kb.model.moment` turns into a date, an instant or an interval."""

    textual = True
    placeless = True
    repeats = True

    def __init__(
        self, name: str, parse: Callable[[str], Any], *, rule: str = "impossible-date", pattern: str | None = None
    ) -> None:
        self.name, self.parse, self.rule, self.pattern = name, parse, rule, pattern

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        """Return what the text says."""
        if type(value) is not str:
            self.wrong(value, mark, ctx)
            return None
        try:
            return self.parse(value)
        except ValueError as error:
            ctx.fault(self.rule, mark, visible(str(error), 120), f"write {self.name}", width(value))
            return None

    def schema(self) -> dict[str, Any]:
        """Return the schema of a string, with words for its form, and with a pattern where one says it."""
        words = {"type": "string", "title": self.name.removeprefix("a ").removeprefix("an ")}
        return words | ({"pattern": self.pattern} if self.pattern else {})


class Zone(Parsed):
    """The name of a time zone; an unknown one is answered with the nearest."""

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        """Return the name, if there is such a zone."""
        if type(value) is not str:
            self.wrong(value, mark, ctx)
            return None
        try:
            return self.parse(value)
        except ValueError:
            message = f"`{visible(value, 40)}` is not a time zone{ctx.near.est(value, sorted(name for name in moment.zone_names() if '/' in name or name == 'UTC'))}"
            ctx.fault(self.rule, mark, message, f"write {self.name}", width(value))
            return None


YEARS: Final = range(1900, 9001)
"""Years that are read: at the ends of the calendar, the zone of a reader or an hour more leads out of it."""


def day(text: str) -> date:
    """Read a day of a year that is read; ValueError with a sentence that says what is wrong, as in all these."""
    return _readable(moment.parse_day(text))


def _instant(text: str) -> datetime:
    return _readable(moment.parse_instant(text))


def _when(text: str) -> moment.When:
    return _readable(moment.parse_when(text))


def _until(text: str) -> moment.When | str:
    return text if text == "event-end" else _when(text)


def _interval(text: str) -> moment.Interval:
    found = moment.parse_interval(text)
    return moment.Interval(_readable(found.first), _readable(found.last))


_Day = TypeVar("_Day", date, datetime, moment.When)


def _readable(when: _Day) -> _Day:
    if when.year not in YEARS:
        raise ValueError(f"the year {when.year} is out of range: it must be from {YEARS[0]} to {YEARS[-1]}")
    return when


def _zone(text: str) -> str:
    if text not in moment.zone_names():  # to ask for the zone itself would import what few bases need
        raise ValueError(moment.no_zone(text))
    return text


TEXT: Final = Text()
FLAG: Final = Flag()
_DAY: Final = r"\d{4}-\d{2}-\d{2}"
_TIME: Final = r"T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})"
DAY: Final = Parsed("a date such as 2026-01-31", day, pattern=rf"^{_DAY}$")
INSTANT: Final = Parsed(
    "an instant with its offset such as 2026-01-31T18:00+01:00", _instant, pattern=rf"^{_DAY}{_TIME}$"
)
WHEN: Final = Parsed("a date such as 2026-01-31 or an instant with its offset", _when, pattern=rf"^{_DAY}({_TIME})?$")
UNTIL: Final = Parsed(
    "event-end, a date such as 2026-01-31 or an instant with its offset",
    _until,
    pattern=rf"^(event-end|{_DAY}({_TIME})?)$",
)
INTERVAL: Final = Parsed(
    "an interval such as 2026-01-01/2026-01-31", _interval, rule="impossible-interval", pattern=rf"^{_DAY} */ *{_DAY}$"
)
ZONE: Final = Zone("a time zone such as Europe/Berlin", _zone, rule="unknown-word")
