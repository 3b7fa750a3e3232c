"""What is on record about a component: capacity, failure modes, findings, history, and the sources of it all."""

from collections.abc import Container, Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final

from kb.model.finding import Finding
from kb.model.moment import day_of, is_past
from kb.model.pattern import pattern
from kb.model.saying import amount
from kb.model.service import Capacity, Change, Component, Confirmed, Tested
from kb.model.words import Nothing
from kb.pages import _parts, _uris
from kb.pages._escape import esc_md, marked, sentence
from kb.pages._input import SiteInput

_HISTORY: Final = 12
_FINDINGS: Final = 15
_WORD: Final = pattern(r"[\w-]+")
_LIMITS: Final = (
    ("designed", "Designed for"),
    ("provisioned", "Provisioned"),
    ("prewarmed", "Warm before the start"),
    ("autoscale_max", "Scales by itself to"),
    ("quota", "Quota"),
)


def capacity(site: SiteInput, component: Component) -> list[str]:
    """Return the section on how much it can carry; none where nothing is written."""
    found = component.capacity
    if not isinstance(found, Capacity):
        return []
    rows = [
        (title, _limit(getattr(found, key), found.unit)) for key, title in _LIMITS if getattr(found, key) is not None
    ]
    if found.tested is not None or site.advises:
        rows.insert(1 if found.designed is not None else 0, ("Tested", _tested(found.tested, found.unit)))
    if found.limit_confirmed is not None:
        rows.append(("Limit confirmed", _confirmed(found.limit_confirmed, found.unit)))
    if found.reaction_minutes is not None:
        rows.append(("Reacts within", f"{found.reaction_minutes:g} min"))
    return [_parts.heading("Capacity", searched=False), _parts.table(("What", "Value"), rows)]


def _limit(value: float | Nothing | None, unit: str | None) -> str:
    return "none" if not isinstance(value, float | int) else f"{esc_md(amount(value))} {esc_md(unit or '')}".rstrip()


def _tested(found: Tested | Nothing | None, unit: str | None) -> str:
    if found is None:
        return "unknown: write `tested:`, or `tested: none`"
    if isinstance(found, Nothing):
        return "never"
    value = _limit(found.value, unit) if found.value is not None else "to an unknown value"
    breaks = f"; breaks at {_limit(found.breaks_at, unit)}" if found.breaks_at is not None else ""
    return f"{value}{f' on {found.date}' if found.date else ', without a date'}{breaks}"


def _confirmed(found: Confirmed | Nothing, unit: str | None) -> str:
    if isinstance(found, Nothing):
        return "no"
    return f"{_limit(found.value, unit)}{f' on {found.date}' if found.date else ''}"


def modes(site: SiteInput, here: str, component: Component) -> list[str]:
    """Return the section on how its edges fail: what users see, how it is detected, which runbook answers."""
    rows = [
        (
            esc_md(mode.effect or mode.id),
            _parts.named(site.base, here, edge.to),
            esc_md(mode.detect or "unknown"),
            _parts.named(site.base, here, mode.runbook) if isinstance(mode.runbook, str) else "none",
        )
        for edge in component.edges
        for mode in edge.modes or ()
    ]
    if not rows:
        return []
    listed = [f"{effect}: {runbook}" for effect, _, _, runbook in rows]
    return [
        _parts.heading("How it fails"),
        _parts.bullets(
            f"{said} (when {to} fails; seen by {detect})" for said, (_, to, detect, _) in zip(listed, rows, strict=True)
        ),
    ]


def findings(site: SiteInput, here: str, component: Component) -> list[str]:
    """Return the section on what ``kb check`` finds about it, and on what its page lacks."""
    found = site.findings.get(component.id, ()) if site.advises else ()
    items = [
        f"{finding.severity.value.capitalize()}: {_said(site, finding)} "
        f"({_parts.link(here, _uris.manual('rule', finding.rule), finding.rule)}"
        f"{f', {_parts.places((finding.source,))}' if site.shows_people else ''})"
        for finding in found[:_FINDINGS]
    ]
    items += [f"Advice: {said}" for said in _lacking(site, component, {item.rule for item in found})]
    if not items:
        return []
    more = len(found) - _FINDINGS
    return [
        _parts.heading("Findings", searched=False),
        _parts.bullets(items),
        f"And {more} more." if more > 0 else "",
    ]


