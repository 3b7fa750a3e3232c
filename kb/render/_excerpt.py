"""An excerpt of a file as lines: place, gutter with line numbers, caret under what is meant."""

from kb.documents.document import Excerpt
from kb.render._clean import clean, one_line
from kb.render._paint import Paint
from kb.render._width import width, window

UNCUT = 1_000_000


def place(excerpt: Excerpt) -> str:
    """Return ``path:line:column``, as editors and terminals make it a link."""
    return one_line(f"{excerpt.path}:{excerpt.line}:{excerpt.column}")


def excerpt_lines(excerpt: Excerpt, size: int, paint: Paint) -> list[str]:
    """Draw the lines below the place, cut to ``size`` columns with the marked part in view."""
    digits = max((len(str(number)) for number, _ in excerpt.lines), default=1)
    room = max(size - digits - 5, 4)
    before, marked = _mark(excerpt)
    longest = max((width(_plain(text)) for _, text in excerpt.lines), default=0)
    # Carets may stand one column behind the end of the text: something is missing there.
    fits = max(longest, before + 1) <= room
    start = 0 if fits or before + marked < room else max(0, before - room // 3)
    lines = []
    for number, text in excerpt.lines:
        here = number == excerpt.line
        first = start if here or width(_plain(text)) > start else 0  # of a short line around it, what there is
        gutter = paint.bold(f"> {number:>{digits}}") if here else f"  {number:>{digits}}"
        lines.append(f"{gutter} {paint.faint('│')} {window(_plain(text), first, room)}".rstrip())
        if here:
            carets = paint.bold("^" * max(1, min(marked, room - (before - start))))
            lines.append(f"{' ' * (digits + 3)}{paint.faint('│')} {' ' * (before - start)}{carets}")
    return lines


def _mark(excerpt: Excerpt) -> tuple[int, int]:
    """Return the columns before the marked part, and how many it takes on the screen."""
    text = next((text for number, text in excerpt.lines if number == excerpt.line), "")
    at = min(max(excerpt.column - 1, 0), len(text))
    return width(_plain(text[:at])), max(1, width(_plain(text[at : at + excerpt.width])))


def _plain(text: str) -> str:
    return clean(text.replace("\n", " "))
