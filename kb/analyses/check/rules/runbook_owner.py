"""A runbook whose owner has no active member.

Why: teams are merged and renamed, and their runbooks stay where they are. People still follow them at night; nobody reads them by
day. What nobody keeps is not kept.

How to fix: name the team that keeps it now (`owner:`).

A team that owns components, too, is reported once, by `team-active`.

Known as RB102, too.

Passes:
    # ownership/teams.yml
    teams:
      crew: {}
    people:
      ann: {team: crew}
    # runbooks/pay-down.md
    ---
    owner: crew
    ---
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate

Fails:
    # ownership/teams.yml
    teams:
      crew: {}
    people:
      ann: {team: crew, until: 2026-03-31}
    # runbooks/pay-down.md
    ---
    owner: crew
    ---
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class RunbookOwner(Rule):
    """Finds owners of runbooks without anybody in them."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a runbook."""
        if not view.base.runbooks:
            return
        owning = {view.base.owner(component) for component in view.components}
        for runbook in view.base.runbooks.values():
            owner = runbook.owner
            if (
                owner is not None
                and owner in view.base.teams
                and owner not in view.moved.staffed
                and owner not in owning
            ):
                message = f"`{owner}`, the owner of the runbook `{runbook.id}`, has no active member"
                evidence = (view.base.teams[owner].source,)
                yield self.finding(
                    runbook.id, runbook.source, message, "name the team that keeps it now", evidence=evidence, width=1
                )