def _said(site: SiteInput, finding: Finding) -> str:
    """Say a finding and how to mend it; of one that names people, where they are not shown, only that it does."""
    text = f"{finding.message}. {sentence(finding.fix)}"
    if not site.shows_people and not site.base.people.keys().isdisjoint(_WORD.findall(text)):
        return "what it says names people, whom this site does not."
    return f"{marked(finding.message)}. {marked(sentence(finding.fix))}"


def _lacking(site: SiteInput, component: Component, said: Container[str]) -> Iterator[str]:
    """Yield what to write for whoever is woken at night, where no rule has said so already."""
    if not site.advises:
        return
    if not component.about.description:
        yield "nothing says what it is. Write `description:` at the component."
    if site.base.owner(component) is None and "owner-known" not in said:
        yield "it is unknown which team runs it. Write `owner:` at the component or at its system."
    if component.runbooks is None and not site.base.runbooks_of(component.id) and "runbook-known" not in said:
        yield f"it has no runbook. Write `runbooks/restart-{component.id}.md` with `components: [{component.id}]`."


def history(site: SiteInput, here: str, component: Component) -> list[str]:
    """Return the section on what happened to it: changes, and runs of its runbooks, the latest first."""
    told = [
        (change.date, _change(change))
        for change in component.changes or ()
        if change.date is not None and is_past(change.date, site.at)
    ]
    for name in site.base.runbooks_of(component.id):
        told += runs(site, here, name)
    if not told:
        return []
    told.sort(key=lambda item: (item[0], item[1]), reverse=True)
    rows = [(day.isoformat(), said) for day, said in told[:_HISTORY]]
    return [_parts.heading("History", searched=False), _parts.table(("Day", "What"), rows)]


def _change(change: Change) -> str:
    how = "" if change.significant is None else " significantly" if change.significant else " a little"
    return f"changed{how}{f', {esc_md(change.ref)}' if change.ref else ''}"


def runs(site: SiteInput, here: str, runbook: str) -> list[tuple[date, str]]:
    """Return the finished runs of a runbook up to the instant: the day, and what is to be said of each."""
    made = []
    for run in site.base.runs_of(runbook):
        ended: datetime | None = run.ended
        if ended is None or not is_past(ended, site.at):
            continue
        kind = run.kind.value if run.kind else "run"
        by = f" by {_parts.named(site.base, here, run.by)}" if run.by and site.shows_people else ""
        help_ = "" if run.help in (None, "none") else f", with help ({esc_md(run.help or '')})"
        title = _parts.link(here, _uris.runbook(runbook), site.base.title(runbook))
        made.append((day_of(ended), f"{esc_md(kind)} of {title}{by}: {esc_md(run.outcome or 'no outcome')}{help_}"))
    return made


def sources(site: SiteInput, here: str, component: Component) -> list[str]:
    """Return the section on where its lines stand, and what they rest on."""
    if not site.shows_people:
        return []
    rows = [("declared", component.provenance, component.source)]
    rows += [
        (f"{edge.relation.value.replace('_', ' ')} {edge.to}", edge.provenance, edge.source) for edge in component.edges
    ]
    if isinstance(component.capacity, Capacity):
        rows.append(("capacity", component.capacity.provenance, component.capacity.source))
    head = _parts.heading("Sources", searched=False)
    if not any(found.basis or found.sources for _, found, _ in rows):
        return [
            head,
            f"Declared at {_parts.places((component.source,))}; no line says what it rests on: add `basis:` and `sources:`.",
        ]
    same: dict[tuple[str, str, str], list[str]] = {}  # what rests on the same, at the same place, is one row
    for what, found, place in rows[:_FINDINGS]:
        same.setdefault((_basis(found), _cited(here, found.sources), _parts.places((place,))), []).append(esc_md(what))
    made = [(", ".join(whats), *rest) for rest, whats in same.items()]
    return [head, _parts.table(("What", "Basis", "After", "Where"), made)]


def _basis(found: Any) -> str:
    word = found.basis.value if found.basis else "not marked"
    return f'<span class="kb-basis kb-{word.replace(" ", "-")}">{word}</span>'


def _cited(here: str, names: Iterable[str]) -> str:
    return ", ".join(f"[{name}]({_uris.relative(here, f'{_uris.SOURCES}#{name}')})" for name in names)
