"""The answer to *who*, in words.

Longer than the usual 150 lines: one answer, section by section.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from kb.analyses.freshness import Badge
from kb.analyses.who.report import Absent, Asked, Book, Candidate, OnCall, Outside, Standing, Step, WhoReport
from kb.documents.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Paragraph,
    Section,
    Table,
    Tone,
    Verdict,
    cells,
    columns,
)
from kb.documents.risk import RETIRED, TONES, lasting
from kb.documents.runbook_list import BADGE_TONES
from kb.model.moment import day_of
from kb.model.saying import listed
from kb.model.source import Source
from kb.model.words import RiskClass

_COLUMNS: Final = columns("Person~", "Level", "Rests on~", "Where~")
_COLLEAGUES: Final = 8
_NAMED: Final = 4


def describe(report: WhoReport, at: str) -> Document:
    """Describe who can operate a component: whom to call, who can act, who is next best, what to follow."""
    blocks: list[Block] = [asked_for((report.asked,))] if report.asked else []
    blocks += [_verdict(report), _owner(report), _calls(report), _people(report)]
    blocks += _others(report)
    blocks.append(_runbooks(report))
    blocks += vendors(report.vendors, "Vendors it stands on")
    return Document(_title(report), at, tuple(blocks))


def _title(report: WhoReport) -> str:
    shown = f" ({report.title})" if report.title != report.component else ""
    return f"Who can operate {report.component}{shown}"


def _verdict(report: WhoReport) -> Verdict:
    word = report.risk_class.value.upper()
    if report.risk_class is RiskClass.UNKNOWN:
        return Verdict(word, f"Nobody has written down who can operate it ({report.source}).", Tone.UNKNOWN)
    outside = f", and {report.externals} outside the organisation" if report.externals else ""
    if report.coverage == 0:
        return Verdict(word, f"Nobody here can operate it{outside}.", Tone.BAD)
    many = "1 person can operate it" if report.coverage == 1 else f"{report.coverage} people can operate it"
    sure = "all proven" if report.proven == report.coverage else f"{report.proven or 'none'} of them proven"
    sure = sure if report.coverage > 1 else ("proven" if report.proven else "claimed, not proven")
    return Verdict(word, f"{many} ({sure}){outside}{lasting(report.until)}.", TONES[report.risk_class])


def _owner(report: WhoReport) -> Facts:
    gone = report.absent_lead
    lead = f", led by {report.lead}" if report.lead else f", lead {_gone(gone)}" if gone else ""
    contact = f": {', '.join(report.contact)}" if report.contact else ""
    owner = f"{report.owner}{lead}{contact}" if report.owner else "unknown"
    tone = Tone.UNKNOWN if not report.owner else Tone.CAUTION if gone else Tone.PLAIN
    state = (("State", Cell(RETIRED, Tone.CAUTION)),) if report.retired else ()
    return Facts((*state, ("Owner", Cell(owner, tone))))


def asked_for(found: tuple[Asked, ...]) -> Facts:
    """Say what was asked for where that was no component's id, and what to follow for it."""
    pairs: list[tuple[str, Cell]] = []
    for one in found:
        pairs.append(("Asked for", Cell(_stands_for(one))))
        if one.kind == "team":
            contact = Cell(", ".join(one.contact)) if one.contact else Cell("nobody has written how", Tone.CAUTION)
            pairs.append(("Reached by", contact))
        pairs += [("Follow", _follow(book)) for book in one.follow]
        if one.how == "alert" and not one.follow:
            pairs.append(("Follow", Cell("no runbook is bound to this alert", Tone.CAUTION)))
    return Facts(tuple(pairs))


def _stands_for(one: Asked) -> str:
    """Say what is called so, and, where that is no component, which components it leads to."""
    own = "" if one.how in ("id", "alert") else f", {one.how} of the {one.kind} {one.id}"
    own = own or ("" if one.name == one.id and one.kind == "component" else f", {_a(one.kind)}")
    if one.kind == "component":
        return f"{one.name}{own}"
    word = {"system": "of", "alert": "of", "team": "with", "rotation": "for", "runbook": "for", "vendor": "under"}[
        one.kind
    ]
    return f"{one.name}{own} {word} {_leads_to(one.components)}"


def _leads_to(components: tuple[str, ...]) -> str:
    if len(components) > _NAMED:
        return f"{len(components)} components, listed below"
    return ", ".join(components) or "no component"


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _follow(book: Book) -> Cell:
    state = _book(book)[1]
    return Cell(f"{book.runbook}: {state.text} ({_places(book.sources[:1])})", state.tone)


