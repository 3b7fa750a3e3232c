"""For every hard dependency it is written how it fails, what users see, how that is noticed and what is done.

Why: Shopify keeps a matrix of its critical services: how each can fail, how it recovers, which playbook helps. The cell
nobody filled in is the one that is improvised on the day.

How to fix: write `modes: [{id, effect, detect, runbook}]` at the edge; a rehearsed fallback stands in for the runbook.

Source of thresholds: Shopify's resiliency matrix; AWS operational readiness lens (failure models).

Passes:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services:
      room: {built_on: [], runs_on: [], needs: [{to: login, modes: [{id: down,
        effect: nobody gets in, detect: LoginDown, runbook: restart}]}]}
      login: {needs: [], built_on: [], runs_on: []}
    # runbooks/restart.md
    Restart it.

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {needs: [login]}, login: {needs: []}}
"""

from collections.abc import Iterator

from kb.analyses.placeholders import is_placeholder
from kb.analyses.readiness.answer import Answer, Distance
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._edges import unwritten
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.situation import Situation
from kb.graph.build import spared
from kb.model.saying import count, listed
from kb.model.service import Component, Mode
from kb.model.words import Nothing


class FailureModes(Check):
    """Looks for a complete failure mode at each hard edge of the closure."""

    code = "K2"
    title = "Failure mode per hard dependency"
    due = 14

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per component in scope."""
        for component in case.components:
            yield self._edges(case, component)

    def _edges(self, case: Situation, component: Component) -> Answer:
        say = self.say(case, component.id)
        edges = component.hard_edges
        rests = declared(*(edges or [component]))
        beside = {edge.to for edge in edges if spared(component.id, edge, case.graph.rehearsed)}
        helpless = [
            edge.to
            for edge in edges
            if any(isinstance(mode.runbook, Nothing) and edge.to not in beside for mode in edge.modes or ())
        ]
        unknown = [
            edge.to for edge in edges if not any(_complete(mode, spared=edge.to in beside) for mode in edge.modes or ())
        ]
        distance = Distance(len(edges) - len({*helpless, *unknown}), len(edges), "edges") if edges else None
        if helpless:
            said = f"no runbook and no rehearsed fallback when {listed(helpless)} fails"
            return say.fails(said, rests, f"write what to do when {listed(helpless)} fails", distance)
        if unknown:
            why = f"how {listed(unknown)} fails is not written in full"
            mend = f"write effect, detect and runbook of a failure of {listed(unknown)}"
            return say.unknown(why, rests, mend, distance)
        missing = unwritten(component)
        if missing:
            repair = f"write {listed(missing)} of {component.id}, or []"
            return say.unknown(f"not written: {listed(missing)}", rests, repair)
        return say.passes(
            f"{count(len(edges), 'hard edge')}, each with a failure mode" if edges else "it stands on nothing", rests
        )


def _complete(mode: Mode, *, spared: bool) -> bool:
    """Whether a failure mode says what it must; where a rehearsed fallback takes over, no runbook is needed."""
    written = not is_placeholder(mode.effect) and not is_placeholder(mode.detect)
    return written and (mode.runbook is not None or spared)
