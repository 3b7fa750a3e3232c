"""Every error Holdfast raises on purpose, and the exit code each one ends in.

    KbError                 2   something the user can mend; the message is one sentence that says how
    +-- UsageError          2   the command line names something that is not there
    |   +-- NotInstalledError   2   a package that only some commands need is not installed
    +-- NothingHereError    3  no knowledge base found, or nothing in it to look at
    +-- InternalError      70   a promise of ours was broken; please report it

Faults *in the files* are not exceptions: the reader collects them as findings and goes on.
"""

import sys
from typing import Final

EXTRAS: Final = {
    "site": ("mkdocs-material>=9.7,<10",),
    "oncall": ("icalendar>=6,<8", "recurring-ical-events>=3.7,<4"),
    "cluster": ("distributed>=2025.1",),
}
"""Packages that only some commands need, by extra, as in pyproject.toml."""


def install(*packages: str) -> str:
    """Return the command that installs packages beside this very kb, wherever it runs from.

    It names the packages themselves: whoever owns the name of this project on a package index, it need not be us.
    """
    from shlex import join  # noqa: PLC0415 - for this sentence only

    return join([sys.executable or "python3", "-m", "pip", "install", *packages])


class KbError(Exception):
    """Base of all expected errors; ``str(error)`` is the sentence to show.

    Attributes:
        exit_code: what the process exits with when nothing catches the error.
    """

    exit_code = 2


class UsageError(KbError):
    """The question cannot be asked as put: unknown id, unknown format, impossible date."""


class NotInstalledError(UsageError):
    """What was asked for needs packages of an extra that are not installed; the sentence says how to install them."""

    def __init__(self, what: str, extra: str) -> None:
        """Say what needs them, and which extra they belong to."""
        super().__init__(f"{what}, not installed here: {install(*EXTRAS[extra])}")


class NothingHereError(KbError):
    """There is no knowledge base here, or it holds nothing to answer from."""

    exit_code = 3


class InternalError(KbError):
    """A state that cannot happen did happen."""

    exit_code = 70