def _calls(report: WhoReport) -> Section:
    otherwise = f"No rotation covers it: {f'go to {report.owner}' if report.owner else 'nobody is called'}."
    return calls(report.on_call, otherwise, _less(report))


def _less(report: WhoReport) -> dict[str, str]:
    """Return of whom somebody may be put through to that they cannot restore it, and what they can; nobody where nothing is known."""
    if report.risk_class is RiskClass.UNKNOWN:
        return {}
    stand = {item.person: item.standing for item in report.candidates}
    named = {
        name for call in report.on_call for name in (*call.primary, *call.secondary, *call.turns, *call.second_turns)
    }
    less = {Standing.ASSISTS: "can assist", Standing.AWARE: "is aware of it"}
    able = (Standing.OPERATES, Standing.EXTERNAL, Standing.ABSENT)
    return {
        name: less.get(stand.get(name, Standing.TEAM), "no entry for it")
        for name in named
        if stand.get(name) not in able
    }


def calls(on_call: tuple[OnCall, ...], otherwise: str, less: Mapping[str, str] = MappingProxyType({})) -> Section:
    """Say whom to call by some rotations; ``otherwise`` where there is none; ``less``: who of them cannot restore it, and what they can."""
    none = (Paragraph(otherwise, Tone.CAUTION),)
    return Section("Whom to call", tuple(Facts(_call(call, less)) for call in on_call) or none)


def _call(call: OnCall, less: Mapping[str, str]) -> tuple[tuple[str, Cell], ...]:
    places = f" ({_places(call.sources)})"
    if call.scheduled:
        until = f" until {call.until.isoformat(timespec='minutes')}" if call.until else ""
        first = _shift(call, call.primary, call.turns, less, until)
        second = _shift(call, call.secondary, call.second_turns, less)
        pairs = [("On call now", first._replace(text=first.text + places)), ("Second", second)]
    else:
        says = f"no shift is recorded for now; {_order(call.turns, less)}{places}"
        pairs = [("On call", Cell(says, Tone.CAUTION)), ("Second", Cell(_names(_marked(call.secondary, less))))]
    steps = call.escalation
    nobody = all(step.absent and not (step.people or step.contact) for step in steps)
    said = "; ".join(_step(step) for step in steps) or "nobody is written down"
    pairs.append(("Called next", Cell(said, Tone.CAUTION if nobody else Tone.PLAIN)))
    return ("Rotation", Cell(f"{call.rotation}: {', '.join(call.contact) or 'no contact written'}")), *pairs


def _shift(
    call: OnCall, people: tuple[str, ...], turns: tuple[str, ...], less: Mapping[str, str], until: str = ""
) -> Cell:
    """Say who has a shift, who of them is not available and who would be next; without a shift, the order of turns."""
    if not people:
        return Cell(f"no shift; {_order(turns, less)}", Tone.CAUTION) if turns else Cell("nobody")
    gone = {item.person: item for item in call.absent}
    shown = ", ".join(_gone(gone[name]) if name in gone else _marked((name,), less)[0] for name in people) + until
    if not gone.keys() & set(people):
        return Cell(shown, Tone.CAUTION if less.keys() >= set(people) else Tone.PLAIN)
    spare = next((name for name in turns if name not in people), None)
    instead = f"next in turn: {_marked((spare,), less)[0]}" if spare else "nobody else who is available takes turns"
    return Cell(f"{shown}; {instead}", Tone.BAD)


def _order(turns: tuple[str, ...], less: Mapping[str, str]) -> str:
    return f"order of turns: {', '.join(_marked(turns, less)) or 'nobody who is available'}"


