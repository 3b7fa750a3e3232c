"""The key table: every section, every key, the shape of its value.

This is the only list of keys. The reader, ``kb schema``, the editor's completion and the reference page are made from
it. Add a key only together with something that reads it.

Longer than the usual 150 lines: one table of all keys.
"""

from datetime import timedelta
from operator import attrgetter
from typing import Any, Final

from kb.files.context import Context
from kb.files.nodes import COLUMN, LINE, Map, Seq
from kb.files.shapes import (
    DAY,
    FLAG,
    INSTANT,
    INTERVAL,
    SLUG,
    TEXT,
    UNTIL,
    WHEN,
    ZONE,
    Anything,
    Check,
    Either,
    ListOf,
    MapOf,
    Matching,
    Number,
    OrNone,
    Record,
    Ref,
    Shape,
    Word,
    impossible,
)
from kb.model import event, people, provenance, runbook, service
from kb.model.moment import order
from kb.model.source import Source
from kb.model.words import COMPONENT_KINDS, Evidence, Kind, Level, PersonKind, Relation

NUMBER: Final = Number()
MARGIN: Final = Number(sane=5_256_000)
"""Minutes before or behind a window: ten years at most, or they lead out of the calendar."""
LONGEST_EVENT: Final = 92
"""Days from the start to the end of an event (our limit): a quarter, and well below what one wrong digit of a year makes of it."""
WHOLE: Final = Number(whole=True)
TEXTS: Final = ListOf(TEXT)
URL: Final = Matching(
    "an http, https or mailto link",
    r"(?:https?://|mailto:)\S+",
    "write the whole link, beginning with https://",
    "wrong-type",
)
NAME: Final = Matching("the name of an alert", r"[A-Za-z0-9_.:-]+", "write the name as the monitoring system spells it")
LOCAL_ID: Final = Matching(
    "an id", r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*", "write lower-case words joined by single hyphens"
)
EMPLOYER: Final = Matching(
    "the name of an employer",
    SLUG.pattern,
    "write lower-case words joined by single hyphens, the same for all its people",
)
TEAM: Final = Ref(Kind.TEAM)
PERSON: Final = Ref(Kind.PERSON)
RUNBOOK: Final = Ref(Kind.RUNBOOK)
COMPONENT: Final = Ref(*COMPONENT_KINDS)
COMPONENT_OR_VENDOR: Final = Ref(*COMPONENT_KINDS, Kind.VENDOR)
PEOPLE: Final = ListOf(PERSON, once=str)
TURNS: Final = ListOf(PERSON)  # the same person may have two turns
COMPONENTS: Final = ListOf(COMPONENT, once=str)
RUNBOOKS: Final = ListOf(RUNBOOK, once=str)
_ID: Final = attrgetter("id")

CONTACT: Final = ListOf(
    Record(
        service.Contact,
        "a contact",
        {"kind": Word("a kind of contact", ["chat", "pager", "ticket", "url", "mail"]), "to": TEXT},
        required=("kind", "to"),
    )
)
HEADCOUNT: Final = ListOf(
    Record(
        service.Headcount,
        "a headcount",
        {"date": DAY, "value": WHOLE, "approx": FLAG},
        fixed={"approx": False},
        required=("date", "value"),
    )
)

Record.about = {
    "title": TEXT,
    "aliases": TEXTS,
    "description": TEXT,
    "links": ListOf(Record(provenance.Link, "a link", {"kind": TEXT, "url": URL}, required=("kind", "url"))),
    "tags": TEXTS,
    "x": Anything(),
}

MODE: Final = Record(
    service.Mode,
    "a failure mode",
    {"id": LOCAL_ID, "effect": TEXT, "detect": TEXT, "runbook": OrNone(RUNBOOK)},
    required=("id",),
)


