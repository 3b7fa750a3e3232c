"""The key table: every key is there and is read, wrong kinds are named, `none` is an answer, provenance is inherited."""

import re
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from kb.files import json_schema, keys, settings
from kb.files.load import load
from kb.model.words import COMPONENT_KINDS, Basis, Evidence, Kind, Level, Nothing, PersonKind

LANTERN = Path(__file__).parents[2] / "examples" / "lantern"


def read(root, architecture="", ownership="", **files):
    for name, text in {"architecture/a.yml": architecture, "ownership/o.yml": ownership, **files}.items():
        if text:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
    return load(root)


def faults(root, architecture="", ownership="", **files):
    loaded = read(root, architecture, ownership, **files)
    return [(each.rule, each.source.line, each.message) for each in loaded.findings]


ABOUT = "title, aliases, description, links, tags, basis, sources, x"
TABLE = {
    "systems": (keys.SYSTEM, "owner, tier, runbooks"),
    **{
        f"{kind.value}s": (
            keys.COMPONENT_RECORDS[kind],
            "system, owner, tier, lifecycle, needs, uses, built_on, runs_on, capacity, runbooks, alerts, dashboards, changes, ladder, admission, access, paths, headcount",
        )
        for kind in COMPONENT_KINDS
    },
    "vendors": (keys.VENDOR, "contact, support, needs"),
    "teams": (keys.TEAM_RECORD, "lead, parent, contact, timezone, headcount"),
    "people": (
        keys.PERSON_RECORD,
        "team, roles, kind, from, until, away, timezone, night_shift, handles, reach, notice, access",
    ),
    "oncall": (keys.ROTATION, "covers, rotation, secondary, contact, escalation, shifts, source"),
    "runbook": (
        keys.RUNBOOK_RECORD,
        "id, kind, components, alerts, covers, owner, authors, risk, est_minutes, requires, review",
    ),
    "event": (
        keys.EVENT,
        "window, entry, forecast, amplifiers, typical, past, scale, decider, deputy, roles, freeze, backup_venue, abort, success, comms, review, outcome",
    ),
}
PARTS = {
    "capacity": (
        keys.CAPACITY,
        "unit, designed, tested, provisioned, prewarmed, autoscale_max, reaction_minutes, quota, limit_confirmed",
    ),
    "tested": (keys.TESTED, "value, date, scope, breaks_at, build"),
    "limit_confirmed": (keys.CONFIRMED, "value, by, date, ref"),
    "alert": (keys.ALERT, "id, runbook, pages"),
    "change": (keys.CHANGE, "date, significant, ref"),
    "rung": (keys.RUNG, "when, do, decider, minutes"),
    "admission": (keys.ADMISSION, "cap, tested"),
    "mode": (keys.MODE, "id, effect, detect, runbook"),
    "support": (keys.SUPPORT, "hours, until"),
    "shift": (keys.SHIFT, "person, start, end, role"),
    "knows": (keys.KNOWS, "level, by, last, ref"),
}


@pytest.mark.parametrize(("record", "words"), TABLE.values(), ids=TABLE)
def test_every_key_of_the_table_is_read(record, words):
    assert set(f"{ABOUT}, {words}".split(", ")) <= set(record.slots)


@pytest.mark.parametrize(("record", "words"), PARTS.values(), ids=PARTS)
def test_every_key_of_a_part_is_read(record, words):
    assert set(words.split(", ")) | {"basis", "sources"} == set(record.slots)


@pytest.mark.parametrize("record", [each[0] for each in (TABLE | PARTS).values()], ids=[*TABLE, *PARTS])
def test_every_key_fills_a_field_of_its_own(record):
    slots = [slot for key, (slot, _) in record.slots.items() if key not in ("basis", "sources")]
    assert len(slots) == len(set(slots))


def test_the_example_shows_every_key_filled():
    base = load(LANTERN).base
    for entities in (base.components, base.teams, base.people, base.rotations, base.vendors, base.events):
        records = list(entities.values())
        # what no line of the example says is not shown to be read
        unread = {field for field in records[0]._fields if all(getattr(each, field) is None for each in records)}
        assert not unread, f"{type(records[0]).__name__}: {unread}"


