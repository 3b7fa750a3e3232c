"""A rotation that may page somebody who cannot operate what it covers.

Why: being called and being able to help are two things. Who is paged for a component they cannot restore can only
call the next one, and at night that is half an hour of outage.

How to fix: let the others rehearse the component's runbook until they can, take the component off the rotation
(`covers:`), or write their level down if they can already. Not a matter of blame: the roster is at fault, not
the people on it.

Looked at are those first in line (`rotation:`) who have not left, and only components whose operators are known at all.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 2}
    # ownership/oncall.yml
    people:
      ann: {}
      bob: {}
    knowledge:
      pay: {ann: operate, bob: expert}
    oncall:
      pay-primary: {covers: [pay], rotation: [ann, bob]}

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 2}
    # ownership/oncall.yml
    people:
      ann: {}
      bob: {}
    knowledge:
      pay: {ann: operate, bob: assist}
    oncall:
      pay-primary: {covers: [pay], rotation: [ann, bob]}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.words import Level

_NAMED = 4


class RotationAble(Rule):
    """Finds components whose rotation holds people below *operate*."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each rotation and component."""
        for rotation in view.base.rotations.values():
            present = [name for name in rotation.rotation or () if name in view.base.people and view.left(name) is None]
            for component in view.base.covered_by(rotation):
                if view.base.components[component].lifecycle == "retired" or not view.coverage.is_known(component):
                    continue
                able = {item.person for item in view.coverage.operators(component) if item.level >= Level.OPERATE}
                unable = sorted(set(present) - able)
                if unable:
                    source = view.base.knowledge_sources.get(component, rotation.source)
                    who = ", ".join(f"`{name}`" for name in unable[:_NAMED]) + (" and others" if len(unable) > _NAMED else "")
                    message = f"`{rotation.id}` pages {who} for `{component}` ({len(unable)} of {len(set(present))}), whom nobody has written down as able to operate it"
                    fix = f"let them rehearse a runbook of `{component}`, or take it off the rotation"
                    yield self.finding(rotation.id, rotation.source, message, fix, (source,))
