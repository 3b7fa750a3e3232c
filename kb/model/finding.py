"""A finding: one thing that is wrong, thin or stale, and what to do about it."""

from collections.abc import Sequence
from enum import Enum
from typing import Final

from kb.model.noun import NamedTuple
from kb.model.source import Source

BASELINE: Final = "kb-baseline.toml"
"""The file, at the root of a knowledge base, that lets be what was found when it was written (:mod:`kb.model.baseline`)."""


class Severity(Enum):
    """How serious a finding is.

    ``ERROR``: the files are wrong. ``WARNING``: the organisation is thin or stale. ``INFO``: worth knowing; fails nothing.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def __init__(self, _word: str) -> None:
        self.rank = len(type(self).__members__)
        """0 for the most serious, growing."""


class Suppression(NamedTuple):
    """Why a finding does not count, and until which date (inclusive, ISO text)."""

    reason: str
    until: str
    source: Source


class Finding(NamedTuple):
    """One fault of the files or one weakness of the organisation.

    Attributes:
        rule: id of the rule or fault; ``kb explain RULE`` prints its manual page.
        severity: see :class:`Severity`.
        subject: the id the finding is about, or the file's path when there is none.
        message: one sentence that says what is wrong; plain text.
        source: the place in the files to look at first.
        fix: one sentence that says how to put it right.
        evidence: further places the message rests on.
        width: how many characters at ``source`` are meant (for the caret), at least 1.
        suppressed: set when the knowledge base says to let it be, with reason and end date.
        baselined: whether the baseline holds it: it was there when that was written.
    """

    rule: str
    severity: Severity
    subject: str
    message: str
    source: Source
    fix: str
    evidence: tuple[Source, ...] = ()
    width: int = 1
    suppressed: Suppression | None = None
    baselined: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it counts: neither a suppression nor the baseline lets it be."""
        return self.suppressed is None and not self.baselined


_LISTED: Final = 20
"""Findings listed in an error: who has more of them looks at `kb check`."""


def listed(findings: Sequence[Finding]) -> list[str]:
    """Return findings a line each, with their places and ids, as far as anyone reads them in an error."""
    lines = [
        f"  {item.source}:{item.source.column}: {' '.join(item.message.split())} [{item.rule}]"
        for item in findings[:_LISTED]
    ]
    return [*lines, f"  ... and {len(findings) - _LISTED:,} more"] if len(findings) > _LISTED else lines


def faults_said(findings: Sequence[Finding]) -> str:
    """Return how many faults the files have, and each on a line, as far as anyone reads."""
    from kb.model.saying import count  # noqa: PLC0415 - only on the way to an error

    return "\n".join(
        [f"the files have {count(len(findings), 'fault')}; `kb check` shows them in full:", *listed(findings)]
    )