class EdgeShape(Shape):
    """An edge: the id of the other end alone, or a mapping that says more."""

    wordlike = True

    def __init__(self, relation: Relation, to: Ref) -> None:
        self.relation, self.to = relation, to
        self.name = f"{to.name}, or a mapping with `to`"
        keys: dict[str, Shape] = {
            "to": to,
            "why": TEXT,
            "fallback": OrNone(COMPONENT),
            "multiplier": NUMBER,
            "modes": ListOf(MODE, once=_ID),
        }
        self.record = Record(service.Edge, "an edge", keys, fixed={"relation": relation}, required=("to",))

    def read(self, value: Any, mark: Any, ctx: Context) -> service.Edge | None:
        """Return the edge; one that leads back to its own component is a fault."""
        edge: service.Edge | None
        if type(value) is str:
            self.to.read(value, mark, ctx)
            place = tuple.__new__(Source, (ctx.path, (mark >> LINE) + 1, (mark & COLUMN) + 1))
            edge = tuple.__new__(service.Edge, (value, self.relation, None, None, None, None, ctx.provenance, place))
        elif type(value) is Map:
            edge = self.record.fill(value, mark, ctx)
        else:
            self.wrong(value, mark, ctx)
            return None
        if edge is not None and edge.to == ctx.entity:
            _self_dependency(edge.to, mark, ctx)
            return None
        return edge

    def of_words(self, words: list[str], mark: int, ctx: Context) -> service.Edges | None:
        """Return the edges to some ids, none of them that of the component itself: the common case, written for speed."""
        if ctx.entity in words:
            return None
        _, names, marks = ctx.refs.get(self.to.key) or ctx.refs_to(self.to.key, self.to.kinds)
        names += words
        marks.append(mark)
        marks += [None] * (len(words) - 1)
        place = tuple.__new__(Source, (ctx.path, (mark >> LINE) + 1, (mark & COLUMN) + 1))
        return service.Edges.listed(tuple(words), self.relation, ctx.provenance, place)

    def schema(self) -> dict[str, Any]:
        """Return the schema of an id or a mapping."""
        return {"anyOf": [self.to.schema(), self.record.schema()]}


def _self_dependency(name: str, mark: Any, ctx: Context) -> None:
    ctx.fault(
        "self-dependency",
        mark,
        f"`{name}` is said to stand on itself",
        "name the component that was meant, or remove the edge",
        len(name),
    )


class EdgesShape(ListOf):
    """The edges of one relation."""

    def __init__(self, relation: Relation, to: Ref = COMPONENT_OR_VENDOR) -> None:
        super().__init__(EdgeShape(relation, to), once=attrgetter("to"))

    def read(self, value: Any, mark: Any, ctx: Context) -> service.Edges | None:
        """Return the edges that could be read."""
        found = super().read(value, mark, ctx)
        return None if found is None else service.Edges(found)


TESTED: Final = Record(service.Tested, "a load test", {
    "value": NUMBER, "date": DAY, "scope": COMPONENTS, "breaks_at": OrNone(NUMBER), "build": TEXT,
})  # fmt: skip
CONFIRMED: Final = Record(
    service.Confirmed, "a confirmed limit", {"value": NUMBER, "by": PERSON, "date": DAY, "ref": TEXT}
)
CAPACITY: Final = Record(service.Capacity, "a capacity", {
    "unit": TEXT, "designed": OrNone(NUMBER), "tested": OrNone(TESTED), "provisioned": OrNone(NUMBER), "prewarmed": OrNone(NUMBER),
    "autoscale_max": OrNone(NUMBER), "reaction_minutes": NUMBER, "quota": OrNone(NUMBER), "limit_confirmed": OrNone(CONFIRMED),
})  # fmt: skip
ALERT: Final = Record(
    service.Alert, "an alert", {"id": NAME, "runbook": OrNone(RUNBOOK), "pages": FLAG}, required=("id",)
)
CHANGE: Final = Record(service.Change, "a change", {"date": DAY, "significant": FLAG, "ref": TEXT})
RUNG: Final = Record(
    service.Rung, "a rung of the ladder", {"when": TEXT, "do": RUNBOOK, "decider": PERSON, "minutes": NUMBER}
)
ADMISSION: Final = Record(service.Admission, "an admission limit", {
    "cap": NUMBER, "tested": Either("a date, true, false or none", {str: OrNone(DAY), bool: FLAG}),
})  # fmt: skip
TIER: Final = Number(0, whole=True, maximum=3)
SYSTEM: Final = Record(service.System, "a system", {"owner": TEAM, "tier": TIER, "runbooks": RUNBOOKS})
_COMPONENT: Final[dict[str, Shape]] = {
    "system": Ref(Kind.SYSTEM), "owner": TEAM, "tier": TIER,
    "lifecycle": Word("a lifecycle", ["experimental", "production", "deprecated", "retired"]),
    "needs": EdgesShape(Relation.NEEDS), "uses": EdgesShape(Relation.USES),
    "built_on": EdgesShape(Relation.BUILT_ON), "runs_on": EdgesShape(Relation.RUNS_ON),
    "capacity": OrNone(CAPACITY), "runbooks": RUNBOOKS, "alerts": ListOf(ALERT, once=_ID), "dashboards": ListOf(URL),
    "changes": ListOf(CHANGE), "ladder": ListOf(RUNG), "admission": OrNone(ADMISSION), "access": TEXTS, "paths": TEXTS,
    "headcount": HEADCOUNT,
}  # fmt: skip
COMPONENT_RECORDS: Final = {
    kind: Record(service.Component, f"a {kind.value}", _COMPONENT, fixed={"kind": kind}) for kind in COMPONENT_KINDS
}
SUPPORT: Final = Record(service.Support, "a support contract", {"hours": TEXT, "until": DAY})
VENDOR: Final = Record(
    service.Vendor, "a vendor", {"contact": CONTACT, "support": OrNone(SUPPORT), "needs": EdgesShape(Relation.NEEDS)}
)
REFERENCE: Final = Record(provenance.Reference, "a source", {})
TEAM_RECORD: Final = Record(people.Team, "a team", {
    "lead": PERSON, "parent": TEAM, "contact": CONTACT, "timezone": ZONE, "headcount": HEADCOUNT,
})  # fmt: skip


