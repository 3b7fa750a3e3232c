"""What engineers need to get in, to be called and to talk does not stand on what the event may take down.

Why: in October 2021 Facebook could not reach its data centres, because their network was down, and its tools for
outages had broken with the name service (Facebook's own account). At Twitter the second factor of the site itself had
been in trouble before the Space of May 2023.

How to fix: tag the components or vendors that log in, page, chat and hold the runbooks; move them, or give them a fallback, so that their closure and that of the event are apart.

Source of thresholds: nothing shared, our policy.

Passes:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services:
      room: {needs: []}
      staff-login: {tags: [log-in], needs: [], built_on: [], runs_on: []}
      pager: {tags: [paging], needs: [], built_on: [], runs_on: []}
    vendors: {talk: {tags: [chat]}, paper: {tags: [runbooks]}}

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {needs: [login]}, login: {needs: []},
      staff-login: {tags: [log-in], needs: [login]}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Distance
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._edges import open_ends
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.situation import Situation
from kb.model.saying import listed
from kb.model.service import Component, Vendor


class CircularAccess(Check):
    """Compares the closures of tagged components with that of the event.

    Attributes:
        tags: tags some component or vendor must carry: what engineers log in with, are called by, talk over, read runbooks from.
        also: tags looked at where one carries them.
    """

    code = "O5"
    title = "No circular access"
    tags: tuple[str, ...] = ("log-in", "paging", "chat", "runbooks")
    also: tuple[str, ...] = ("monitoring",)

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per tag that must be there, and per tagged component or vendor."""
        things: list[Component | Vendor] = [*case.base.components.values(), *case.base.vendors.values()]
        for tag in self.tags:
            if not any(tag in thing.about.tags for thing in things):
                rests = declared(case.event)
                repair = f"tag what engineers use for it with {tag}"
                yield self.say(case).unknown(f"nothing is tagged {tag}", rests, repair)
        for thing in things:
            tags = [tag for tag in self.tags + self.also if tag in thing.about.tags]
            if tags:
                yield self._apart(case, thing, tags)

    def _apart(self, case: Situation, thing: Component | Vendor, tags: list[str]) -> Answer:
        say = self.say(case, thing.id)
        inside = isinstance(thing, Component)
        shared = case.shared([thing.id]) if inside else sorted({thing.id}.intersection(case.vendors))
        rests = declared(thing, *(thing.hard_edges if isinstance(thing, Component) else ()))
        if shared:
            said = f"{listed(tags)} falls with the event: both stand on {listed(shared)}"
            distance = Distance(len(shared), 0, "shared", at_least=False)
            return say.fails(said, rests, f"give {thing.id} a way that does not need {shared[0]}", distance)
        ends = open_ends(case, [thing.id])
        if ends:
            said = f"what {listed(ends)} stands on is not written in full"
            return say.unknown(said, rests, f"write needs, built_on and runs_on of {listed(ends)}, or []")
        return say.passes(f"{listed(tags)}: nothing in common with the event", rests)
