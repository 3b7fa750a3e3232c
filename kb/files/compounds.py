"""Shapes made of others: references, lists, mappings, choices. What a shape is stands in :mod:`kb.files.shapes`.

Longer than the usual 150 lines: the shapes that are made of others, each written for speed.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from kb.files import brackets
from kb.files.context import Context, Kinds
from kb.files.nodes import BROKEN, LINE, Map, Seq
from kb.files.scalars import Shape, described, nothing, width
from kb.files.syntax import visible
from kb.model.pattern import pattern
from kb.model.words import COMPONENT_KINDS, Kind, Nothing

_NUMBER: Final = pattern("[0-9]")

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
is_slug: Final = SLUG.fullmatch


class Ref(Shape):
    """The id of an entity of one of some kinds; whether it exists is checked once all files are read."""

    wordlike = True
    textual = True
    repeats = True

    def __init__(self, *kinds: Kind) -> None:
        self.kinds: Kinds = kinds
        self.key = "|".join(kind.value for kind in kinds)  # hashing a tuple of enums took a tenth of a load
        self.name = f"the id of {with_article(kinds)}"

    def read(self, value: Any, mark: Any, ctx: Context) -> str | None:
        """Return the id, noted among the references of the file."""
        if type(value) is not str:
            self.wrong(value, mark, ctx)
            return None
        self.note(value, mark, ctx)
        return value

    def note(self, name: str, mark: int, ctx: Context) -> None:
        """Note an id among the references of the file."""
        _, names, marks = ctx.refs.get(self.key) or ctx.refs_to(self.key, self.kinds)
        names.append(name)
        marks.append(mark)

    def of_line(self, text: str, mark: int, ctx: Context) -> str | None:
        """Return the id, noted among the references of the file."""
        name = brackets.word(text)
        if name is None:
            return self.read(brackets.value(text, mark), mark, ctx)
        self.note(name, mark, ctx)
        return name

    def of_words(self, words: list[str], mark: int, ctx: Context) -> tuple[str, ...] | None:
        """Return the ids."""
        _, names, marks = ctx.refs.get(self.key) or ctx.refs_to(self.key, self.kinds)
        names += words
        marks.append(mark)
        marks += [None] * (len(words) - 1)
        return tuple(words)

    def schema(self) -> dict[str, Any]:
        """Return the schema of an id."""
        return {"type": "string", "pattern": f"^{SLUG.pattern}$"}


def with_article(kinds: Kinds) -> str:
    """Return the kinds as words: ``a team``, ``a component or a vendor``."""
    return " or ".join(("an " if name[0] in "aeio" else "a ") + name for name in named(kinds))


def named(kinds: Kinds) -> list[str]:
    """Return the names of kinds, those of components as one."""
    names = ["component"] if set(COMPONENT_KINDS) <= set(kinds) else []
    return names + [kind.value for kind in kinds if not (names and kind in COMPONENT_KINDS)]


class ListOf(Shape):
    """A list; ``none`` means the empty one.

    Args:
        item: what it is a list of.
        once: what may stand only once in it: a function of an item; None if the same may stand there twice.
    """

    def __init__(self, item: Shape, once: Callable[[Any], Any] | None = None) -> None:
        self.item = item
        self.once = once
        self.placeless = item.placeless
        self.repeats = item.placeless and item.wordlike
        self.name = "a list of texts" if item.name == "text" else f"a list, each item {item.name}"

    def read(self, value: Any, mark: Any, ctx: Context) -> Sequence[Any] | None:
        """Return the items that could be read."""
        if type(value) is not Seq:
            if value == "none":
                return ()
            self.wrong(value, mark, ctx)
            return None
        read = self.item.read
        items = []
        for item, place in zip(value, value.places, strict=True):
            if item is None:
                nothing("an item of this list", place, ctx)
                continue
            got = read(item, place, ctx)
            if got is not None:
                items.append(got)
        if len(items) > 1 and self.once is not None and len(set(map(self.once, items))) < len(items):
            self._twice(value, ctx)
        return tuple(items)

    def of_line(self, text: str, mark: int, ctx: Context) -> Sequence[Any] | None:
        """Return the items, all at once where they are plain words."""
        words = brackets.words(text)
        if words is not None and (self.once is None or len(set(words)) == len(words)):
            found = self.item.of_words(words, mark + 1, ctx)
            if found is not None:
                return found
        return self.read(brackets.value(text, mark), mark, ctx)

    def _twice(self, value: Seq, ctx: Context) -> None:
        first: dict[Any, Any] = {}
        for item, place in zip(value, value.places, strict=True):
            name = item.get("to", item.get("id")) if type(item) is Map else item
            if not isinstance(name, str):
                continue
            if name in first:
                ctx.fault("duplicate-id", place, f"`{visible(name)}` stands twice in this list, first in line {(first[name] >> LINE) + 1}",
                          "keep one of the two", width(name))  # fmt: skip
            first.setdefault(name, place)

    def wrong(self, value: Any, mark: Any, ctx: Context) -> None:
        """Note that a value is no list."""
        if value is None or value is BROKEN or isinstance(value, Map):
            super().wrong(value, mark, ctx)
            return
        plain = value if isinstance(value, str) else ctx.plain(mark) or str(value)
        ctx.fault(
            "wrong-type",
            mark,
            f"expected {self.name}, found {described(value, plain)}",
            self._as_list(plain),
            width(value),
        )

    def _as_list(self, plain: str) -> str:
        if self.item.wordlike and " " not in plain:
            quoted = f'"{plain}"' if plain.startswith("#") else plain
            return f"put it in brackets: [{visible(quoted)}]"
        if self.item.textual and self.item.name == "text":
            return f'put it in brackets: ["{visible(plain)}"]'
        example = self.item.example or self.item.name.partition("such as ")[2] or "…"
        same = _NUMBER.sub("0", plain) == _NUMBER.sub("0", example)  # as written, where it has the form of the example
        return f"write a list, even of one: [{plain if same else example}]"

    def schema(self) -> dict[str, Any]:
        """Return the schema of an array or ``none``."""
        return {"anyOf": [{"type": "array", "items": self.item.schema()}, {"const": "none"}]}


class OrNone(Shape):
    """Another shape, or ``none`` as an answer."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.placeless = shape.placeless
        self.repeats = shape.placeless and shape.repeats
        self.name = f"{shape.name} or none"

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        """Return what the shape reads, or ``Nothing.NONE``."""
        if type(value) is str and value == "none":
            return Nothing.NONE
        return self.shape.read(value, mark, ctx)

    def of_line(self, text: str, mark: int, ctx: Context) -> Any:
        """Return what the shape reads, or ``Nothing.NONE``."""
        if "none" in text:  # as a word or in quotes
            return self.read(brackets.value(text, mark), mark, ctx)
        return self.shape.of_line(text, mark, ctx)

    def schema(self) -> dict[str, Any]:
        """Return the schema of the shape or ``none``."""
        return {"anyOf": [{"const": "none"}, self.shape.schema()]}