def _presence(person: people.Person, node: Map, ctx: Context) -> None:
    if person.from_ is not None and person.until is not None and person.until < person.from_:
        impossible("until", "the last day lies before the first", node, ctx)


def _ended(what: str, start: str, end: str, least: int = 0) -> Check:
    """Return a check that something does not end before it begins; with ``least`` 1, nor as it begins."""
    first, last = attrgetter({"from": "from_"}.get(start, start)), attrgetter(end)

    def check(record: Any, node: Map, ctx: Context) -> None:
        if first(record) is not None and last(record) is not None and order(first(record), last(record)) < least:
            impossible(
                end, f"{what} ends {'as' if least and first(record) == last(record) else 'before'} it begins", node, ctx
            )

    return check


_lasting: Final = _ended("the event", "start", "end", 1)


def _window(window: event.Window, node: Map, ctx: Context) -> None:
    _lasting(window, node, ctx)
    if window.start is None or window.end is None:
        return
    days = -((window.start - window.end) // timedelta(days=1))
    if days > LONGEST_EVENT:
        message = f"the event lasts {days:,} days; one of more than {LONGEST_EVENT} is taken for a slip"
        impossible("end", message, node, ctx, "mend `start` or `end`; if it is that long, write an event for each part")


def _growing(forecast: event.Forecast, node: Map, ctx: Context) -> None:
    values = [value for value in (forecast.low, forecast.base, forecast.high) if value is not None]
    if values != sorted(values):
        last = "high" if forecast.high is not None else "base"
        impossible(last, "a forecast grows from low to base to high", node, ctx, "mend `low`, `base` or `high`")


def _waived(waive: event.Waive, node: Map, ctx: Context) -> None:
    if (
        not isinstance(waive.until, str)
        and waive.until is not None
        and waive.date is not None
        and order(waive.date, waive.until) < 0
    ):
        impossible("until", "the waiver ends before it is written", node, ctx)


PERSON_RECORD: Final = Record(people.Person, "a person", {
    "team": TEAM, "roles": TEXTS, "kind": Word("a kind of person", PersonKind), "employer": EMPLOYER, "from": DAY, "until": DAY, "away": ListOf(INTERVAL),
    "timezone": ZONE, "night_shift": FLAG, "handles": MapOf("a mapping of names elsewhere", TEXT), "reach": TEXT, "notice": TEXT, "access": TEXTS,
}, fixed={"kind": PersonKind.EMPLOYEE}, check=_presence)  # fmt: skip
SHIFT: Final = Record(
    people.Shift,
    "a shift",
    {"person": PERSON, "start": INSTANT, "end": INSTANT, "role": Word("a role on call", ["primary", "secondary"])},
    check=_ended("the shift", "start", "end", 1),
)
ROTATION: Final = Record(people.Rotation, "a rotation", {
    "covers": ListOf(Ref(*COMPONENT_KINDS, Kind.SYSTEM), once=str), "rotation": TURNS, "secondary": TURNS, "contact": CONTACT,
    "escalation": ListOf(Ref(Kind.PERSON, Kind.ROTATION, Kind.TEAM, Kind.VENDOR)), "shifts": ListOf(SHIFT), "source": TEXT,
}, rename={"source": "origin"})  # fmt: skip
LEVEL: Final = Word("a level", Level)
EVIDENCE: Final = Word("a kind of evidence", Evidence)
KNOWS: Final = Record(people.Knows, "a line of knowledge", {
    "level": LEVEL, "by": EVIDENCE, "last": WHEN, "ref": TEXT,
}, fixed={"by": Evidence.CLAIMED}, required=("level",))  # fmt: skip

RUNBOOK_KINDS: Final = ("diagnosis", "scale-out", "degrade", "rollback", "relaunch", "access", "comms", "routine")
COVERS: Final = Record(
    runbook.Covers, "a covered edge", {"from": COMPONENT, "to": COMPONENT_OR_VENDOR, "mode": LOCAL_ID}
)
SLUG_ID: Final = Matching("an id", SLUG.pattern, "write lower-case words joined by single hyphens")
RUNBOOK_RECORD: Final = Record(runbook.Runbook, "the front matter of a runbook", {
    "id": SLUG_ID, "kind": Word("a kind of runbook", RUNBOOK_KINDS), "components": COMPONENTS, "alerts": ListOf(NAME), "covers": ListOf(COVERS), "owner": TEAM,
    "authors": PEOPLE, "risk": Word("a risk", ["low", "medium", "high"]), "est_minutes": NUMBER,
    "requires": Record(runbook.Requires, "what a runner needs", {"level": LEVEL, "access": TEXTS, "tools": TEXTS}),
    "review": Record(runbook.Review, "a review interval", {"every_days": Number(1, whole=True, sane=36_500)}),
    "visibility": Word("a visibility", ["internal", "public"]),
}, fixed={"sections": (), "steps": ()})  # fmt: skip
STEP_RESULT: Final = Record(runbook.StepResult, "the result of a step", {
    "id": LOCAL_ID, "result": Word("a result", ["ok", "fail", "skip", "deviated"]), "seconds": NUMBER, "note": TEXT, "hash": TEXT,
    "confirmed": PERSON,
})  # fmt: skip
RUN: Final = Record(runbook.Run, "a run", {
    "runbook": RUNBOOK, "steps_hash": TEXT, "kind": Word("a kind of run", [Evidence.TABLETOP, Evidence.DRILL, Evidence.GAMEDAY, Evidence.INCIDENT]),
    "by": PERSON, "observer": PERSON, "started": INSTANT, "ended": INSTANT, "help": Word("an answer", ["none", "asked", "took_over"]),
    "steps": ListOf(STEP_RESULT), "outcome": Word("an outcome", ["pass", "partial", "fail"]), "followups": TEXTS, "components": ListOf(SLUG_ID, once=str),
}, required=("runbook", "kind", "by", "ended", "help", "outcome"), check=_ended("the run", "started", "ended"))  # fmt: skip

METRIC: Final = Word("a metric", ["concurrent", "attempts", "cumulative"])
OBSERVATION: Final = Record(
    event.Observation, "an observation", {"value": NUMBER, "metric": TEXT, "date": WHEN, "by": TEXT, "text": TEXT}
)
CRITERION: Final = Record(
    event.Criterion, "a criterion", {"do": TEXT, "metric": TEXT, "clock": TEXT, "decider": PERSON}
)
EVENT: Final = Record(event.Event, "an event", {
    "id": SLUG_ID,
    "window": Record(event.Window, "a window", {"start": INSTANT, "end": INSTANT, "pre": MARGIN, "post": MARGIN}, check=_window),
    "entry": COMPONENTS,
    "forecast": OrNone(Record(event.Forecast, "a forecast", {"low": NUMBER, "base": NUMBER, "high": NUMBER, "reach": NUMBER, "reach_why": TEXT, "arrivals_per_minute": NUMBER, "metric": METRIC, "by": PERSON, "date": DAY}, check=_growing)),
    "amplifiers": ListOf(Record(event.Amplifier, "an amplifier", {"edge": COMPONENTS, "multiplier": OrNone(NUMBER), "why": TEXT})),
    "typical": Either("an observation or a list of them", {Map: OBSERVATION, Seq: ListOf(OBSERVATION)}),
    "past": ListOf(OBSERVATION),
    "scale": Word("a scale", ["routine", "notable", "marquee"]),
    "decider": PERSON, "deputy": PERSON,
    "roles": MapOf("a mapping from a role to the people who fill it", Either("a person, a list of people, or none", {str: OrNone(PERSON), Seq: PEOPLE})),
    "freeze": OrNone(Record(event.Freeze, "a freeze", {"from": WHEN, "to": WHEN, "exceptions": TEXTS}, check=_ended("the freeze", "from", "to"))),
    "backup_venue": OrNone(Record(event.Venue, "a backup venue", {
        "entry": COMPONENTS, "trigger": TEXT, "decider": PERSON, "runbook": RUNBOOK, "links": TEXT, "capacity": NUMBER,
    })),
    "abort": ListOf(CRITERION), "success": ListOf(CRITERION),
    "comms": OrNone(Record(event.Comms, "a communication plan", {
        "owner": PERSON, "holding": TEXT, "status": TEXT, "script": TEXT, "channel": TEXT, "every_minutes": NUMBER,
    })),
    "review": OrNone(Record(event.EventReview, "a review", {"date": DAY, "facilitator": PERSON, "feedback": TEXTS})),
    "outcome": Record(event.Outcome, "an outcome", {
        "summary": TEXT, "observations": ListOf(OBSERVATION), "timeline": ListOf(OBSERVATION), "causes": ListOf(OBSERVATION), "recommendations": ListOf(OBSERVATION),
    }),
})  # fmt: skip
ANY_SUBJECT: Final = Ref(
    *COMPONENT_KINDS, Kind.VENDOR, Kind.SYSTEM, Kind.PERSON, Kind.TEAM, Kind.ROTATION, Kind.RUNBOOK, Kind.EVENT
)
CHECK: Final = Matching(
    "the id of a check", r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*|[A-Z][0-9]+", "write its slug, such as load-tested"
)
STOOD_ON: Final = Matching(
    "what something stood on",
    rf"{SLUG.pattern}(?: or {SLUG.pattern}(?: by {SLUG.pattern}(?: and {SLUG.pattern})*)?)?"
    rf"|alert [A-Za-z0-9_.:-]+|access .+|runbook {SLUG.pattern}(?: every [0-9]+)?|amplifier (?:of all|{SLUG.pattern} to {SLUG.pattern})"
    r"|changed [0-9]{4}-[0-9]{2}-[0-9]{2}|(?:demand|past|typical) [0-9]+|crew [0-9]+ min|scale [a-z]+",
    "write an id, `id or fallback by runbook`, or what was asked of it: `demand 30000`",
)
PAPERS: Final[dict[str, Record]] = {
    "sign": Record(event.Sign, "a sign-off", {
        "check": CHECK, "subject": ANY_SUBJECT, "value": TEXT, "by": PERSON, "date": WHEN, "valid_for": TEXT, "evidence": TEXT,
        "closure": MapOf("a mapping from an id to what it stands on", ListOf(STOOD_ON, once=str)),
    }, required=("check", "by", "date", "value")),
    "waive": Record(event.Waive, "a waiver", {
        "check": CHECK, "subject": ANY_SUBJECT, "by": PERSON, "date": WHEN, "reason": TEXT, "compensating": TEXT, "owner": PERSON,
        "until": UNTIL,
    }, required=("check", "by", "date", "reason", "owner", "until"), check=_waived),
    "poll": Record(event.Poll, "a poll", {
        "role": TEXT, "by": PERSON, "say": Word("an answer", ["go", "no-go"]), "value": TEXT, "date": WHEN,
    }, required=("role", "by", "say", "date")),
    "bundle": Record(event.OfflineCopy, "an offline copy", {
        "by": PERSON, "date": WHEN, "kept": TEXT, "needs": ListOf(COMPONENT_OR_VENDOR, once=str), "calls": OrNone(TEXT),
        "texts": MapOf("a mapping from a runbook to the fingerprint of its text", TEXT),
    }, required=("by", "date")),
}  # fmt: skip

SECTIONS: Final[dict[str, dict[str, tuple[Kind, Record]]]] = {
    "architecture": {
        "systems": (Kind.SYSTEM, SYSTEM),
        "services": (Kind.SERVICE, COMPONENT_RECORDS[Kind.SERVICE]),
        "platforms": (Kind.PLATFORM, COMPONENT_RECORDS[Kind.PLATFORM]),
        "datastores": (Kind.DATASTORE, COMPONENT_RECORDS[Kind.DATASTORE]),
        "queues": (Kind.QUEUE, COMPONENT_RECORDS[Kind.QUEUE]),
        "clients": (Kind.CLIENT, COMPONENT_RECORDS[Kind.CLIENT]),
        "jobs": (Kind.JOB, COMPONENT_RECORDS[Kind.JOB]),
        "vendors": (Kind.VENDOR, VENDOR),
        "sources": (Kind.SOURCE, REFERENCE),
    },
    "ownership": {
        "teams": (Kind.TEAM, TEAM_RECORD),
        "people": (Kind.PERSON, PERSON_RECORD),
        "oncall": (Kind.ROTATION, ROTATION),
    },
}
"""Folder -> section -> kind and shape of its entities. ``knowledge`` stands beside them, see the reader."""
