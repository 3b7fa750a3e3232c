"""Whom to call now, in order: the rotations that cover a component, then who is called next, then the team that owns it.

A rotation in which nobody answers comes last, and no way to reach somebody is listed twice: whoever calls at night goes down the list.
Where no rotation answers, those who can restore the component are named beside it.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from kb.analyses.coverage import Operator
from kb.analyses.who.call import answers, rotations_on_call, ways
from kb.analyses.who.report import Absent, OnCall, Step
from kb.model.saying import listed
from kb.model.service import Component, Contact
from kb.model.words import Level
from kb.pages import _parts
from kb.pages._escape import esc_md, link
from kb.pages._input import SiteInput

_RESTORERS: Final = 6
"""Named in the card; all stand in the table below the map."""


class Call(NamedTuple):
    """A line of the list: the way it calls, empty for none; the line; and what is left of it where the way was said before."""

    way: str
    line: str
    besides: str = ""


def calls(site: SiteInput, here: str, component: Component) -> list[str]:
    """Return whom to call for a component, in order: Markdown, one line each; empty where nobody is written down."""
    rotations = rotations_on_call(site.base, component.id, site.at)
    found = [line for call in rotations if answers(call) for line in _rotation(site, here, call)]
    found += _owner(site, here, site.base.owner(component))
    found += [line for call in rotations if not answers(call) for line in _rotation(site, here, call)]
    return list(_once(found))


def restorers(site: SiteInput, here: str, component: Component) -> str:
    """Return who can restore a component now, in the order of ``kb who``; empty where a rotation answers, and for who sees no people."""
    if not site.shows_people or any(answers(call) for call in rotations_on_call(site.base, component.id, site.at)):
        return ""
    found = site.assessment.coverage.operators(component.id)
    able = [item for item in found if item.available and item.level >= Level.OPERATE]
    there = sorted(able, key=lambda item: (item.external, not item.proven, -item.level, item.person))
    if not there:
        known = site.assessment.coverage.is_known(component.id)
        return "Nobody who is there now." if known else "Unknown: nobody is written down."
    named = [f"{_person(site, here, item.person)} ({_how(item)})" for item in there]
    return f"{listed(named, _RESTORERS)}."


def _how(item: Operator) -> str:
    return f"{'external, ' if item.external else ''}{'proven' if item.proven else 'claimed'}"


def _once(found: list[Call]) -> Iterator[str]:
    """Yield lines, of those that would call the same pager again only what they say besides."""
    seen: set[str] = set()
    for call in found:
        again = bool(call.way) and call.way in seen
        line = call.besides if again else call.line
        if line and line not in seen:
            yield line
        seen |= {call.way, line}


def reached(contacts: tuple[Contact, ...] | None) -> str:
    """Return ways to reach someone: addresses as links, all else as it is typed."""
    return ", ".join(_way(contact) for contact in contacts or ())


def _way(contact: Contact) -> str:
    if contact.kind == "url":
        return link(contact.to, contact.to)
    return f"{esc_md(contact.kind)} **{esc_md(contact.to)}**"


def _rotation(site: SiteInput, here: str, call: OnCall) -> Iterator[Call]:
    who = f": {_on_call(site, here, call)}" if site.shows_people else ""
    way, plain = _strong(call.contact), f"Rotation **{esc_md(call.title)}**{who}"
    yield Call(way, f"{way} (rotation {esc_md(call.title)}){who}" if way else plain, plain)
    for step in call.escalation:
        yield _step(site, here, step)


def _strong(contact: tuple[str, ...]) -> str:
    pairs = (way.partition(" ") for way in contact)
    return ", ".join(f"{esc_md(kind)} **{esc_md(to)}**" for kind, _, to in pairs)


def _on_call(site: SiteInput, here: str, call: OnCall) -> str:
    gone = {item.person: item for item in call.absent}
    if not call.scheduled:
        turns = ", ".join(_person(site, here, name) for name in call.turns)
        return (
            f"no shift is recorded for now; order of turns {turns}" if turns else "nobody who is available takes turns"
        )
    first = ", ".join(_present(site, here, name, gone) for name in call.primary) or "nobody"
    until = esc_md(f"until {call.until.isoformat(sep=' ', timespec='minutes')}") if call.until else ""
    second = ", ".join(_present(site, here, name, gone) for name in call.secondary)
    spare = next((name for name in call.turns if name not in call.primary), None)
    instead = f"; next in turn {_person(site, here, spare)}" if spare and gone.keys() & set(call.primary) else ""
    return f"{first}{' ' if until else ''}{until}{instead}{f'; second {second}' if second else ''}"


def _present(site: SiteInput, here: str, name: str, gone: dict[str, Absent]) -> str:
    return _person(site, here, name) + (f" ({esc_md(gone[name].why)})" if name in gone else "")


def _person(site: SiteInput, here: str, name: str) -> str:
    return _parts.named(site.base, here, name, people=site.shows_people)


def _step(site: SiteInput, here: str, step: Step) -> Call:
    way = _strong(step.contact)
    if step.kind == "person":
        name = _person(site, here, step.id)
        gone = f" ({esc_md(step.absent[0].why)})" if step.absent and site.shows_people else ""
        return Call(way, f"{name}{gone}{f': {way}' if way else ''}")
    people = ""
    if site.shows_people:
        there = [_person(site, here, name) for name in step.people if name != step.id]
        there += [f"{_person(site, here, item.person)} {esc_md(item.why)}" for item in step.absent]
        people = f": {', '.join(there)}" if there else ""
    shown = f"{esc_md(step.kind)} {_parts.named(site.base, here, step.id)}"
    return Call(way, f"{f'{way} ({shown})' if way else shown}{people}", f"{shown}{people}" if people else "")


def _owner(site: SiteInput, here: str, owner: str | None) -> Iterator[Call]:
    team = site.base.teams.get(owner or "")
    if team is None:
        return
    way = _strong(ways(team.contact))
    shown = f"team {_parts.named(site.base, here, team.id)}"
    lead = f", led by {_person(site, here, team.lead)}" if team.lead and site.shows_people else ""
    yield Call(way, f"{f'{way} ({shown})' if way else shown}{lead}", f"{shown}{lead}" if lead else "")
