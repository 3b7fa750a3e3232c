"""TOML -> the same nodes, marks and faults as YAML.

``tomllib`` gives values without positions: a scan of table headers and keys finds them, well enough for a message. A
value without a place of its own (in an inline table) takes that of what holds it.
"""

import re
from datetime import date, datetime, time
from typing import Any, Final

from kb.files import syntax
from kb.files.context import Context
from kb.files.nodes import BROKEN, LINE, MAX_DEPTH, MAX_DIGITS, Map, Seq
from kb.model.pattern import pattern

MAX_DOTS: Final = 300
"""Dots in one line: tomllib takes time in the square of the parts of a key."""


TOP: Final = 0
"""The mark of the beginning."""

Path = tuple[str | int, ...]
Places = dict[Path, tuple[int, int]]
"""The marks of key and value by path."""


class _Refused(Exception):  # noqa: N818 - the way out of a loop
    """The file cannot be read: why, and what to do."""


def parse(data: bytes, table: tuple[str, ...], ctx: Context) -> Map | None:
    """Return one table of a TOML file as nodes with positions, None where it cannot be read or does not hold it.

    A fault in a file of which only an inner table is ours is not ours to report.
    """
    text = syntax.decode(data, ctx.add_at if not table else _ignore)
    if text is None:
        return None
    ctx.data = data
    try:
        values: Any
        values, places = _simply(text) or (_values(text), None)
        for key in table:
            values = values.get(key) if isinstance(values, dict) else None
        if not isinstance(values, dict):
            return None
        nodes: Map = _node(values, table, _places(text) if places is None else places, ctx)
    except (_Refused, ValueError, RecursionError) as error:
        if not table:
            _report(error, text, ctx)
        return None
    return nodes


def _ignore(*_: Any) -> None:
    """Take no notice of a fault."""


def _values(text: str) -> dict[str, Any]:
    if any(line.count(".") > MAX_DOTS for line in text.split("\n")):
        raise _Refused(f"a line holds more than {MAX_DOTS} dots")
    import tomllib  # noqa: PLC0415 - takes longer than the rest of a small base; many settings do without

    return tomllib.loads(text)


def _simply(text: str) -> tuple[dict[str, Any], Places] | None:
    """Return what a text of nothing but texts and whole numbers says, a key a line, and where; None for any other."""
    values: dict[str, Any] = {}
    places: Places = {}
    for number, line in enumerate(text.split("\n")):
        if not line or (line[0] == "#" and line.isprintable()):
            continue
        key, _, said = line.partition(" = ")
        if key in values or not (said and key.isidentifier() and key.isascii() and line.isprintable()):
            return None
        if said[0] == '"' and said.find('"', 1) == len(said) - 1 and "\\" not in said:
            values[key] = said[1:-1]
        elif said.isascii() and said.isdecimal() and len(said) <= MAX_DIGITS and (said[0] != "0" or said == "0"):
            values[key] = int(said)
        else:
            return None
        places[key,] = number << LINE, number << LINE | len(key) + 3
    return values, places


def _report(error: Exception, text: str, ctx: Context) -> None:
    if isinstance(error, _Refused | RecursionError):
        message = str(error) if isinstance(error, _Refused) else "nested too deep"
        ctx.add_at("too-large", 1, 1, 1, message, "write it shorter; no settings need that")
        return
    if syntax.in_conflict(text, lambda *fault: ctx.add_at("toml-syntax", *fault[1:])):
        return
    lines = text.split("\n")
    found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    line, column = (int(found[1]), int(found[2])) if found else (len(lines), len(lines[-1]) + 1)
    import tomllib  # noqa: PLC0415 - only on the way to a fault

    why = str(error).partition(" (at ")[0] if isinstance(error, tomllib.TOMLDecodeError) else "a number is too large"
    ctx.add_at(
        "toml-syntax",
        line,
        min(column, len(lines[line - 1]) + 1),
        1,
        f"this is not TOML: {syntax.visible(why, 120)}",
        "mend the line",
    )


_PART: Final = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_HEADER: Final = pattern(rf"[ \t]*(\[\[?)[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*\]")
_KEY: Final = pattern(rf"[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*=[ \t]*")
_PARTS: Final = pattern(_PART)


def _places(text: str) -> Places:
    """Return the places of a text; the tables of an array are told apart by their number."""
    places: Places = {}
    arrays: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.split("\n")):
        header = _HEADER.match(line)
        if header:
            mark = number << LINE | header.start(2)
            table = ()
            names = _split(header[2])
            for depth, name in enumerate(names, 1):
                table = (*table, name)
                places.setdefault(table, (mark, mark))
                if header[1] == "[[" and depth == len(names):
                    arrays[table] = arrays.get(table, -1) + 1
                if table in arrays:
                    table = (*table, arrays[table])
                    places.setdefault(table, (mark, mark))
            continue
        key = _KEY.match(line)
        if key:
            marks = number << LINE | key.start(1), number << LINE | key.end()
            path = table
            for name in _split(key[1]):
                path = (*path, name)
                places.setdefault(path, marks)
    return places


def _split(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PARTS.findall(dotted)]


def _node(value: Any, path: Path, places: Places, ctx: Context) -> Any:
    """Return plain TOML values as nodes with marks; dates become text, as in YAML."""
    if len(path) > MAX_DEPTH:
        raise _Refused(f"nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, dict):
        node = Map()
        node.mark, node.places = _place(path, places)[1], []
        for key, item in value.items():
            node[key] = _node(item, (*path, key), places, ctx)
            node.places += _place((*path, key), places)
        return node
    if isinstance(value, list):
        seq = Seq(_node(item, (*path, index), places, ctx) for index, item in enumerate(value))
        seq.mark = _place(path, places)[1]
        seq.places = [_place((*path, index), places)[1] for index in range(len(seq))]
        return seq
    if type(value) is int and abs(value) >= 10**MAX_DIGITS:
        ctx.fault("wrong-type", _place(path, places)[1], "this is too large for a number", "write a plain number")
        return BROKEN
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _place(path: Path, places: Places) -> tuple[int, int]:
    """Return the marks of a path, or of the nearest thing around it."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, (TOP, TOP))
