"""How sensitive every field of the model is: one table, which a test holds against the model, so that no new field goes unclassed.

A field's class says for which audience it is kept (`Keep`). Whatever is kept is still searched for mail addresses and phone
numbers, and, where people may not be named, for their names: a text can say more than its field. Where two readings are
possible the stricter one stands.
"""

from enum import Enum
from typing import Final

from kb.model import event, moment, people, provenance, runbook, service, settings, source
from kb.model.base import Base


class Keep(Enum):
    """For whom a field is kept.

    ALL: everyone; what the service graph is made of, and what was chosen to be shown. INSIDE: internal and leadership; texts,
    numbers and dates that are nobody else's business. DETAIL: internal only. PERSON: the ids of people: as they are, as
    pseudonyms, or not at all. WAY: ways to reach someone: not mail and phone, and for the public none. NEVER: nobody, not even
    internal; extensions, whose meaning is unknown.
    """

    ALL = "all"
    INSIDE = "inside"
    DETAIL = "detail"
    PERSON = "person"
    WAY = "way"
    NEVER = "never"


def _fields(**classes: str) -> dict[str, Keep]:
    return {name: Keep(kept) for kept, names in classes.items() for name in names.split()}


TABLE: Final[dict[type, dict[str, Keep]]] = {
    Base: _fields(
        all="settings systems components vendors references teams runbooks runs knowledge_sources rehearsed",
        person="people knowledge",
        inside="rotations events signs waives polls copies suppressions",
    ),
    # -- what all have
    provenance.About: _fields(all="title aliases description", inside="links tags", never="x"),
    provenance.Link: _fields(all="kind url"),
    provenance.Provenance: _fields(all="basis sources"),
    provenance.Reference: _fields(all="id about provenance source"),
    source.Source: _fields(all="path line column"),
    moment.Interval: _fields(all="first last"),
    # -- the service graph
    service.System: _fields(all="id owner tier runbooks about provenance source"),
    service.Component: _fields(
        all="id kind system owner tier lifecycle needs built_on runs_on uses runbooks about provenance source",
        inside="capacity alerts dashboards changes ladder admission access paths headcount",
    ),
    service.Edge: _fields(all="to relation fallback provenance source", inside="why multiplier modes"),
    service.Mode: _fields(all="id source", inside="effect detect runbook"),
    service.Vendor: _fields(all="id needs about provenance source", inside="support", way="contact"),
    service.Contact: _fields(all="kind to"),
    service.Support: _fields(inside="hours until", all="provenance source"),
    service.Capacity: _fields(
        inside="unit designed tested provisioned prewarmed autoscale_max reaction_minutes quota limit_confirmed",
        all="provenance source",
    ),
    service.Tested: _fields(inside="value date scope breaks_at build", all="provenance source"),
    service.Confirmed: _fields(inside="value date ref", person="by", all="provenance source"),
    service.Alert: _fields(all="id source", inside="runbook pages"),
    service.Change: _fields(inside="date significant ref", all="provenance source"),
    service.Rung: _fields(inside="when do minutes", person="decider", all="source"),
    service.Admission: _fields(inside="cap tested", all="provenance source"),
    service.Headcount: _fields(all="date value approx provenance source"),
    # -- the ownership graph
    people.Team: _fields(
        all="id parent about provenance source", person="lead", inside="timezone headcount", way="contact"
    ),
    people.Person: _fields(
        person="id", all="provenance source", detail="employer handles about",
        inside="team roles kind from_ until away timezone night_shift reach notice access",
    ),
    people.Knows: _fields(all="component level by provenance source", person="person", inside="last", detail="ref"),
    people.Rotation: _fields(
        all="id about provenance source", person="rotation secondary escalation", inside="covers shifts", way="contact",
        detail="origin",
    ),
    people.Shift: _fields(person="person", inside="start end role", all="provenance source"),
    # -- runbooks
    runbook.Runbook: _fields(
        all="id kind components covers owner risk est_minutes requires review visibility sections steps steps_hash about "
        "provenance source",
        person="authors", inside="alerts",
    ),
    runbook.Covers: _fields(all="from_ to mode source"),
    runbook.Requires: _fields(all="level tools source", inside="access"),
    runbook.Review: _fields(all="every_days source"),
    runbook.Section: _fields(all="title line text"),
    runbook.Step: _fields(all="id title do expect if_not undo minutes two_person hash source"),
    runbook.Run: _fields(
        all="runbook steps_hash kind started ended help outcome components provenance source", person="by observer",
        inside="steps followups",
    ),
    runbook.StepResult: _fields(all="id result hash source", inside="seconds note", person="confirmed"),
    # -- events
    event.Event: _fields(
        all="id about provenance source", person="decider deputy roles",
        inside="window entry forecast amplifiers typical past scale freeze backup_venue abort success comms review outcome",
    ),
    event.Window: _fields(inside="start end pre post", all="source"),
    event.Forecast: _fields(
        inside="low base high reach reach_why arrivals_per_minute metric date", person="by", all="provenance source"
    ),
    event.Amplifier: _fields(inside="edge multiplier why", all="provenance source"),
    event.Observation: _fields(inside="value metric date text", person="by", all="provenance source"),
    event.Venue: _fields(inside="entry trigger runbook links capacity", person="decider", all="provenance source"),
    event.Criterion: _fields(inside="do metric clock", person="decider", all="provenance source"),
    event.Freeze: _fields(inside="from_ to exceptions", all="provenance source"),
    event.Comms: _fields(inside="holding status script channel every_minutes", person="owner", all="provenance source"),
    event.EventReview: _fields(inside="date feedback", person="facilitator", all="provenance source"),
    event.Outcome: _fields(
        inside="summary observations timeline causes recommendations", all="provenance source"
    ),
    event.Sign: _fields(
        all="event check provenance source", inside="value date valid_for evidence closure", person="by subject"
    ),
    event.Waive: _fields(
        all="event check provenance source", inside="date reason compensating until", person="by subject owner"
    ),
    event.Poll: _fields(all="event role provenance source", inside="say value date", person="by"),
    event.OfflineCopy: _fields(
        all="event provenance source", inside="date kept needs calls texts", person="by"
    ),
    # -- settings
    settings.Settings: _fields(
        all="schema as_of notice profile evidence_days tier_weights unknown_tier_weight require_basis rules checks plan overlay source",
        inside="suppress",
    ),
    settings.Overlay: _fields(all="source", inside="backstage"),
    settings.PlanSettings: _fields(all=" ".join(settings.PlanSettings._fields)),
    settings.Option: _fields(all="value source"),
    settings.Suppress: _fields(all="rule path line until source", inside="reason", person="subject"),
}  # fmt: skip
"""Per record of the model the class of each of its fields."""
