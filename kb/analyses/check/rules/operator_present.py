"""A component of tier 0 or 1 that nobody who is there can operate.

Why: everyone who could restore it has left, is away, stands outside the organisation, or was never written down as
more than a helper. The next outage lasts as long as it takes to rediscover how the thing works.

How to fix: if somebody still can operate it, write it down, with what it rests on. If nobody can, start with who is
next best (`kb who COMPONENT`): rehearse a runbook together until one of them passes unaided; where there is none, or it has no
steps, that is to be written first.

Coverage counts employees and contractors who are there on the date and whose level is operate or expert; see `kb
explain coverage`. What is not written at all is reported by `knowledge-stated`, not here.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 0}
    # ownership/people.yml
    people:
      ann: {}
    knowledge:
      pay: {ann: operate}

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 0}
    # ownership/people.yml
    people:
      ann: {until: 2026-03-31}
      bob: {}
    knowledge:
      pay: {ann: expert, bob: assist}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import ComponentRule
from kb.analyses.check.view import View
from kb.analyses.coverage import Operator
from kb.analyses.presence import back
from kb.analyses.runbooks.proving import proving, to_drill
from kb.model.finding import Finding
from kb.model.words import Level


class OperatorPresent(ComponentRule):
    """Finds components whose known coverage is zero."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component."""
        for component in self.vital(view):
            cover = view.coverage.cover(component.id)
            if cover.known and cover.coverage == 0:
                operators = view.coverage.operators(component.id)
                message = f"nobody who is there can operate {self.named(view, component)}: {_reason(view, operators)}"
                drill = to_drill(component.id, proving(view.base, component.id), " with them")
                fix = f"`kb who {component.id}` shows who is next best: {drill} with them"
                source = view.base.knowledge_sources.get(component.id, component.source)
                evidence = tuple(source for operator in operators for source in operator.sources)
                yield self.finding(component.id, source, message, fix, evidence=evidence)


def _reason(view: View, operators: tuple[Operator, ...]) -> str:
    if not operators:
        return "the files say that none can"
    able = [operator for operator in operators if operator.level >= Level.OPERATE]
    outside = sum(operator.external and operator.available for operator in able)
    absent = [view.base.people.get(operator.person) for operator in able if not operator.available]
    days = sorted(day for person in absent if person and (day := back(view.base, person, view.at)) is not None)
    gone = len(absent) - len(days)
    parts = [f"{gone} who could {'is' if gone == 1 else 'are'} not there"] if gone else []
    if days:
        first = f"is away, back on {days[0]}" if len(days) == 1 else f"are away, the first back on {days[0]}"
        parts.append(f"{len(days)} who could {first}")
    parts += [f"{outside} from outside could"] if outside else []
    lower = len(operators) - len(able)
    parts += [f"{lower} can less than operate"] if lower else []
    return ", ".join(parts)
