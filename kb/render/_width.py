"""How many columns of a terminal a text takes, and how to break it to fit.

Counted per character: wide and full-width ones (Chinese, Japanese, Korean, most emoji) take two
columns, combining ones none. Sequences that some terminals join to one picture are counted in
full: a line may come out short, never long.
"""

from collections.abc import Iterator
from functools import lru_cache

_BREAK_AFTER = frozenset("-/._,:;")


def width(text: str) -> int:
    """Return the number of terminal columns ``text`` takes."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def pad(text: str, size: int, *, right: bool = False) -> str:
    """Return ``text`` filled with blanks to ``size`` columns, aligned left or right."""
    blanks = " " * (size - width(text))
    return blanks + text if right else text + blanks


def wrap(text: str, size: int) -> list[str]:
    """Break a cleaned text into lines of at most ``size`` columns; at least one line.

    Words move whole where they can, and so does what stands in backticks. A word longer than a line is broken after ``-`` or another
    mark of its kind, else anywhere. Newlines in the text stay line ends.
    """
    return [line for part in text.split("\n") for line in _wrap_line(part.rstrip(), size)]


def window(text: str, start: int, size: int) -> str:
    """Return the columns ``start`` to ``start + size`` of a text, with ``…`` where it was cut."""
    first = start + 1 if start else 0
    last = start + size - (1 if width(text) > start + size else 0)
    column, kept = 0, ""
    for cluster in _clusters(text):
        if column >= first and column + width(cluster) <= last:
            # A wide character cut in half at the left edge leaves a blank in its place.
            kept += " " * (column - first - width(kept)) + cluster
        column += width(cluster)
    return ("…" if start and text else "") + kept + ("…" if width(text) > start + size else "")


def _wrap_line(line: str, size: int) -> list[str]:
    if width(line) <= size:
        return [line]
    lines: list[str] = []
    used = size  # columns taken of the last line
    for word in _unbroken(line.split(), size):
        wide = width(word)
        if used + 1 + wide <= size:
            lines[-1] += f" {word}"
            used += 1 + wide
        else:
            lines += [word] if wide <= size else _pieces(word, size)
            used = width(lines[-1])
    return lines


def _unbroken(words: list[str], size: int) -> Iterator[str]:
    """Yield words; those within one pair of backticks as one, if that fits: a command broken over lines cannot be copied."""
    at = 0
    while at < len(words):
        end = at
        if words[at].count("`") % 2:
            end = next((place for place in range(at + 1, len(words)) if words[place].count("`") % 2), at)
        if end == at:
            yield words[at]
        else:
            run = words[at : end + 1]
            joined = " ".join(run)
            yield from [joined] if width(joined) <= size else run
        at = end + 1


def _pieces(word: str, size: int) -> Iterator[str]:
    """Cut a word into pieces of at most ``size`` columns, each of at least one character."""
    clusters = list(_clusters(word))
    while clusters:
        end, used = 1, width(clusters[0])
        while end < len(clusters) and (used := used + width(clusters[end])) <= size:
            end += 1
        if end < len(clusters):
            end = _good_break(clusters, end)
        yield "".join(clusters[:end])
        clusters = clusters[end:]
        if clusters[:2] == [":", ":"]:
            # A piece may come to stand at the start of a line, where "::" is a command to a build runner.
            clusters[:1] = "\\x3a"


def _good_break(clusters: list[str], end: int) -> int:
    """Return where before ``end`` a word breaks best: after its last mark, or where it must."""
    at = max((at + 1 for at in range(end) if clusters[at] in _BREAK_AFTER), default=0)
    # A break very early in the line wastes more room than it gains sense.
    return at if at > end // 3 else end


def _clusters(text: str) -> Iterator[str]:
    """Yield each character together with the combining ones that follow it."""
    cluster = ""
    for char in text:
        if cluster and _char_width(char):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    if char.isascii():
        return 1
    from unicodedata import category, east_asian_width  # noqa: PLC0415 - a library to load, and most texts are plain

    if category(char) in {"Mn", "Me"} or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} else 1
