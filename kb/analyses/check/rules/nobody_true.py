"""What the files say of who can operate a component, and the log of runs says otherwise: `none`, or a run that is not there.

Why: `none` and a passed run contradict each other. Either the line is older than the run, and an operator is passed over; or
whoever wrote it knew that the run no longer holds. The files cannot tell which, so the run proves nothing as long as both
stand: the component counts as *orphaned*, for weak data must never look strong. A line whose `ref` is the record of a run rests
on that record. Where there is none, or it is of others, the line is a claim; so is one with a drill, a game day or an incident
and no `ref` at all: a date alone is bumped by anyone.

How to fix: ask who ran it. If they can still operate it, write them in place of `none`, or remove the line; if they cannot,
leave `none`, and suppress this finding with the reason: the record of a run is never taken away. Correct a `ref` that leads
nowhere, record the run with `kb runbook log`, or name the ticket or the notes that show it.

Looked at are passed unaided drills, game days and incidents not older than `evidence_days`, by people who are still there; and
every `ref` in the form of a record's name. Lines without a `ref` are told of once, however many there are.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 0}
    # ownership/people.yml
    people:
      ann: {}
    knowledge:
      pay: {ann: operate}
    # runbooks/pay-down.md
    ---
    components: [pay]
    ---
    ## Steps
    1. Restart it.
    # runbooks/log/1.yml
    runbook: pay-down
    kind: drill
    by: ann
    ended: 2026-05-01T10:00:00Z
    help: none
    outcome: pass

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 0}
    # ownership/people.yml
    people:
      ann: {}
    knowledge:
      pay: none
    # runbooks/pay-down.md
    ---
    components: [pay]
    ---
    ## Steps
    1. Restart it.
    # runbooks/log/1.yml
    runbook: pay-down
    kind: drill
    by: ann
    ended: 2026-05-01T10:00:00Z
    help: none
    outcome: pass
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.analyses.evidence import Proofs, record_named
from kb.model.finding import Finding
from kb.model.people import Knows
from kb.model.runbook import Run
from kb.model.saying import count
from kb.model.words import Level


class NobodyTrue(Rule):
    """Finds a written `none` that a passed run contradicts, and lines that rest on a run that is not there."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component, one a line whose record is missing, and one for all lines that name none."""
        yield from self._denied(view)
        tables = view.base.knowledge.values()
        shown = [
            knows for known in tables for knows in known.values() if knows.last is not None or knows.ref is not None
        ]
        named = [(knows, name) for knows in shown if knows.ref and (name := record_named(knows.ref))]
        if named:
            yield from self._unrecorded(view, named)
        bare = [knows for knows in shown if knows.ref is None and knows.by.proves_operate]
        yield from self._bare([knows for knows in bare if knows.level >= Level.OPERATE])

    def _unrecorded(self, view: View, named: list[tuple[Knows, str]]) -> Iterator[Finding]:
        from kb.model.nearest import hint  # noqa: PLC0415 - only on the way to a finding

        records: dict[str, Run] = {run.source.path.rpartition("/")[2].partition(".")[0]: run for run in view.base.runs}
        for knows, name in named:
            run = records.get(name)
            if run is not None and knows.person in (run.by, run.observer):
                continue
            said = f"`{knows.person}` on `{knows.component}` rests on the run `{name}`"
            why = "is not in the log" if run is None else "is of somebody else"
            place, width = view.place(knows.source, knows.person, "ref")
            message = f"{said}, which {why}, so the line is a claim{'' if run else hint(name, records)}"
            fix = "correct `ref`, or record the run with `kb runbook log`"
            evidence = () if run is None else (run.source,)
            yield self.finding(knows.component, place, message, fix, evidence=evidence, width=width)

    def _bare(self, bare: list[Knows]) -> Iterator[Finding]:
        if bare:
            first = bare[0]
            said = f"`{first.person}` on `{first.component}`"
            more = f" (and {count(len(bare) - 1, 'line')} more)" if bare[1:] else ""
            message = f"{said}{more} says `{first.by.value}` with a date and no `ref`: a date alone is a claim"
            fix = "name under `ref` the ticket or the notes that show it, or record the run with `kb runbook log`"
            evidence = tuple(knows.source for knows in bare[1:4])
            yield self.finding(first.component, first.source, message, fix, evidence=evidence, width=len(first.person))

    def _denied(self, view: View) -> Iterator[Finding]:
        base, proofs = view.base, Proofs(view.base, view.at)
        for name, runs in sorted(proofs.denied.items()):
            shown = [
                run
                for person, run in sorted(runs.items())
                if run.ended is not None
                and proofs.young(run.ended, view.at)
                and person in base.people
                and base.is_active(base.people[person], view.at)
            ]
            if shown:
                last = max(shown, key=lambda run: (run.ended, run.source))
                kind = last.kind.value if last.kind else "run"
                message = (
                    f"the files say `none` of `{name}`, that nobody can operate it, but {last.by} passed a {kind} of "
                    f"`{last.runbook}` unaided on {last.ended:%Y-%m-%d}: one of the two is out of date, and the run "
                    "does not count"
                )
                fix = f"if they can still operate `{name}`, name them under `knowledge:` in place of `none`"
                places = tuple(run.source for run in shown)
                yield self.finding(name, base.knowledge_sources[name], message, fix, evidence=places)
