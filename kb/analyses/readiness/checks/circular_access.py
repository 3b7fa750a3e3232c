"""What engineers need to get in, to be called and to talk does not stand on what the event may take down.

Why: in October 2021 a large site locked its own engineers out: badges and tools stood on the network that had failed. In the months before May 2023 the
site's second factor had failed as well.

How to fix: tag the components that log in, page and chat; move them, or give them a fallback, so that their closure and that of the event are apart.

Source of thresholds: published break-glass guidance; nothing shared, our policy.

Passes:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {needs: []}, staff-login: {tags: [log-in], needs: []},
      pager: {tags: [paging], needs: []}}

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {needs: [login]}, login: {needs: []},
      staff-login: {tags: [log-in], needs: [login]}, pager: {tags: [paging],
      needs: []}}
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from kb.analyses.readiness.answer import Answer, Outcome, Rank
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.grounds import grounds
from kb.analyses.readiness.situation import Situation
from kb.analyses.readiness.words import listed
from kb.model.service import Component


@dataclass(frozen=True)
class CircularAccess(Check):
    """Compares the closures of tagged components with that of the event.

    Attributes:
        tags: tags some component must carry.
        also: tags looked at where a component carries them.
    """

    code: ClassVar[str] = "O5"
    title: ClassVar[str] = "No circular access"
    tags: tuple[str, ...] = ("log-in", "paging")
    also: tuple[str, ...] = ("chat", "runbooks", "monitoring")

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per tag that must be there, and per tagged component."""
        components = case.base.components.values()
        for tag in self.tags:
            if not any(tag in component.about.tags for component in components):
                yield self.say(
                    case,
                    case.event.id,
                    Outcome.UNKNOWN,
                    f"nothing is tagged {tag}",
                    grounds(Rank.DECLARED, [case.event]),
                    f"tag what engineers use for it with {tag}",
                )
        for component in components:
            tags = [tag for tag in self.tags + self.also if tag in component.about.tags]
            if tags:
                yield self._apart(case, component, tags)

    def _apart(self, case: Situation, component: Component, tags: list[str]) -> Answer:
        say = partial(self.say, case, component.id)
        shared = sorted(set(case.graph.closure(component.id)) & set(case.closure))
        rests = grounds(Rank.DECLARED, [component, *component.hard_edges])
        if shared:
            return say(
                Outcome.FAIL,
                f"{listed(tags)} falls with the event: both stand on {listed(shared)}",
                rests,
                f"give {component.id} a way that does not need {shared[0]}",
            )
        if component.needs is None and component.runs_on is None and component.built_on is None:
            return say(
                Outcome.UNKNOWN, "what it stands on is not written", rests, f"write what {component.id} needs, or []"
            )
        return say(Outcome.PASS, f"{listed(tags)}: nothing in common with the event", rests)
