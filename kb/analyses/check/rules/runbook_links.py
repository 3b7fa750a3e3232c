"""A link within the knowledge base that leads nowhere.

Why: of two runbooks one is renamed, and at night the other leads to a page that is not there. Nobody follows links of runbooks on
ordinary days.

How to fix: link to another runbook by its file (`other-runbook.md`), to a section by its heading (`#roll-back`), or remove the link.

Known as RB105, too.

Passes:
    # runbooks/pay-down.md
    ## Escalate
    Go on with [the other](bank-down.md#steps).
    # runbooks/bank-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate

Fails:
    # runbooks/pay-down.md
    ## Escalate
    Go on with [the other](bank-down.md).
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import Final

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import lines, prose_in
from kb.analyses.check.view import View
from kb.model.finding import Finding, Severity
from kb.model.pattern import pattern
from kb.model.runbook import Runbook

_LINK: Final = pattern(r"(?<!!)\[[^\]\[]*\]\(<?([^()\s<>]+)>?(?:\s+\"[^\"]*\")?\)")
_HEADING: Final = pattern(r"^ {0,3}#{1,6} +(.+)$", re.MULTILINE)


class RunbookLinks(Rule):
    """Looks up the target of every relative link."""

    severity = Severity.ERROR

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a link."""
        known = cache(_anchors_of(view.base.runbooks))
        by_file = {item.source.path.rpartition("/")[2]: item for item in view.base.runbooks.values()}
        for runbook in view.base.runbooks.values():
            for line in lines(runbook, "]("):
                for match in _LINK.finditer(prose_in(line)):
                    why = _dead(match[1], runbook, by_file, known)
                    if why:
                        place = line.source._replace(column=match.start(1) + 1)
                        message = f"the runbook `{runbook.id}` links to `{_short(match[1])}`: {why}"
                        yield self.finding(
                            runbook.id, place, message, "correct the link, or remove it", width=min(len(match[1]), 80)
                        )


def _dead(url: str, runbook: Runbook, by_file: Mapping[str, Runbook], known: Callable[[str], Collection[str]]) -> str:
    """Return why a link within the knowledge base leads nowhere; empty if it leads somewhere, or out."""
    path, _, anchor = url.partition("#")
    if re.match(r"[a-z][a-z0-9+.-]*:|//", url, re.IGNORECASE) or (path and not path.endswith(".md")):
        return ""
    name = path.rpartition("/")[2]
    target = by_file.get(name) if path else runbook
    if target is None:
        return f"there is no runbook `{_short(name.removesuffix('.md'))}`"
    if not anchor or anchor.lower() in known(target.id):
        return ""
    return f"`{target.id}` has no heading `#{_short(anchor)}`"


def _anchors_of(runbooks: Mapping[str, Runbook]) -> Callable[[str], set[str]]:
    return lambda name: _anchors(runbooks[name])


def _anchors(runbook: Runbook) -> set[str]:
    heads = [item.title for item in runbook.sections]
    heads += [match[1].rstrip(" #") for item in runbook.sections for match in _HEADING.finditer(item.text)]
    return {_anchor(head) for head in (*heads, *(step.title for step in runbook.steps))}


def _anchor(title: str) -> str:
    """Return the anchor of a heading, made as Markdown renderers commonly do."""
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", title.lower())).strip("-")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
