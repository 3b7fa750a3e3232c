"""Whom to call now, in order: the rotations that cover a component, then who is called next, then the team that owns it."""

from collections.abc import Iterator

from kb.analyses.who.call import rotations_on_call, ways
from kb.analyses.who.report import Absent, OnCall, Step
from kb.model.service import Component, Contact
from kb.pages import _parts
from kb.pages._escape import esc_md, link
from kb.pages._input import SiteInput


def calls(site: SiteInput, here: str, component: Component) -> list[str]:
    """Return whom to call for a component, in order: Markdown, one line each; empty where nobody is written down."""
    owner = site.base.owner(component)
    found: list[str] = []
    for call in rotations_on_call(site.base, component.id, site.at):
        found += _rotation(site, here, call)
    found += _owner(site, here, owner)
    return list(dict.fromkeys(found))


def reached(contacts: tuple[Contact, ...] | None) -> str:
    """Return ways to reach someone: addresses as links, all else as it is typed."""
    return ", ".join(_way(contact) for contact in contacts or ())


def _way(contact: Contact) -> str:
    if contact.kind == "url":
        return link(contact.to, contact.to)
    return f"{esc_md(contact.kind)} **{esc_md(contact.to)}**"


def _rotation(site: SiteInput, here: str, call: OnCall) -> Iterator[str]:
    who = f": {_on_call(site, here, call)}" if site.shows_people else ""
    way = _strong(call.contact)
    yield f"{f'{way} (rotation {esc_md(call.title)})' if way else f'Rotation **{esc_md(call.title)}**'}{who}"
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
    until = f" until {call.until.isoformat(sep=' ', timespec='minutes')}" if call.until else ""
    second = ", ".join(_present(site, here, name, gone) for name in call.secondary)
    spare = next((name for name in call.turns if name not in call.primary), None)
    instead = f"; next in turn {_person(site, here, spare)}" if spare and gone.keys() & set(call.primary) else ""
    return f"{first}{esc_md(until)}{instead}{f'; second {second}' if second else ''}"


def _present(site: SiteInput, here: str, name: str, gone: dict[str, Absent]) -> str:
    return _person(site, here, name) + (f" ({esc_md(gone[name].why)})" if name in gone else "")


def _person(site: SiteInput, here: str, name: str) -> str:
    return _parts.named(site.base, here, name, people=site.shows_people)


def _step(site: SiteInput, here: str, step: Step) -> str:
    way = _strong(step.contact)
    if step.kind == "person":
        name = _person(site, here, step.id)
        gone = f" ({esc_md(step.absent[0].why)})" if step.absent and site.shows_people else ""
        return f"{name}{gone}{f': {way}' if way else ''}"
    people = ""
    if site.shows_people:
        there = [_person(site, here, name) for name in step.people if name != step.id]
        there += [f"{_person(site, here, item.person)} {esc_md(item.why)}" for item in step.absent]
        people = f": {', '.join(there)}" if there else ""
    shown = f"{esc_md(step.kind)} {_parts.named(site.base, here, step.id)}"
    return f"{f'{way} ({shown})' if way else shown}{people}"


def _owner(site: SiteInput, here: str, owner: str | None) -> Iterator[str]:
    team = site.base.teams.get(owner or "")
    if team is None:
        return
    way = _strong(ways(team.contact))
    shown = f"team {_parts.named(site.base, here, team.id)}"
    lead = f", led by {_person(site, here, team.lead)}" if team.lead and site.shows_people else ""
    yield f"{f'{way} ({shown})' if way else shown}{lead}"