NOT_SHOWN = {
    "settings.notice": "it opens every report: the base of this repository has one",
    "settings.overlay": "the example has no catalogue beside it; its kb.toml shows the table as a comment",
    "settings.overlay.backstage": "likewise",
}
"""Keys the example does not show, and why."""


def spread(node, top):
    """Yield a schema and each it offers instead."""
    while "$ref" in node:
        node = top["definitions"][node["$ref"].rpartition("/")[2]]
    yield node
    for other in (*node.get("anyOf", ()), *node.get("allOf", ())):
        yield from spread(other, top)


def all_keys(node, top, at, deep=0):
    """Yield the path of every key of a schema; ids and the items of lists are no part of it."""
    for each in spread(node, top) if deep < 12 else ():
        for key, inner in each.get("properties", {}).items():
            yield f"{at}.{key}"
            yield from all_keys(inner, top, f"{at}.{key}", deep + 1)
        for inner in (each.get("items"), each.get("additionalProperties")):
            if isinstance(inner, dict):
                yield from all_keys(inner, top, at, deep + 1)


def shown_keys(value, node, top, at):
    """Yield the path of every key that a file holds."""
    for each in spread(node, top):
        known, rest = each.get("properties", {}), each.get("additionalProperties")
        for key, inside in value.items() if isinstance(value, dict) else ():
            if key in known:
                yield f"{at}.{key}"
                yield from shown_keys(inside, known[key], top, f"{at}.{key}")
            elif isinstance(rest, dict):
                yield from shown_keys(inside, rest, top, at)
        for inside in value if isinstance(value, list) and "items" in each else ():
            yield from shown_keys(inside, each["items"], top, at)


def example_files():
    """Yield the kind of every file of the example, and what it holds."""
    yield "settings", tomllib.loads((LANTERN / "kb.toml").read_text("utf-8"))
    for file in sorted(LANTERN.rglob("*.yml")):
        folder, *rest = file.relative_to(LANTERN).parts
        kind = {"events": "event" if len(rest) == 1 else "paper", "runbooks": "run"}.get(folder, folder)
        yield kind, yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    for file in sorted(LANTERN.glob("runbooks/*.md")):
        yield "runbook", yaml.load(file.read_text("utf-8").split("---\n")[1], yaml.BaseLoader)


def test_the_example_shows_every_key_in_use():
    schemas = {kind: json_schema.schema(kind) for kind in json_schema.KINDS}
    kinds = "|".join(f"{kind.value}s" for kind in COMPONENT_KINDS)

    def merged(paths):
        """Return paths with the sections of components as one; of what every mapping may carry, the example shows plenty."""
        found = {re.sub(rf"^architecture\.({kinds})(?=\.)", "component", path) for path in paths}
        return {path for path in found if not path.endswith((".basis", ".sources"))}

    every = merged(path for kind, schema in schemas.items() for path in all_keys(schema, schema, kind))
    shown = merged(
        path for kind, value in example_files() for path in shown_keys(value, schemas[kind], schemas[kind], kind)
    )
    assert len(every) > 400
    assert sorted(every - shown) == sorted(NOT_SHOWN)


