"""Every error Holdfast raises on purpose, and the exit code each one ends in.

    KbError                 2   something the user can mend; the message is one sentence that says how
    +-- UsageError          2   the command line names something that is not there
    +-- NothingHereError    3  no knowledge base found, or nothing in it to look at
    +-- InternalError      70   a promise of ours was broken; please report it

Faults *in the files* are not exceptions: the reader collects them as findings and goes on.
"""


class KbError(Exception):
    """Base of all expected errors; ``str(error)`` is the sentence to show.

    Attributes:
        exit_code: what the process exits with when nothing catches the error.
    """

    exit_code = 2


class UsageError(KbError):
    """The question cannot be asked as put: unknown id, unknown format, impossible date."""


class NothingHereError(KbError):
    """There is no knowledge base here, or it holds nothing to answer from."""

    exit_code = 3


class InternalError(KbError):
    """A state that cannot happen did happen."""

    exit_code = 70