def _marked(people: tuple[str, ...], less: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{name} ({less[name]})" if name in less else name for name in people)


def _gone(absent: Absent) -> str:
    return f"{absent.person} ({absent.why})"


def _step(step: Step) -> str:
    via = f": {', '.join(step.contact)}" if step.contact else ""
    if step.absent and step.absent[0].person == step.id:
        return f"{_gone(step.absent[0])}{via}"
    named = [name for name in step.people if name != step.id]
    named += [f"{item.person} {item.why}" for item in step.absent]
    return f"{step.id}{f' ({_names(tuple(named))})' if named else ''}{via}"


def _names(people: tuple[str, ...]) -> str:
    return ", ".join(people) or "nobody"


def _places(sources: tuple[Source, ...]) -> str:
    return ", ".join(str(source) for source in sources)


def _people(report: WhoReport) -> Section:
    able = [item for item in report.candidates if item.standing in (Standing.OPERATES, Standing.EXTERNAL)]
    if not able:
        where = f" ({report.knowledge})" if report.knowledge else ""
        if report.risk_class is RiskClass.UNKNOWN:
            return Section("Can operate it", (Paragraph(f"It is unknown who can{where}.", Tone.UNKNOWN),))
        return Section("Can operate it", (Paragraph(f"Nobody who is available{where}.", Tone.BAD),))
    return Section("Can operate it", (_table(able),))


def _table(candidates: list[Candidate]) -> Table:
    return Table(_COLUMNS, tuple(_row(candidate) for candidate in candidates))


def _row(candidate: Candidate) -> tuple[Cell, ...]:
    note = f" ({candidate.note})" if candidate.note else ""
    tone = Tone.GOOD if candidate.proven else Tone.PLAIN
    shown = candidate.person if candidate.title == candidate.person else f"{candidate.person}, {candidate.title}"
    return cells(shown + note, candidate.level or "", Cell(rests_on(candidate), tone), _places(candidate.sources))


def rests_on(candidate: Candidate) -> str:
    """Say what a level rests on so that claimed never looks like proven."""
    if candidate.evidence is None:
        return ""
    when = f" on {day_of(candidate.last)}" if candidate.last else ""
    if candidate.proven:
        return f"proven: {candidate.evidence}{when}"
    return f"claimed ({candidate.evidence}{when})" if candidate.evidence != "claimed" else f"claimed{when}"


def _others(report: WhoReport) -> list[Block]:
    found: list[Block] = []
    next_best = [item for item in report.candidates if item.standing in (Standing.ASSISTS, Standing.AWARE)]
    colleagues = [item.person for item in report.candidates if item.standing is Standing.TEAM]
    absent = [item for item in report.candidates if item.standing is Standing.ABSENT]
    blocks: list[Block] = [_table(next_best)] if next_best else []
    if colleagues:
        blocks.append(Paragraph(f"In {report.owner}, without an entry for it: {listed(colleagues, _COLLEAGUES)}."))
    found.append(Section("Next best", tuple(blocks) or (Paragraph("Nobody is written down.", Tone.CAUTION),)))
    if absent:
        lines = tuple(f"{item.person}: {item.level}, {item.note} ({_places(item.sources)})" for item in absent)
        found.append(Section("Know it, but are not available", (Bullets(lines),)))
    return found


def vendors(found: Iterable[Outside], title: str) -> list[Block]:
    """Say how vendors are reached and until when they answer; nothing where there are none."""
    heads = columns("Vendor~", "Contact~", "Support~", "Where~")
    rows = tuple(
        cells(
            item.vendor if item.title == item.vendor else f"{item.vendor}, {item.title}",
            Cell(", ".join(item.contact) or "unknown", Tone.PLAIN if item.contact else Tone.UNKNOWN),
            Cell(item.support or "unknown", Tone.PLAIN if item.support else Tone.UNKNOWN),
            item.source,
        )
        for item in found
    )
    return [Section(title, (Table(heads, rows),))] if rows else []


def _runbooks(report: WhoReport) -> Section:
    if not report.runbooks:
        return Section("Runbooks", (Paragraph("There is none.", Tone.CAUTION),))
    heads = columns("Runbook", "State~", "Where~")
    return Section("Runbooks", (Table(heads, tuple(_book(book) for book in report.runbooks)),))


def _book(book: Book) -> tuple[Cell, ...]:
    when = f", {book.last.date()} by {book.by}" if book.last else ""
    return cells(book.runbook, Cell(book.badge + when, BADGE_TONES[Badge(book.badge)]), _places(book.sources))


def describe_rows(report: WhoReport, at: str) -> Document:
    """Describe everyone in one table, for formats that machines read line by line."""
    keys = ("component", "person", "standing", "level", "proven", "evidence", "last", "note", "source")
    rows = (
        (
            report.component, item.person, item.standing.value, item.level, "yes" if item.proven else "no", item.evidence,
            item.last and item.last.isoformat(), item.note, _places(item.sources),
        )
        for item in report.candidates
    )  # fmt: skip
    return Document.of_rows(_title(report), at, keys, rows)