EVERYTHING = """\
systems: {shop: {title: Shop, owner: core, tier: 1, runbooks: [restart]}}
services:
  pay:
    system: shop
    owner: core
    tier: 0
    lifecycle: production
    needs: [db, {to: ext, why: money, fallback: ship, multiplier: 2, modes: [{id: slow, effect: waits, detect: p99, runbook: restart}]}]
    uses: none
    built_on: []
    runs_on: [ext]
    capacity: {unit: rps, designed: 10, tested: {value: 5, date: 2026-01-02, scope: [db], breaks_at: none, build: "1.10"}, quota: none}
    runbooks: none
    alerts: [{id: Pay.Down:5xx, runbook: none, pages: true}]
    dashboards: ["https://grafana.example/d/1"]
    changes: [{date: 2026-01-02, significant: false, ref: X-1}]
    ladder: [{when: load, do: restart, decider: ann, minutes: 1.5}]
    admission: {cap: 5, tested: 2026-01-02}
    access: [prod]
    paths: [src/pay]
    headcount: [{date: 2026-01-02, value: 3, approx: true}]
    aliases: [payments]
    links: [{kind: docs, url: "https://docs.example"}]
    tags: [money]
    x: {free: [1, {a: b}]}
  ship: {capacity: none, admission: none}
datastores: {db: }
vendors: {ext: {contact: [{kind: url, to: "https://ext.example"}], support: {hours: 24/7, until: 2027-01-01}, needs: none}}
"""
PEOPLE = """\
teams: {core: {lead: ann, parent: all, contact: [{kind: chat, to: "#core"}], timezone: Europe/Berlin}, all: }
people:
  ann: {team: core, roles: [decider], kind: contractor, from: 2020-01-01, until: 2027-01-01, away: [2026-02-01/2026-02-03], timezone: UTC, night_shift: true, handles: {github: ann}, reach: 48 h, notice: 2 d, access: [prod]}
knowledge:
  pay: {ann: {level: operate, by: drill, last: 2026-01-02T10:00Z, ref: R-1}}
  ship: none
  db: {}
oncall:
  primary: {covers: [shop, db], rotation: [ann, ann], secondary: none, escalation: [ann, core, ext], source: https://pd.example, shifts: [{person: ann, start: 2026-01-02T10:00+01:00, end: 2026-01-02T18:00+01:00, role: primary}]}
"""


def test_what_is_written_arrives(tmp_path):
    loaded = read(tmp_path, EVERYTHING, PEOPLE, **{"runbooks/restart.md": "# Restart\n"})
    assert loaded.findings == ()
    base = loaded.base
    pay, ship = base.components["pay"], base.components["ship"]
    assert (pay.system, pay.owner, pay.tier, pay.lifecycle) == ("shop", "core", 0, "production")
    assert [edge.to for edge in pay.edges] == ["db", "ext", "ext"]
    assert (pay.needs[1].why, pay.needs[1].fallback, pay.needs[1].multiplier, pay.needs[1].modes[0].runbook) == (
        "money",
        "ship",
        2,
        "restart",
    )
    assert (pay.uses, pay.built_on, ship.needs) == ((), (), None)
    assert (pay.capacity.tested.breaks_at, pay.capacity.tested.build, pay.capacity.quota, pay.capacity.provisioned) == (
        Nothing.NONE,
        "1.10",
        Nothing.NONE,
        None,
    )
    assert (ship.capacity, ship.admission, pay.runbooks) == (Nothing.NONE, Nothing.NONE, ())
    assert pay.alerts[0][:3] == ("Pay.Down:5xx", Nothing.NONE, True)
    assert (pay.changes[0].significant, pay.ladder[0].minutes, pay.admission.tested) == (False, 1.5, date(2026, 1, 2))
    assert pay.about.x == {"free": [1, {"a": "b"}]}
    assert pay.about.links[0].url == "https://docs.example"
    assert base.vendors["ext"].support.until == date(2027, 1, 1)
    ann = base.people["ann"]
    assert (ann.kind, ann.from_, ann.away[0].last, ann.night_shift, ann.handles) == (
        PersonKind.CONTRACTOR,
        date(2020, 1, 1),
        date(2026, 2, 3),
        True,
        {"github": "ann"},
    )
    assert base.knowledge["pay"]["ann"][:6] == (
        "pay",
        "ann",
        Level.OPERATE,
        Evidence.DRILL,
        datetime(2026, 1, 2, 10, tzinfo=UTC),
        "R-1",
    )
    assert (base.knowledge["ship"], base.knowledge["db"]) == ({}, {})
    rotation = base.rotations["primary"]
    assert (rotation.rotation, rotation.secondary, rotation.origin) == (("ann", "ann"), (), "https://pd.example")
    assert base.covered_by(rotation) == ("db", "pay")
    assert str(pay.source) == "architecture/a.yml:3"
    assert (pay.needs[0].source.line, pay.needs[0].source.column) == (8, 13)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("owner: ann", "`ann` is a person (ownership/o.yml:2), but a team is expected here"),
        ("system: core", "`core` is a team (ownership/o.yml:1), but a system is expected here"),
        ("needs: [core]", "`core` is a team (ownership/o.yml:1), but a component or a vendor is expected here"),
        (
            "needs: [{to: db, fallback: ext}]",
            "`ext` is a vendor (architecture/a.yml:3), but a component is expected here",
        ),
        ("runbooks: [db]", "`db` is a datastore (architecture/a.yml:4), but a runbook is expected here"),
        ("sources: [db]", "`db` is a datastore (architecture/a.yml:4), but a source is expected here"),
        ("ladder: [{decider: core}]", "`core` is a team (ownership/o.yml:1), but a person is expected here"),
        ("owner: cor", "there is no team `cor`; did you mean `core`?"),
        ("needs: [dbx]", "there is no component or vendor `dbx`; did you mean `db`?"),
        ("owner: none", "`none` is not an answer here, where a team is expected"),
    ],
)
def test_a_reference_to_the_wrong_thing(tmp_path, line, message):
    found = faults(
        tmp_path,
        f"services:\n  pay: {{{line}}}\nvendors: {{ext: }}\ndatastores: {{db: }}\n",
        "teams: {core: }\npeople: {ann: }\n",
    )
    assert found == [("unknown-reference", 2, message)]


