"""How a component stands: its neighbours, who can operate it and why that counts, and what it stands on in turn."""

from itertools import groupby
from operator import attrgetter
from typing import Final

from kb.analyses.risk.fallbacks import way
from kb.analyses.risk.report import ComponentReport, Member
from kb.documents.document import Tone
from kb.graph.build import spared
from kb.model.saying import count
from kb.model.service import Component, Edge
from kb.model.words import Kind, Relation, RiskClass
from kb.pages import _numbers, _parts, _uris
from kb.pages._escape import esc_md
from kb.pages._input import SiteInput
from kb.pages._mentions import Mentions

_NEIGHBOURS: Final = 20
WEAK: Final = 8
"""Weak places of a closure that are listed, with the way to each."""
_SHOWN: Final = (RiskClass.ORPHANED, RiskClass.SINGLE, RiskClass.UNKNOWN)
_PATH: Final = 6
_HOW: Final = {
    Relation.NEEDS: "needs",
    Relation.BUILT_ON: "is built on",
    Relation.RUNS_ON: "runs on",
    Relation.USES: "uses",
}

_UNDER: Final = {
    Relation.NEEDS: "needed by",
    Relation.BUILT_ON: "built on by",
    Relation.RUNS_ON: "runs",
    Relation.USES: "used by",
}
"""The same edge as seen from the other end."""


def neighbours(site: SiteInput, here: str, component: Component, picture: str) -> list[str]:
    """Return the section on what it stands on and what stands on it: a map, and the same as a table."""
    rows = [*_below(site, here, component), *_above(site, here, component)]
    if not rows:
        unsaid = component.needs is None
        said = _unknown(site) if unsaid else "It stands on nothing, and nothing stands on it."
        return [_parts.heading("Neighbours", searched=False), said]
    more = len(rows) - _NEIGHBOURS
    return [
        _parts.heading("Neighbours", searched=False),
        _parts.insert(f"map-{component.id}") if picture else "",
        "" if picture or not site.maps.why else esc_md(site.maps.why),
        _parts.table(("How", "Component", "Class"), rows[:_NEIGHBOURS]),
        f"And {more} more." if more > 0 else "",
    ]


def _unknown(site: SiteInput) -> str:
    advice = ": write `needs:`, or `needs: []` if it stands on nothing" if site.advises else ""
    return f"What it stands on is unknown{advice}."


def _below(site: SiteInput, here: str, component: Component) -> list[tuple[str, str, str]]:
    made = []
    for edge in component.edges:
        why = f": {esc_md(edge.why)}" if edge.why else ""
        fallback = f"; {_fallback(site, here, component, edge)}" if isinstance(edge.fallback, str) else ""
        other = f"{_parts.named(site.base, here, edge.to)}{why}{fallback}"
        made.append((_HOW[edge.relation], other, _class(site, edge.to)))
    return made


def _fallback(site: SiteInput, here: str, component: Component, edge: Edge) -> str:
    other = _parts.named(site.base, here, str(edge.fallback))
    if spared(component.id, edge, site.assessment.graph.rehearsed):
        return f"or {other}, which was rehearsed: either suffices"
    return f"may fall back to {other}"


def _above(site: SiteInput, here: str, component: Component) -> list[tuple[str, str, str]]:
    return [
        (_UNDER[relation], _parts.named(site.base, here, name), _class(site, name))
        for name, relations in site.above.get(component.id, ())
        for relation in dict.fromkeys(relations)
    ]


def _class(site: SiteInput, name: str) -> str:
    row = site.rows.get(name)
    return _parts.risk_class(row.risk_class) if row else "vendor" if site.base.kind(name) is Kind.VENDOR else ""


def coverage(site: SiteInput, here: str, report: ComponentReport) -> list[str]:
    """Return the section on who can operate it: every line that counts, every one that does not, and the nearest repair."""
    head = _parts.heading("Who can operate it", searched=False)
    return [head, _reasons(site, here, report), _repair(site, here, report)]


def _reasons(site: SiteInput, here: str, report: ComponentReport) -> str:
    row = report.row
    if row.risk_class is RiskClass.UNKNOWN and not site.advises:
        return "Unknown."
    if row.risk_class is RiskClass.UNKNOWN:
        return _parts.empty(
            "Nobody has written down who can operate it",
            f"Write it under `knowledge:` in a file of `ownership/`, or `{row.component}: none` if it is nobody:",
            f"```yaml\nknowledge:\n  {row.component}: {{PERSON: operate}}\n```",
        )
    if not site.shows_people:
        return f"Operators: {esc_md(_numbers.of_row(site, row))}. Who they are, the internal site says."
    if not report.reasons:
        return "Nobody: `none` is written."
    rows = [
        (
            _parts.named(site.base, here, reason.person),
            esc_md(reason.says),
            _parts.toned(reason.why, Tone.GOOD if reason.proven else Tone.CAUTION if reason.counts else Tone.PLAIN),
            _parts.places(reason.sources),
        )
        for reason in report.reasons
    ]
    return _parts.table(("Person", "Level, evidence", "Counts?", "Where"), rows)


def _repair(site: SiteInput, here: str, report: ComponentReport) -> str:
    if not site.shows_people:
        return ""
    said = [f"{item.component}: {item.sentence}" for item in report.steps]
    return f"**Nearest repair.** {Mentions(site, here)('; '.join(said))}." if said else ""


def closure(site: SiteInput, here: str, report: ComponentReport) -> list[str]:
    """Return the section on its hard closure: how many, how many of each class, and the weak ones with the way to each."""
    component = report.row.component
    if len(report.members) == 1:
        return []
    classes = [(found, list(members)) for found, members in groupby(report.members, key=attrgetter("risk_class"))]
    counts = {found: len(members) for found, members in classes}
    said = ", ".join(f"{counts[found]} {found.value}" for found in RiskClass if found in counts)
    weak = [item for found, members in classes if found in _SHOWN for item in members if item.component != component]
    vendors = site.assessment.graph.prepared.vendors_under(component) if site.base.vendors else ()
    return [
        _parts.heading("All it cannot work without", searched=False),
        f"{count(len(report.members), 'component')}, itself included: {said}.",
        _parts.bullets(_weak(site, here, member) for member in weak[:WEAK]),
        f"And {count(len(weak) - WEAK, 'more weak one')}." if len(weak) > WEAK else "",
        f"Vendors below it: {_parts.many(site.base, here, vendors)}." if vendors else "",
    ]


def _weak(site: SiteInput, here: str, member: Member) -> str:
    said = esc_md(_numbers.operators(site, member.risk_class, member.coverage, member.proven, 0))
    path = way(member.path, site.assessment.fallbacks)
    shown = path if len(path) <= _PATH else (*path[: _PATH - 2], "…", path[-1])
    target = _parts.link(here, _uris.component(member.component), member.component)
    return f"{_parts.risk_class(member.risk_class)} {target} ({said}), by {_parts.WAY.join(shown)}"
