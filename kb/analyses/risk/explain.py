"""Why a component stands where it stands: every line that counts, every one that does not, and the way to the weakest."""

from typing import TYPE_CHECKING

from kb.analyses.coverage import Operator
from kb.analyses.evidence import record_named
from kb.analyses.presence import Presence, away, presence
from kb.analyses.risk.repair import Repairs
from kb.analyses.risk.report import ComponentReport, Member, Reason
from kb.model.moment import day_of, days_between
from kb.model.words import Level

if TYPE_CHECKING:
    from kb.analyses.risk.assess import Assessment


def component_report(assessment: "Assessment", name: str, ways: int) -> ComponentReport:
    """Explain the risk of one component of a base; the way is given to so many of its closure, the weakest first."""
    base, graph = assessment.base, assessment.graph
    row = assessment.row(graph.number[name], base.components[name])
    members = _members(assessment, name, ways)
    inside = frozenset(graph.prepared.closure(name))
    repairs = Repairs(base, assessment.coverage, assessment.leaving)
    weakest = row.weakest.component if row.weakest else name
    other = None
    if weakest != name and row.weakest is not None and row.weakest.coverage < 3:
        other = repairs.nearest(weakest, assessment.classes[graph.number[weakest]], assessment.last_days.of(weakest))
    return ComponentReport(
        at=assessment.at,
        without=assessment.without,
        row=row,
        title=base.title(name),
        reasons=tuple(_reasons(assessment, name)),
        members=members,
        repair=repairs.nearest(name, row.risk_class, row.until),
        closure_repair=other,
        fallbacks=tuple(item for item in assessment.fallbacks if item.component in inside),
        knowledge=base.knowledge_sources.get(name),
        silent=tuple(sorted(item for item in inside if base.components[item].needs is None)),
        retired=name in base.retired,
    )


def _reasons(assessment: "Assessment", name: str) -> list[Reason]:
    found = [_reason(assessment, name, operator) for operator in assessment.coverage.operators(name)]
    return sorted(found, key=lambda reason: (not reason.counts, not reason.proven, reason.person))


def _reason(assessment: "Assessment", name: str, operator: Operator) -> Reason:
    says = f"{operator.level.word}, {operator.evidence.value}"
    if operator.last is not None:
        says += f" {day_of(operator.last)}"
    return Reason(
        operator.person,
        says,
        operator.counts,
        operator.counts and operator.proven,
        _why(assessment, name, operator),
        operator.sources,
    )


def _why(assessment: "Assessment", name: str, operator: Operator) -> str:
    person = assessment.base.people[operator.person]
    if operator.person in assessment.without:
        return "taken away by --without"
    if not operator.available:
        dates = {
            Presence.LEFT: f"left, last day {person.until}",
            Presence.NOT_YET: f"not yet here, from {person.from_}",
        }
        return dates.get(presence(assessment.base, person, assessment.at), away(assessment.base, person, assessment.at))
    if operator.level < Level.OPERATE:
        return "below operate"
    if operator.external:
        return "external: beside coverage"
    end = assessment.last_days.ends.get(operator.person)
    last = f"; last day {end}" if end is not None else ""
    return ("counts, proven" if operator.proven else f"counts, claimed: {unproven(assessment, name, operator)}") + last


def unproven(assessment: "Assessment", name: str, operator: Operator) -> str:
    """Return why what somebody can do is a claim: what the evidence of an operator who is not proven lacks."""
    if not operator.evidence.proves_operate:
        return "no unaided drill, game day or incident"
    if operator.last is None:
        return "the evidence has no date"
    if day_of(operator.last) > day_of(assessment.at):
        return "the evidence is later than this date"
    days = assessment.base.settings.evidence_days
    if days_between(operator.last, assessment.at) > days:
        return f"the evidence is older than {days} days"
    knows = assessment.base.knowledge[name][operator.person]  # a run this young would have proved it
    return (
        "the record it names does not show it" if record_named(knows.ref) else "it does not say where that can be seen"
    )


def _members(assessment: "Assessment", name: str, most: int) -> tuple[Member, ...]:
    """Return a hard closure, weakest first, then nearest, then by id; the way is given for the first ``most``."""
    graph, classes = assessment.graph, assessment.classes
    ways = graph.ways(name)
    ordered = sorted(
        (assessment.ranks[node], ways.distance[node], node)
        for node in map(graph.number.__getitem__, graph.closure(name))
    )  # nodes count as ids sort
    members = []
    for place, (_, _, node) in enumerate(ordered):
        other, cover = graph.ids[node], assessment.covers[node]
        way = ways.to(other) if place < most else ()
        members.append(Member(other, classes[node], cover.coverage, cover.proven, way))
    return tuple(members)