@pytest.mark.parametrize(
    ("section", "missing"),
    [
        ("services: {a: {needs: [{why: x}]}}", "an edge without `to`"),
        ("services: {a: {alerts: [{pages: true}]}}", "an alert without `id`"),
        ("services: {a: {links: [{kind: docs}]}}", "a link without `url`"),
        ("services: {a: {headcount: [{value: 3}]}}", "a headcount without `date`"),
        ("vendors: {a: {contact: [{to: x}]}}", "a contact without `kind`"),
    ],
)
def test_a_part_that_lacks_what_makes_it_one(tmp_path, section, missing):
    assert faults(tmp_path, section) == [("missing-key", 1, missing)]


def test_a_line_of_knowledge_without_a_level(tmp_path):
    assert faults(tmp_path, "services: {a: }", "people: {ann: }\nknowledge: {a: {ann: {by: drill}}}") == [
        ("missing-key", 2, "a line of knowledge without `level`")
    ]


@pytest.mark.parametrize(
    ("line", "rule", "message"),
    [
        (
            "needs: db",
            "wrong-type",
            "expected a list, each item the id of a component or a vendor, or a mapping with `to`, found text (`db`)",
        ),
        ("needs: [db, db]", "duplicate-id", "`db` stands twice in this list, first in line 2"),
        ("needs: [db, {to: db, why: again}]", "duplicate-id", "`db` stands twice in this list, first in line 2"),
        ("alerts: [{id: A}, {id: A}]", "duplicate-id", "`A` stands twice in this list, first in line 2"),
        ("needs: [pay]", "self-dependency", "`pay` is said to stand on itself"),
        ("needs: [{to: pay}]", "self-dependency", "`pay` is said to stand on itself"),
        ("needs: [~]", "null-value", "nothing stands where an item of this list is expected"),
        (
            "needs: [[db]]",
            "wrong-type",
            "expected the id of a component or a vendor, or a mapping with `to`, found a list",
        ),
        (
            "needs: [7]",
            "wrong-type",
            "expected the id of a component or a vendor, or a mapping with `to`, found a number (`7`)",
        ),
        ("lifecycle: prod", "unknown-word", "`prod` is not a lifecycle; did you mean `production`?"),
        ("lifecycle: [x]", "unknown-word", "a list is not a lifecycle"),
        ("lifecycle: true", "unknown-word", "`true` is not a lifecycle"),
        ("basis: sure", "unknown-word", "`sure` is not a basis"),
        ("title: [x]", "wrong-type", "expected text, found a list"),
        ("title: {x: y}", "wrong-type", "expected text, found a mapping"),
        ("tag: x", "unknown-key", "`tag` is not a key of a service; did you mean `tags`?"),
        ("dashboards: [grafana]", "wrong-type", "`grafana` is not an http, https or mailto link"),
        (
            "dashboards: ['javascript:alert(1)']",
            "wrong-type",
            "`javascript:alert(1)` is not an http, https or mailto link",
        ),
        ("capacity: {designed: yes}", "wrong-type", "expected a number, found text (`yes`)"),
        ("capacity: 5", "wrong-type", "expected a capacity, found a number (`5`)"),
        (
            "changes: [{date: 2026-1-2}]",
            "impossible-date",
            "'2026-1-2' is not a date of the form 2026-01-31; did you mean 2026-01-02?",
        ),
        (
            "changes: [{date: 20260102}]",
            "wrong-type",
            "expected a date such as 2026-01-31, found a number (`20260102`)",
        ),
        ("changes: [{date: 2025-02-29}]", "impossible-date", "2025-02-29 is not a day of the calendar"),
        ("changes: [{significant: 1}]", "wrong-type", "expected true or false, found a number (`1`)"),
        ("admission: {tested: [1]}", "wrong-type", "expected a date, true, false or none, found a list"),
        ("alerts: [{id: a b}]", "bad-id", "`a b` is not the name of an alert"),
        ("links: [{kind: docs, url: 'https://u:pw12345@h/'}]", "secret", "this looks like a password in a URL"),
        ("x: {a: ghp_0123456789012345678901234567890123456789}", "secret", "this looks like a GitHub token"),
        ("description: <script>x</script>", "raw-html", "raw HTML (`<script>`) in text"),
    ],
)
def test_a_wrong_value(tmp_path, line, rule, message):
    found = faults(tmp_path, f"services:\n  pay: {{{line}}}\ndatastores: {{db: }}\n")
    assert found[0] == (rule, 2, message)


