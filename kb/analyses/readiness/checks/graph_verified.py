"""The map of what the event stands on rests on more than assumptions.

Why: the inside of the Twitter Space that failed in May 2023 is not in the public record; a plan made on a guessed map
protects what was guessed.

How to fix: check the assumed edges against traces or the code, then write their `basis` and `sources`.

Source of thresholds: our policy.

Passes:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {needs: [{to: login, basis: stated}]}, login: {}}

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {needs: [{to: login, basis: assumption}]}, login: {}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Severity
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.situation import Situation
from kb.model.words import Basis


class GraphVerified(Check):
    """Counts the assumed hard edges of the closure.

    Attributes:
        warn_over: share of assumed edges over which it warns.
        fail_over: share of assumed edges over which it fails.
    """

    code = "G2"
    title = "Graph verified"
    severity = Severity.MAJOR
    due = 21
    warn_over: float = 0.2
    fail_over: float = 0.5

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the one answer."""
        edges = [edge for component in case.components for edge in component.hard_edges]
        assumed = [edge for edge in edges if edge.provenance.basis is Basis.ASSUMPTION]
        if not edges:
            known = all(None not in (item.needs, item.built_on, item.runs_on) for item in case.components)
            said = "the entry stands on nothing" if known else "not one hard edge is written"
            mend = "write what the entry components need"
            rests = declared(*case.components)
            yield self.say(case).answer(Outcome.PASS if known else Outcome.UNKNOWN, said, rests, mend)
            return
        share = len(assumed) / len(edges)
        outcome = Outcome.FAIL if share > self.fail_over else Outcome.WARN if share > self.warn_over else Outcome.PASS
        said = f"{len(assumed)} of {len(edges)} hard edges are assumptions"
        repair = "check the assumed edges against traces or the code"
        distance = Distance(round(share, 3), self.fail_over, "share of edges", at_least=False)
        yield self.say(case).answer(outcome, said, declared(*(assumed or edges)), repair, distance)
