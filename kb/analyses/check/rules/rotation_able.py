"""A rotation that may page somebody who cannot operate what it covers.

Why: being called and being able to help are two things. Whoever is paged for a component they cannot restore can only
call the next one, and at night that is half an hour of outage.

How to fix: let the others rehearse the component's runbook until they can, take the component off the rotation
(`covers:`), or write their level down if they can already. `kb who COMPONENT` shows who can and who is next best. The
roster is at fault here, not the people on it: none is named.

Looked at are those first in line (`rotation:`) who have not left, and only components whose operators are known at
all. One finding names all components of a rotation, the least held first.

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
from kb.model.people import Rotation
from kb.model.saying import listed
from kb.model.words import Level

_NAMED = 5


class RotationAble(Rule):
    """Finds rotations not all of whose people can operate all they may be paged for."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a rotation."""
        for rotation in view.base.rotations.values():
            people = {name for name in rotation.rotation or () if name in view.base.people and view.left(name) is None}
            able = {name: len(people & _operators(view, name)) for name in _covered(view, rotation)} if people else {}
            short = sorted((name for name in able if able[name] < len(people)), key=lambda name: (able[name], name))
            if short:
                shown = listed([f"`{name}` ({able[name]} of {len(people)})" for name in short], _NAMED)
                message = f"not everyone `{rotation.id}` pages is known to operate what it covers: {shown}"
                fix = "let the others rehearse a runbook, beginning with the first, or take what they cannot hold off the rotation"
                evidence = tuple(
                    view.base.knowledge_sources[name] for name in short if name in view.base.knowledge_sources
                )
                source, width = view.place(rotation.source, rotation.id, "rotation")
                yield self.finding(rotation.id, source, message, fix, evidence=evidence, width=width)


def _covered(view: View, rotation: Rotation) -> Iterator[str]:
    for name in view.base.covered_by(rotation):
        if name not in view.base.retired and view.coverage.is_known(name):
            yield name


def _operators(view: View, component: str) -> set[str]:
    return {item.person for item in view.coverage.operators(component) if item.level >= Level.OPERATE}
