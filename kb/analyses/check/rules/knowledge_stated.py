"""A component of tier 0 or 1 about which nobody has written who can operate it.

Why: Twitter Spaces stood on infrastructure of the former Periscope, and of those who remained in May 2023 hardly
anybody was said to know it in depth. Who could still operate which part of it stands in no public account. Unknown is
not zero and not fine: it is a question that can be asked the day before.

How to fix: add the component to `knowledge:` in a file of `ownership/`, with people and their levels; write `none` if
the answer is that nobody can. `kb check --questions 5` words the question for the owning team.

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
"""

from collections.abc import Iterator

from kb.analyses.check.rules import ComponentRule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class KnowledgeStated(ComponentRule):
    """Finds components without an entry under `knowledge`."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component."""
        for component in self.vital(view):
            if not view.coverage.is_known(component.id):
                message = f"nobody has written who can operate {self.named(view, component)}"
                fix = f"add `{component.id}:` under `knowledge:` in ownership/, or `{component.id}: none` if nobody can"
                yield self.finding(component.id, component.source, message, fix)
