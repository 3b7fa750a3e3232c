"""A private network address in a runbook, or a link that only works from one place.

Why: an address is the first thing to change when a system moves, and the last to be changed in its runbook. Printed in a runbook that is shared,
it also tells a stranger what stands where.

How to fix: name the host, or say where to read its address. A link should begin with https:// and lead to a name that everybody on call can reach.

Known as RB106 and RB107, too.

Passes:
    # runbooks/pay-down.md
    ## Escalate
    See https://docs.example/pay and log in to `pay-db-1`.

Fails:
    # runbooks/pay-down.md
    ## Escalate
    Log in to `10.0.3.17`.
"""

from collections.abc import Iterator
from typing import Final

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import lines, prose_in
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.pattern import pattern

_IP: Final = (
    r"(?<![\w.-])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}"
    r"|fd[0-9a-f]{2}(?::[0-9a-f]{0,4}){2,7})(?![\w.-]*\w)"
)
_PRIVATE: Final = pattern(_IP)
_ADDRESS: Final = pattern(rf"{_IP}|https?://localhost\b")
"""A link to localhost counts in prose; in a command it is meant for the host the command runs on."""
_SIGNS: Final = ("10.", "192.168.", "172.", "fd", "localhost")
"""One of these is in every such address."""


class RunbookAddress(Rule):
    """Looks for private addresses and local links. Nothing is fetched."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each address of a runbook, where it stands first."""
        for runbook in view.base.runbooks.values():
            texts = [item.text for item in runbook.sections if any(sign in item.text for sign in _SIGNS)]
            if not any(_ADDRESS.search(text) for text in texts):
                continue
            seen: set[str] = set()
            for line in lines(runbook):
                text = line.text if _PRIVATE.search(line.text) else prose_in(line)
                match = _ADDRESS.search(text)
                if match and match[0] not in seen:
                    seen.add(match[0])
                    place = line.source._replace(column=match.start() + 1)
                    message = f"the runbook `{runbook.id}` names `{match[0]}`, an address that means something in one place only"
                    fix = "name the host, or say where to read its address"
                    yield self.finding(runbook.id, place, message, fix, width=len(match[0]))