@pytest.mark.parametrize(
    ("entity", "message"),
    [
        ("people: {a: {from: 2026-02-01, until: 2026-01-31}}", "the last day lies before the first"),
        ("people: {a: {away: [2026-02-01/2026-01-31]}}", "the interval 2026-02-01/2026-01-31 ends before it begins"),
        (
            "people: {p: }\noncall: {a: {shifts: [{person: p, start: 2026-01-01T10:00Z, end: 2026-01-01T10:00+01:00}]}}",
            "the shift ends before it begins",
        ),
        (
            "people: {p: }\noncall: {a: {shifts: [{person: p, start: 2026-01-01T10:00Z, end: 2026-01-01T11:00+01:00}]}}",
            "the shift ends as it begins",
        ),
    ],
)
def test_an_interval_that_cannot_be(tmp_path, entity, message):
    [(rule, _, said)] = faults(tmp_path, "", entity)
    assert (rule, said) == ("impossible-interval", message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("window: {start: 2026-01-01T10:00Z, end: 2026-01-01T09:00Z}", "the event ends before it begins"),
        ("window: {start: 2026-01-01T10:00Z, end: 2026-01-01T10:00Z}", "the event ends as it begins"),
        (
            "window: {start: 2026-01-01T10:00Z, end: 2126-01-01T12:00Z}",
            "the event lasts 36,525 days; one of more than 92 is taken for a slip",
        ),
        (
            "window: {start: 2026-01-01T10:00Z, end: 2026-04-03T10:00:01Z}",
            "the event lasts 93 days; one of more than 92 is taken for a slip",
        ),
        ("freeze: {from: 2026-01-02, to: 2026-01-01}", "the freeze ends before it begins"),
        ("freeze: {from: 2026-01-02T10:00Z, to: 2026-01-01}", "the freeze ends before it begins"),
        ("forecast: {low: 3, base: 2, high: 4}", "a forecast grows from low to base to high"),
        ("forecast: {low: 3, base: 2}", "a forecast grows from low to base to high"),
    ],
)
def test_an_event_that_cannot_be(tmp_path, text, message):
    assert faults(tmp_path, **{"events/e.yml": text}) == [("impossible-interval", 1, message)]


@pytest.mark.parametrize(
    "text",
    [
        "freeze: {from: 2026-01-02, to: 2026-01-02T10:00Z}",
        "window: {start: 2026-01-01T10:00Z, end: 2026-04-03T10:00Z}",
        "freeze: none",
        "forecast: {low: 2, high: 2}",
        "typical: []",
        "past: none",
        "roles: {host: none, scribe: [], x: none}",
    ],
)
def test_an_event_that_can_be(tmp_path, text):
    assert faults(tmp_path, **{"events/e.yml": text}) == []


