"""Drawn lines and signs for a stream whose encoding knows none of them: ``---`` reads better than three escapes."""

import codecs
from typing import Final

ERRORS: Final = "kb.ascii"
"""The name under which :func:`_shown` is known to streams."""
_SIGNS: Final = str.maketrans({
    "━": "-", "─": "-", "│": "|", "┃": "|", "·": "-", "•": "*", "☐": "[ ]", "…": "...", "→": "->", "≤": "<=", "≥": ">=", "×": "x",  # noqa: RUF001 - what is printed
    "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"',  # noqa: RUF001 - likewise
})  # fmt: skip


def _shown(error: UnicodeError) -> tuple[str, int]:
    """Return what is written in place of characters that cannot be: a sign like them, else their escapes."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_SIGNS)
    return text.encode("ascii", "backslashreplace").decode("ascii"), error.end


codecs.register_error(ERRORS, _shown)
