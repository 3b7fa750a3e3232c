"""Steps from one schema of the files to the next. Each other file here is one step: ``to_2.py`` leads from 1 to 2.

There is none yet: schema 1 is the first, and every file written since the first commit is of it. The docstring of a step
says what it changes and why, with the smallest YAML before and after; `docs/COMPATIBILITY.md` says when there may be one.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass


@dataclass(frozen=True)
class Step(ABC):
    """What a plug of this socket is: new text for each file, comments and order kept.

    A step looks at one file at a time and knows nothing of the others. Done twice, it does what it does once: a run that
    was cut off between two files is finished by the next one.
    """

    @abstractmethod
    def rewrite(self, path: str, text: str) -> str:
        """Return the new text of a file, the same one if nothing in it changes.

        Args:
            path: relative to the root of the knowledge base, with ``/``; ``kb.toml``, YAML or a runbook.
            text: all of it, its line ends and byte order mark as they are.
        """