def test_a_run_that_ends_before_it_starts(tmp_path):
    run = "runbook: r\nkind: drill\nby: a\nhelp: none\noutcome: pass\nstarted: 2026-01-01T10:00Z\nended: 2026-01-01T09:59Z\n"
    assert faults(tmp_path, "", "people: {a: }", **{"runbooks/log/1.yml": run, "runbooks/r.md": "# R\n"}) == [
        ("impossible-interval", 7, "the run ends before it begins")
    ]


@pytest.mark.parametrize("word", ["none", "basis", "sources", "defaults"])
def test_words_of_the_files_are_no_ids(tmp_path, word):
    assert faults(tmp_path, f"services: {{{word}: {{}}}}") == [
        ("bad-id", 1, f"`{word}` is a word of the files and cannot be an id")
    ]


@pytest.mark.parametrize("ident", ["A", "a_b", "-a", "a-", "a--b", "a.b", "a b", "\u00e9", "'#a'"])
def test_ids_are_slugs(tmp_path, ident):
    [(rule, line, _)] = faults(tmp_path, f"services:\n  {ident}: {{}}\n")
    assert (rule, line) == ("bad-id", 2)


PROVENANCE = """\
defaults: {basis: assumption, sources: [s0]}
sources: {s0: , s1: , s2: }
services:
  plain: {needs: [other]}
  own:
    basis: stated
    needs: [plain, {to: other, sources: [s1, s2]}, {to: third, basis: reported, sources: []}]
    capacity: {tested: {value: 1, sources: [s2]}}
  other: {sources: none}
  third:
platforms:
  basis: inferred
  base: {}
"""


def test_the_nearest_basis_and_sources_hold_each_for_itself(tmp_path):
    loaded = read(
        tmp_path,
        PROVENANCE,
        "defaults: {basis: reported}\npeople: {ann: , bob: }\nknowledge:\n  own: {basis: stated, ann: operate, bob: {level: assist, basis: inferred}}\n  plain: {ann: aware}\n",
    )
    assert loaded.findings == ()
    base, found = loaded.base, loaded.base.components
    assert found["plain"].provenance == (Basis.ASSUMPTION, ("s0",))
    assert found["plain"].needs[0].provenance == (Basis.ASSUMPTION, ("s0",))
    assert found["own"].provenance == (Basis.STATED, ("s0",))
    assert [edge.provenance for edge in found["own"].needs] == [
        (Basis.STATED, ("s0",)),
        (Basis.STATED, ("s1", "s2")),
        (Basis.REPORTED, ()),
    ]
    assert found["own"].capacity.provenance == (Basis.STATED, ("s0",))
    assert found["own"].capacity.tested.provenance == (Basis.STATED, ("s2",))
    assert found["other"].provenance == (Basis.ASSUMPTION, ())
    assert found["third"].provenance == (Basis.ASSUMPTION, ("s0",))
    assert found["base"].provenance == (Basis.INFERRED, ("s0",)), "a section may carry a basis like any mapping"
    assert "basis" not in found
    assert base.knowledge["own"]["ann"].provenance == (Basis.STATED, ())
    assert base.knowledge["own"]["bob"].provenance == (Basis.INFERRED, ())
    assert base.knowledge["plain"]["ann"].provenance == (Basis.REPORTED, ())


def test_a_shared_node_is_read_in_each_of_its_places(tmp_path):
    loaded = read(
        tmp_path,
        "sources: {s: }\nservices:\n  a: {basis: stated, changes: &c [{date: 2026-01-02}]}\n  b: {basis: reported, sources: [s], changes: *c}\n",
    )
    assert loaded.findings == ()
    a, b = loaded.base.components["a"].changes[0], loaded.base.components["b"].changes[0]
    assert (a.date, a.provenance, b.date, b.provenance) == (
        date(2026, 1, 2),
        (Basis.STATED, ()),
        date(2026, 1, 2),
        (Basis.REPORTED, ("s",)),
    )


