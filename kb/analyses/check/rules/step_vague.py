"""A step with words that mean nothing to a stranger.

Why: "check that load is normal", "restart as usual": the author knows what is normal. Whoever is called instead, because the author left, does
not, and it is they who must act.

How to fix: put the number, the name or the command in the place of the word. A step still to be written should not be in a runbook.

Known as RB006, too.

Passes:
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate

Fails:
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: load is back to normal
    - if not: escalate
"""

import re
from collections.abc import Iterator
from typing import Final

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import with_steps
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.pattern import pattern

VAGUE: Final = pattern(
    r"\b(?:TBD|TODO|FIXME|XXX|n/a|as usual|usual(?:ly)?|back to normal|looks? (?:normal|fine|good|ok)|(?:is|are|be|seems?) normal|normally|"
    r"as appropriate|as needed|if necessary|accordingly|somehow|etc\b\.?|and so on|the right person|someone who knows|a while)(?!\w)",
    re.IGNORECASE,
)
_SIGNS: Final = (
    "tbd", "todo", "fixme", "xxx", "n/a", "usual", "normal", "looks ", "look f", "look g", "look o", "as appropriate", "as needed",
    "if necessary", "accordingly", "somehow", "etc", "and so on", "the right person", "someone who knows", "a while",
)  # fmt: skip
"""One of these is in everything that `VAGUE` finds: to look for them takes a tenth of the time."""
_CODE: Final = pattern(r"```.*?```|`[^`]*`", re.DOTALL)


class StepVague(Rule):
    """Looks for such words in `do` and `expect`."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a step."""
        for runbook in with_steps(view):
            for step in runbook.steps:
                text = " ".join((*step.do, step.expect or ""))
                folded = text.lower().replace("fetch", "")  # which holds an `etc`
                match = any(sign in folded for sign in _SIGNS) and VAGUE.search(_CODE.sub("", text))
                if match:
                    message = f"step `{step.id}` of `{runbook.id}` says `{match[0]}`, which a stranger cannot act on"
                    yield self.finding(
                        runbook.id, step.source, message, "write the number, the name or the command instead", width=1
                    )
