"""Graphviz as a placer: boxes of a known size in, places out. It never sees a text of the files, nor draws one.

Nodes are numbers, sizes are ours, so nothing has to be escaped and nothing depends on fonts. All maps of a site go through one
``dot`` process (300 small graphs: 0.07 s, against 3.5 s one by one), which has a time-out: where it runs out, maps are tried one by one
and those that take too long are left to their tables. What came out is kept in the user's cache folder by what went in; what
is read from there is read as carefully as what Graphviz says.
"""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kb.analyses.drawing.around import MOST, Around
from kb.files.cache import Cache, users_folder
from kb.git.surroundings import installed
from kb.pages._boxes import Box, Curve, Layout, Placed
from kb.pages._boxes import boxes as made

ALL_SECONDS: Final = 20
"""Time for all maps of a site together."""
ONE_SECONDS: Final = 4
"""Time for one map, where all together took too long."""
FEWEST_SECONDS: Final = 30
"""Time for all those single tries."""
MISSING: Final = "Graphviz is not installed where this site was built, so there is no picture; the table has it all."
TOO_MANY: Final = f"There are more than {MOST} boxes, too many for a picture; the table has it all."
TOO_LONG: Final = "Placing this picture took too long; the table has it all."
_INCH: Final = 72.0
_MARGIN: Final = 8.0
_LABEL: Final = 8.0
"""Room above a frame for its name, beside the margin Graphviz gives it."""
_STOP: Final = re.compile(r"^stop\n?", re.MULTILINE)
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?")


def source(around: Around, boxes: list[Box]) -> str:
    """Return the DOT text of a map: sizes and edges, no words."""
    number = {item.spot.id: place for place, item in enumerate(boxes)}
    lines = ['digraph{rankdir=LR;nodesep=.22;ranksep=.75;node[shape=box,fixedsize=true,label=""];edge[dir=none]']
    nodes = [
        f"{place}[width={item.wide / _INCH:.4f},height={item.high / _INCH:.4f}]" for place, item in enumerate(boxes)
    ]
    framed = [node for node, item in zip(nodes, boxes, strict=True) if item.spot.framed]
    if framed:
        lines.append(f"subgraph cluster{{margin=20;{';'.join(framed)}}}")
    lines += [node for node, item in zip(nodes, boxes, strict=True) if not item.spot.framed]
    lines += [f"{number[tie.tail]}->{number[tie.head]}" for tie in around.ties]
    return "\n".join([*lines, "}"])


def place(maps: Mapping[str, Around], cache: Path | None = None) -> dict[str, Layout | str]:
    """Return per map its layout, or the sentence that says why there is none. Earlier answers lie in ``cache``, else in the user's."""
    boxes = {name: made(around) for name, around in maps.items()}
    found: dict[str, Layout | str] = {name: TOO_MANY for name, items in boxes.items() if len(items) > MOST}
    sources = {name: source(maps[name], items) for name, items in boxes.items() if name not in found}
    program = installed("dot")
    if program is None:
        return found | dict.fromkeys(sources, MISSING)
    placer = _Placer(program, Cache(cache or users_folder(), "maps"))
    for name, text in sources.items():
        kept = read(maps[name], boxes[name], placer.kept(text))
        if kept is not None:
            found[name] = kept
    fresh = placer.placed({name: text for name, text in sources.items() if name not in found})
    return found | {name: read(maps[name], boxes[name], plain) or TOO_LONG for name, plain in fresh.items()}


class _Placer:
    """Runs ``dot`` for what is not known yet, and keeps what it says."""

    def __init__(self, program: str, cache: Cache) -> None:
        self.program = program
        self.cache = cache
        self.version = _run(program, "", ONE_SECONDS, "-V")

    def kept(self, text: str) -> str:
        """Return the plain output kept for a DOT text, empty where there is none."""
        found = self.cache.get(self.version, text)
        return found if isinstance(found, str) else ""

    def placed(self, sources: Mapping[str, str]) -> dict[str, str]:
        """Return the plain output per map, empty where there is none."""
        if not sources:
            return {}
        parts = _STOP.split(_run(self.program, "\n".join(sources.values()), ALL_SECONDS, "-Tplain"))[:-1]
        made = dict(zip(sources, parts, strict=True)) if len(parts) == len(sources) else self._one_by_one(sources)
        for name, text in sources.items():
            if made[name]:
                self.cache.put(made[name], self.version, text)
        return made

    def _one_by_one(self, sources: Mapping[str, str]) -> dict[str, str]:
        """Place the small ones first; a few failures are borne, then the rest is left."""
        tries = FEWEST_SECONDS // ONE_SECONDS
        made: dict[str, str] = {}
        for name, text in sorted(sources.items(), key=lambda item: len(item[1])):
            made[name] = _run(self.program, text, ONE_SECONDS, "-Tplain") if tries > 0 else ""
            tries -= not made[name]
        return made


def _run(program: str, text: str, seconds: int, option: str) -> str:
    """Return what ``dot`` says, nothing if it fails or takes too long; its version goes to standard error."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, no shell, and a text of numbers
            [program, option], input=text, capture_output=True, text=True, encoding="utf-8", timeout=seconds, check=True
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
    return done.stdout or done.stderr


def read(around: Around, boxes: list[Box], plain: str) -> Layout | None:
    """Read Graphviz's plain format; None where it is not what was asked for (a spoilt cache)."""
    try:
        return _read(around, boxes, plain)
    except (ValueError, IndexError, KeyError):
        return None


def _read(around: Around, boxes: list[Box], plain: str) -> Layout | None:
    number = {item.spot.id: place for place, item in enumerate(boxes)}
    ties = {(number[tie.tail], number[tie.head]): place for place, tie in enumerate(around.ties)}
    left, top = _MARGIN, _MARGIN + (_LABEL if any(item.spot.framed for item in boxes) else 0)
    high = wide = 0.0
    placed: dict[int, Placed] = {}
    curves: list[Curve] = []
    for words in filter(None, map(str.split, plain.splitlines())):
        if words[0] == "graph":
            wide, high = (_length(word) for word in words[2:4])
        elif words[0] == "node":
            item, x, y = boxes[int(words[1])], left + _length(words[2]), top + high - _length(words[3])
            placed[int(words[1])] = Placed(item, x - item.wide / 2, y - item.high / 2)
        elif words[0] == "edge":
            numbers = [_length(word) for word in words[4 : 4 + 2 * int(words[3])]]
            points = tuple((left + x, top + high - y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
            curves.append(Curve(ties[int(words[1]), int(words[2])], points))
    if sorted(placed) != list(range(len(boxes))) or len(curves) != len(ties):
        return None
    return Layout(
        wide + 2 * left,
        high + top + _MARGIN,
        tuple(placed[place] for place in range(len(boxes))),
        tuple(sorted(curves)),
    )


def _length(word: str) -> float:
    """Return a length in pixels; only plain numbers are read."""
    if not _NUMBER.fullmatch(word):
        raise ValueError(word)
    return float(word) * _INCH