@pytest.mark.parametrize(
    ("text", "rule", "message"),
    [
        ("defaults: {basis: x}", "unknown-word", "`x` is not a basis"),
        ("defaults: {owner: x}", "unknown-key", "`owner` is not a key of `defaults`"),
        (
            "defaults: assumption",
            "wrong-type",
            "expected a mapping with `basis` and `sources`, found text (`assumption`)",
        ),
        ("defaults:", "null-value", "nothing stands where a mapping with `basis` and `sources` is expected"),
        ("events: {}", "unknown-key", "`events` is not a section: every event is a file of its own"),
        ("runbook: {}", "unknown-key", "`runbook` is not a section: every runbook is a file of its own"),
        ("service: {}", "unknown-key", "`service` is not a section; did you mean `services`?"),
        ("people: {}", "unknown-key", "`people` does not belong into architecture/"),
        ("services: [a]", "wrong-type", "`services` holds a list where ids are expected"),
        ("services: a", "wrong-type", "`services` holds a single value where ids are expected"),
        ("services: {a: none}", "wrong-type", "expected a service, found text (`none`)"),
    ],
)
def test_a_wrong_section(tmp_path, text, rule, message):
    assert [(each[0], each[2]) for each in faults(tmp_path, text)] == [(rule, message)]


@pytest.mark.parametrize("text", ["services:", "services: none", "services: {}", "{}"])
def test_an_empty_section_is_none(tmp_path, text):
    assert faults(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "rule", "message"),
    [
        ("knowledge: [a]", "wrong-type", "`knowledge` holds something else than a mapping"),
        ("knowledge: {a: }", "null-value", "nobody is named for `a`"),
        ("knowledge: {a: operate}", "wrong-type", "expected people and their levels for `a`"),
        ("knowledge: {a: [p]}", "wrong-type", "expected people and their levels for `a`"),
        ("knowledge: {a: {p: 3}}", "unknown-word", "`3` is not a level"),
        ("knowledge: {a: {p: }}", "null-value", "nothing stands where a level is expected"),
        ("knowledge: {a: {p: {level: operate, by: luck}}}", "unknown-word", "`luck` is not a kind of evidence"),
        (
            "knowledge: {p: {p: operate}}",
            "unknown-reference",
            "`p` is a person (ownership/o.yml:1), but a component is expected here",
        ),
        (
            "knowledge: {a: {a: operate}}",
            "unknown-reference",
            "`a` is a service (architecture/a.yml:1), but a person is expected here",
        ),
    ],
)
def test_knowledge_that_says_nothing(tmp_path, text, rule, message):
    assert [(each[0], each[2]) for each in faults(tmp_path, "services: {a: }", f"people: {{p: }}\n{text}")] == [
        (rule, message)
    ]


@pytest.mark.parametrize(
    "paper",
    ["{}", "signed: {}", "sign: x", "waive: {check: x}", "poll: {role: r, by: p, say: maybe, date: 2026-01-01}"],
)
def test_a_paper_that_says_nothing(tmp_path, paper):
    found = faults(tmp_path, "", "people: {p: }", **{"events/e.yml": "{}", "events/e/1.yml": paper})
    assert len(found) == 1


@pytest.mark.parametrize("name", ["sign", "waive", "poll", "plan", "diff", "review", "Bad"])
def test_names_an_event_cannot_have(tmp_path, name):
    [(rule, _, _)] = faults(tmp_path, **{f"events/{name}.yml": "{}"})
    assert rule == "bad-id"


def test_every_shape_has_a_name_with_an_article_and_a_schema():
    article = re.compile(r"(an?|the|one|text|true|a date|what) ?")
    for record in (*[each[0] for each in TABLE.values()], *[each[0] for each in PARTS.values()], settings.SETTINGS):
        for key, shape in record.keys.items():
            assert article.match(shape.name), f"{key}: {shape.name}"
            assert isinstance(shape.schema(), dict)


def test_kinds_have_a_section_each():
    kinds = {kind for sections in keys.SECTIONS.values() for kind, _ in sections.values()}
    assert kinds == set(Kind) - {Kind.RUNBOOK, Kind.EVENT}


@pytest.mark.parametrize(("zone", "near"), [("CEST", ""), ("Europe/Berln", "; did you mean `Europe/Berlin`?")])
def test_a_zone_is_named_by_its_place_not_by_an_offset_that_looks_like_it(tmp_path, zone, near):
    ((_, _, message),) = faults(tmp_path, ownership=f"teams: {{core: {{timezone: {zone}}}}}\n")
    assert message == f"`{zone}` is not a time zone{near}"
