"""A word before a colon in a step that is nearly one that `kb` knows, or minutes that are no number.

Why: what a step says without a known word before it is read as something to do, since many collections are written so.
`- ifnot: s2` is then a sentence nobody can act on, and a step without a way out: the one who stands there at night is
the first to notice.

How to fix: write `do`, `expect`, `if not`, `undo`, `minutes` or `two-person` as they stand here (`kb explain step`), and
a number after `minutes`.

Passes:
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
    - minutes: 3

Fails:
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - ifnot: escalate
"""

import re
from collections.abc import Iterator
from typing import Final

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import section, with_steps
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.pattern import pattern
from kb.model.runbook import STEP_KEYS, Runbook
from kb.model.source import Source

_WORD: Final = pattern(r"\**([A-Za-z][A-Za-z _-]{1,14}?)\s*\**\s*:")
_MINUTES: Final = pattern(r"\s*[-*+]\s+\**minutes\**:\**[ \t]*(?!\d)(.*)", re.IGNORECASE)
_PLAIN: Final = {key.replace(" ", "").replace("-", ""): key for key in STEP_KEYS}
"""The words without blanks and hyphens: `ifnot`, `twoperson`."""
_MEANT: Final = {"mins": "minutes", "min": "minutes", "else": "if not", "otherwise": "if not"}
_GLUE: Final = str.maketrans("", "", " -_")
_NEAR: Final = 0.8
"""How alike two words are at least: `expects` and `expected` are to `expect`, `done` is not to `do`, nor `note` to `undo`."""


class StepKeys(Rule):
    """Looks for such words at the beginning of what a step says to do, and for minutes that are no number."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a word."""
        for runbook in with_steps(view):
            for step in runbook.steps:
                for text in step.do:
                    word = _WORD.match(text) if ":" in text[:20] else None
                    meant = word and _meant(word[1])
                    if word and meant:
                        message = f"step `{step.id}` of `{runbook.id}` says `{word[1]}:`; did you mean `{meant}:`?"
                        yield self.finding(runbook.id, step.source, message, f"write `- {meant}:`", width=1)
            if any(step.minutes is None for step in runbook.steps):
                yield from self._minutes(runbook)

    def _minutes(self, runbook: Runbook) -> Iterator[Finding]:
        steps = section(runbook, "Steps")
        for number, text in steps.numbered() if steps and "minutes" in steps.text.lower() else ():
            match = _MINUTES.fullmatch(text)
            if match:
                said = f"`{match[1].strip()}`" if match[1].strip() else "nothing"
                message = f"a step of `{runbook.id}` has {said} for its minutes, which is no number"
                source = Source(runbook.source.path, number, 1)
                yield self.finding(runbook.id, source, message, "write a number, such as `- minutes: 5`", width=1)


def _meant(word: str) -> str | None:
    """Return the known word that was probably meant by another; None if it is a word like any other."""
    plain = word.casefold().translate(_GLUE)
    if plain in _PLAIN:
        return _PLAIN[plain]
    from difflib import get_close_matches  # noqa: PLC0415 - few steps hold a word in this place

    near = get_close_matches(plain, _PLAIN, n=1, cutoff=_NEAR)
    return _MEANT.get(plain) or (_PLAIN[near[0]] if near else None)
