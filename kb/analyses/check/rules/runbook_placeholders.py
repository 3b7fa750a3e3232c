"""A placeholder in a step that is explained nowhere, or a place of a new runbook that is still to be filled in.

Why: a command with a hole in it stops whoever does not know what belongs there. Giant Swarm's public checker of
runbooks rejects links with a variable that the runbook does not declare.

How to fix: say under *Before you start* what `{name}` stands for and where to read it, or set `$NAME` in an earlier command.
In a runbook that `kb runbook new` began, write what belongs there in the place of each `{fill in: ...}`: until the last one below
*Steps* is gone, the runbook has no steps, and nothing can be proven with it.

Known as RB104, too.

Passes:
    # runbooks/pay-down.md
    ## Before you start
    Read `{room}` off the alert.
    ## Steps
    ### s1 · Switch
    - do: run `switch {room}`
    - expect: 0 errors within 60 s
    - if not: escalate

Fails:
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: run `switch {room}`
    - expect: 0 errors within 60 s
    - if not: escalate
"""

from collections.abc import Iterator
from typing import Final

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import code_in, lines
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.pattern import pattern
from kb.model.runbook import PROMPT, Runbook
from kb.model.saying import count
from kb.model.source import Source

_HOLE: Final = pattern(r"(?<![$\w{])\{([a-z][a-z0-9_-]*)\}|\$\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)")
_SET: Final = pattern(r"\b([A-Za-z_]\w*)(?==| in\b)")
_GIVEN: Final = frozenset({"$HOME", "$USER", "$PATH", "$PWD"})


class RunbookPlaceholders(Rule):
    """Looks for `{name}` and `$NAME` in the code of the steps, and for `{fill in: ...}` anywhere."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each placeholder and runbook; one for all that is to be filled in."""
        for runbook in view.base.runbooks.values():
            if not any("{" in item.text or "$" in item.text for item in runbook.sections):
                continue
            if runbook.unfinished:
                yield self._unfinished(runbook)
            for name, source in _unexplained(runbook):
                message = f"the runbook `{runbook.id}` uses `{name}` and does not say what that stands for"
                fix = f"explain `{name}` under *Before you start*"
                yield self.finding(runbook.id, source, message, fix, width=1)

    def _unfinished(self, runbook: Runbook) -> Finding:
        places = [found for item in runbook.sections for found in item.numbered() if PROMPT in found[1]]
        number, text = places[0]
        message = f"the runbook `{runbook.id}` is not finished: {count(len(places), 'line')} still to be filled in"
        source = Source(runbook.source.path, number, text.index(PROMPT) + 1)
        fix = f"write what belongs there in the place of each `{PROMPT} ...}}`"
        return self.finding(runbook.id, source, message, fix, width=len(PROMPT))


def _unexplained(runbook: Runbook) -> Iterator[tuple[str, Source]]:
    explained = set(_GIVEN)
    used: dict[str, Source] = {}
    for line in lines(runbook):
        in_steps = line.section.casefold() == "steps"
        for code in code_in(line):
            explained.update(f"${match[1]}" for match in _SET.finditer(code))
            for match in _HOLE.finditer(code):
                name = f"${match[2] or match[3]}" if match[2] or match[3] else match[0]
                if not in_steps:
                    explained.add(name)
                elif name not in explained:
                    used.setdefault(name, line.source)
    return ((name, source) for name, source in used.items() if name not in explained)