class Either(Shape):
    """One of some shapes, chosen by the type of the raw value."""

    def __init__(self, name: str, choices: dict[type, Shape]) -> None:
        self.name, self.choices = name, choices

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        """Return what the shape for this type reads."""
        shape = self.choices.get(type(value))
        if shape is None:
            self.wrong(value, mark, ctx)
            return None
        return shape.read(value, mark, ctx)

    def schema(self) -> dict[str, Any]:
        """Return the schema of any of the shapes."""
        return {"anyOf": [shape.schema() for shape in self.choices.values()]}


class MapOf(Shape):
    """A mapping from free keys to values of one shape; ``none`` means the empty one."""

    def __init__(self, name: str, item: Shape) -> None:
        self.name, self.item = name, item

    def read(self, value: Any, mark: Any, ctx: Context) -> dict[str, Any] | None:
        """Return the pairs that could be read."""
        if type(value) is not Map:
            if value == "none":
                return {}
            self.wrong(value, mark, ctx)
            return None
        found = {}
        for (key, item), key_mark, place in value.walk():
            if ctx.careful:
                ctx.check_key(key, key_mark)
            got = self.item.read(item, place, ctx)
            if got is not None:
                found[key] = got
        return found

    def schema(self) -> dict[str, Any]:
        """Return the schema of an object with free keys, or ``none``."""
        return {"anyOf": [{"type": "object", "additionalProperties": self.item.schema()}, {"const": "none"}]}


class Anything(Shape):
    """The free extension: plain data, texts searched like any other."""

    name = "any value"

    def read(self, value: Any, mark: Any, ctx: Context) -> Any:
        """Return the value as plain dictionaries, lists and scalars."""
        if type(value) is Map:
            if ctx.careful:
                for (key, _), key_mark, _ in value.walk():
                    ctx.check_key(key, key_mark)
            return {key: self.read(item, place, ctx) for (key, item), _, place in value.walk()}
        if type(value) is Seq:
            return [self.read(item, place, ctx) for item, place in zip(value, value.places, strict=True)]
        if type(value) is str and ctx.careful:
            ctx.check_text(value, mark)
        return None if value is BROKEN else value

    def schema(self) -> dict[str, Any]:
        """Return the schema that allows everything."""
        return {}
