"""Regular expressions that are compiled when they are first used.

To compile one takes as long as to read a small file, and most of those that look for a fault are asked nothing where the cheap
question before them is answered.
"""

import re
from typing import TYPE_CHECKING, Any


class _Late:
    """Stands for a pattern; takes its methods over one by one, when they are asked for."""

    def __init__(self, text: Any, flags: int) -> None:
        self._asked = text, flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(*self._asked), name)
        setattr(self, name, method)
        return method


if TYPE_CHECKING:
    pattern = re.compile
else:

    def pattern(text: Any, flags: int = 0) -> Any:
        """Return what acts like ``re.compile(text, flags)``; a faulty pattern is told of when it is first used."""
        return _Late(text, flags)
