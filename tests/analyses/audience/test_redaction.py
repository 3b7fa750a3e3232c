"""Redaction against the whole model and against both example organisations, with every name a marker that must not survive."""

import json
import re
import typing
from datetime import datetime
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any

import pytest

from kb.analyses.audience.fields import TABLE, Keep
from kb.analyses.audience.names import Finder, as_read, cased, reachable, spared, strings, unreachable, words_of
from kb.analyses.audience.redaction import MIN_GROUP, group, pseudonyms, redact
from kb.analyses.readiness.assess import assess
from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.full import full_report
from kb.analyses.runbooks.listing import listing
from kb.errors import InternalError
from kb.files.load import load
from kb.model.base import Base
from kb.model.moment import noon
from kb.model.words import RiskClass
from kb.testing import at, base, read

ROOT = Path(__file__).parents[3]
EXAMPLES = {"founding": ROOT, "lantern": ROOT / "examples" / "lantern"}
LOUD = {
    "architecture/a.yml": """
sources:
  s1: {title: what Ann-Marie Quux said, links: [{kind: web, url: "mailto:quux@example.org"}], x: {note: hush}}
vendors:
  cloudy: {contact: [{kind: mail, to: desk@example.org}, {kind: url, to: "https://example.org/desk"}]}
services:
  pay:
    owner: till-team
    description: Ask annq or Ann-Marie; 555-010-4477 if all else fails.
    links: [{kind: docs, url: "https://example.org/~annq"}, {kind: mail, url: "mailto:annq@example.org"}]
    needs: [{to: ledger, why: annq wanted it so}]
    x: {salary: hush}
  ledger: {}
""",
    "ownership/o.yml": """
teams:
  till-team: {lead: annq, contact: [{kind: mail, to: till@example.org}, {kind: chat, to: "#till"}]}
people:
  annq: {team: till-team, title: Ann-Marie Quux, aliases: [Amq], handles: {github: quuxbot}, until: 2026-09-30, x: {why: hush}}
  bob-2: {team: till-team, title: Bob Zed, description: bob@example.org}
knowledge:
  pay: {annq: {level: expert, by: drill, last: 2026-05-01, ref: 20260501-open-till-annq}, bob-2: operate}
  ledger: {annq: operate}
oncall:
  till-rota: {covers: [pay], rotation: [annq, bob-2], escalation: [annq], shifts: [{person: annq, start: 2026-06-01T00:00Z, end: 2026-06-08T00:00Z}]}
""",
    "runbooks/open-till.md": """---
components: [pay]
authors: [annq]
kind: relaunch
---
# Open the till

## Background

Quux built it, call +49 170 1234567.

## Steps

### s1 Open

- Do: ask bob-2
- Expect: 1 till open
""",
}


@cache
def example(name: str) -> tuple[Base, datetime]:
    loaded = load(EXAMPLES[name]).base
    assert loaded.settings.as_of is not None
    return loaded, noon(loaded.settings.as_of)


def loud() -> Base:
    loaded = read(LOUD)
    assert [finding for finding in loaded.findings if finding.rule != "phone-number"] == []
    return loaded.base


def said(made: Base) -> set[str]:
    return {text for value in made for text in strings(value)}


# -- the table ---------------------------------------------------------------------------------------------


def reached() -> set[type]:
    """Return every record of the model that a base can hold, found through the types of fields."""
    seen: set[type] = set()
    todo: list[Any] = [Base]
    while todo:
        kind = todo.pop()
        if typing.get_origin(kind) is not None or isinstance(kind, UnionType):
            todo += typing.get_args(kind)
        elif hasattr(kind, "__orig_bases__"):
            todo += kind.__orig_bases__
        elif isinstance(kind, type) and kind not in seen and hasattr(kind, "_fields"):
            seen.add(kind)
            todo += typing.get_type_hints(kind).values()
    return seen


def test_every_field_of_the_model_has_a_class() -> None:
    found = {kind: set(kind._fields) for kind in reached()}  # type: ignore[attr-defined]
    assert {kind.__name__: names for kind, names in found.items()} == {
        kind.__name__: set(classes) for kind, classes in TABLE.items()
    }, "a new field needs a class in kb/analyses/audience/fields.py; if in doubt, the stricter one"


def test_extensions_are_for_nobody() -> None:
    assert [name for classes in TABLE.values() for name, keep in classes.items() if keep is Keep.NEVER] == ["x"]


# -- numbers stay true ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("profile", ["internal", "leadership"])
def test_numbers_are_those_of_the_files(name: str, profile: str) -> None:
    whole, when = example(name)
    shown = redact(whole, profile, when)
    old, new = Assessment(whole, when), Assessment(shown, when)
    before, after = old.report("x"), new.report("x")
    assert after.totals == before.totals
    assert after.people == before.people
    for one, two in zip(before.rows, after.rows, strict=True):
        assert two._replace(source=one.source) == one
    assert full_report(new, after)._replace(structure=None, order=()) == full_report(old, before)._replace(  # type: ignore[arg-type]
        structure=None,
        order=(),  # type: ignore[arg-type]
    )
    for event in whole.events:
        ready, again = assess(whole, whole.events[event], when), assess(shown, shown.events[event], when)
        assert [(item.check, item.outcome) for item in again.results] == [
            (item.check, item.outcome) for item in ready.results
        ]
    assert [(row.runbook, row.badge) for row in listing(shown, when).rows] == [
        (row.runbook, row.badge) for row in listing(whole, when).rows
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_public_keeps_classes_and_nothing_of_people(name: str) -> None:
    whole, when = example(name)
    shown = redact(whole, "public", when)
    old, new = Assessment(whole, when), Assessment(shown, when)
    for name_, component in whole.components.items():
        node = old.graph.number[name_]
        before, after = old.row(node, component), new.row(node, shown.components[name_])
        assert after.risk_class is before.risk_class
        assert after.coverage == min(before.coverage, 3)
        assert after.proven == min(before.proven, 3)
        assert after.externals == 0
        assert after.bus_factor == (None if before.bus_factor is None else min(before.bus_factor, 3))
        assert after.closure == before.closure
    assert set(shown.people) == {"operator-1", "operator-2", "operator-3"}
    assert all(
        tuple(holders) == ("operator-1", "operator-2", "operator-3")[: len(holders)]
        for holders in shown.knowledge.values()
    )
    assert not (shown.rotations)
    assert not (shown.events)
    assert not (shown.signs)
    assert not (shown.waives)
    assert not (shown.polls)
    assert not (shown.suppressions)
    assert all(book.visibility == "public" for book in shown.runbooks.values())
    assert not any(run.by or run.observer or run.steps for run in shown.runs)


def test_public_keeps_a_closure_that_a_hidden_runbook_had_changed() -> None:
    files = {
        "architecture/a.yml": "services:\n  pay: {needs: [{to: ledger, fallback: spare}]}\n  ledger: {}\n  spare: {}\n",
        "ownership/o.yml": "people: {ann: {}, bob: {}}\nknowledge: {pay: {ann: operate}, spare: {ann: operate, bob: operate}, ledger: none}\n",
        "runbooks/switch.md": "---\nkind: relaunch\ncovers: [{from: pay, to: ledger}]\nauthors: [bob]\n---\n## Steps\n\n### s1 Switch\n\n- Do: switch\n- Expect: 1\n",
    }
    hashed = read(files).base.runbooks["switch"].steps_hash
    files["runbooks/log/20260501-switch.yml"] = (
        f"runbook: switch\nsteps_hash: {hashed}\nkind: drill\nby: ann\nstarted: 2026-05-01T10:00Z\nended: 2026-05-01T10:10Z\n"
        "help: none\noutcome: pass\n"
    )
    loaded = read(files)
    assert not loaded.findings
    before = Assessment(loaded.base, at())
    assert before.graph.rehearsed == {("pay", "ledger")}
    after = Assessment(redact(loaded.base, "public", at()), at())
    assert before.component("pay").row.bus_factor == 1
    assert after.component("pay").row.bus_factor == 1
    assert after.graph.closure("pay") == before.graph.closure("pay") == ("pay",)
    assert after.graph.prepared.closure("pay") == ("ledger", "pay", "spare")
    assert after.base.runbooks == {}
    shown, hidden = before.fallbacks[0], after.fallbacks[0]
    assert (shown.rehearsed, shown.runbook) == (True, "switch")
    assert (hidden.rehearsed, hidden.runbook, hidden.proof) == (True, None, None)


# -- nobody is named ---------------------------------------------------------------------------------------


SECRETS = ("annq", "Ann-Marie", "Quux", "Amq", "quuxbot", "bob-2", "Bob", "Zed")
REACH = ("example.org/~x", "quux@", "annq@", "desk@", "till@", "bob@", "555-010", "1234567", "mailto")


@pytest.mark.parametrize("profile", ["internal", "leadership", "public"])
def test_no_way_to_reach_a_person_and_no_extension_is_left(profile: str) -> None:
    texts = said(redact(loud(), profile, at()))
    assert not [text for text in texts for word in (*REACH, "hush", "salary") if word in text]


@pytest.mark.parametrize("profile", ["leadership", "public"])
def test_nobody_is_named_outside_internal(profile: str) -> None:
    texts = said(redact(loud(), profile, at()))
    assert not [text for text in texts for word in SECRETS if word in text]


def test_internal_keeps_names_and_handles() -> None:
    shown = redact(loud(), "internal", at())
    assert shown.people["annq"].about.title == "Ann-Marie Quux"
    assert shown.people["annq"].handles == {"github": "quuxbot"}
    assert (
        shown.components["pay"].about.description == "Ask annq or Ann-Marie; (kept out of the site) if all else fails."
    )
    assert [item.kind for item in shown.teams["till-team"].contact or ()] == ["mail", "chat"]


def test_leadership_holds_the_same_people_under_other_ids() -> None:
    whole = loud()
    shown, names = redact(whole, "leadership", at()), pseudonyms(whole)
    assert set(shown.people) == {"someone-1", "someone-2"}
    assert shown.teams["till-team"].lead == names["annq"]
    assert set(shown.knowledge["pay"]) == set(names.values())
    assert shown.rotations["till-rota"].escalation == (names["annq"],)
    ann = shown.people[names["annq"]]
    assert (ann.about.title, ann.handles, ann.employer, ann.until) == (None, None, None, whole.people["annq"].until)
    assert all(name == person.id for name, person in shown.people.items())
    assert "ask someone" in shown.runbooks["open-till"].steps[0].do
    assert not any(name in shown.runbooks["open-till"].steps[0].do for name in names.values())


def test_pseudonyms_follow_no_order_and_meet_nobody() -> None:
    many = base("; ".join(f"p{number:03} operates pay" for number in range(200)))
    names = pseudonyms(many)
    assert sorted(names.values()) == sorted(f"someone-{number}" for number in range(1, 201))
    assert sum(int(name[1:]) + 1 == int(found.split("-")[1]) for name, found in names.items()) < 10
    assert pseudonyms(base("ann operates someone-1")) == {"ann": "somebody-1"}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("profile", ["leadership", "public"])
def test_nobody_of_the_examples_is_named(name: str, profile: str) -> None:
    whole, when = example(name)
    finder = Finder(words_of(whole), cased(whole))
    assert not [text for text in said(redact(whole, profile, when)) if any(finder.found(text))]


def test_the_attack_with_code_owners_finds_no_one() -> None:
    """Who reads CODEOWNERS and git log knows who works on what; in public no two components show the same person."""
    shown = redact(
        base("ann operates pay; bob operates ledger; ann operates mail; ann operates ledger"), "public", at()
    )
    holders = {name: tuple(people) for name, people in shown.knowledge.items()}
    assert holders == {"ledger": ("operator-1", "operator-2"), "mail": ("operator-1",), "pay": ("operator-1",)}


def test_a_profile_nobody_knows_shows_nothing() -> None:
    with pytest.raises(InternalError):
        redact(loud(), "secret", at())


def test_an_unknown_class_of_record_is_refused() -> None:
    class Fresh(typing.NamedTuple):
        secret: str

    with pytest.raises(InternalError, match="Fresh"):
        redact(loud()._replace(runs=(Fresh("x"),)), "internal", at())  # type: ignore[arg-type]


# -- words ---------------------------------------------------------------------------------------------------


def test_words_of_people_leave_out_what_is_no_name() -> None:
    text = "p1 operates till; p2 operates till; p3 operates till"
    titled = {f"p{n}": title for n, title in ((1, "Engineer Ann"), (2, "Engineer Till"), (3, "Engineer Bo"))}
    made = base(text)
    people = {name: item._replace(about=item.about._replace(title=titled[name])) for name, item in made.people.items()}
    assert words_of(made._replace(people=people)) == {
        "p1", "p2", "p3", "Engineer Ann", "Engineer Till", "Engineer Bo", "Ann",
    }  # fmt: skip


FREQUENT = {
    "Maria Kellerova": True, "Maria Lopez": True, "Maria Chen": True, "Nguyen Van": True, "Thi Nguyen": True, "Anh Nguyen": True,
    "Engineer Ruth": False, "Engineer Bo": False, "Engineer Ida": False,
    "Broadcast shift 1": False, "Broadcast shift 2": False, "Broadcast shift 3": False,
    "Former Broadcast shift 4": False,
    "Stage Otto": False, "Stage Emil": False, "Stage Hugo": False,
}  # fmt: skip


def test_a_name_that_many_bear_is_a_name_and_a_word_of_many_titles_is_none() -> None:
    people = {f"p{n}": {"title": title} for n, title in enumerate(FREQUENT)}
    files = {"ownership/o.yml": json.dumps({"people": people}), "architecture/a.yml": "services: {stage-door: {}}\n"}
    whole = read(files).base
    first = {title.split()[0] for title in FREQUENT} - {"Thi", "Anh"}
    assert first & words_of(whole) == {"Maria", "Nguyen"}
    assert first & spared(whole) == {"Engineer", "Former", "Broadcast", "Stage"}
    struck = Finder(words_of(whole), cased(whole)).struck("Maria asks the Engineer on Stage; maria pages Broadcast")
    assert struck == "someone asks the Engineer on Stage; someone pages Broadcast"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("write to a.b+c@mail.example.org now", ["a.b+c@mail.example.org"]),
        ("at 10:00:00+02:00 or 2026-01-31", []),
        ("call +49 170 1234567 or (555) 010-4477", ["+49 170 1234567"]),
        ("@handle and user@host", []),
        ("v1.2.3+4567890", []),
    ],
)
def test_what_reaches_someone(text: str, found: list[str]) -> None:
    assert [match.group() for match in reachable(text)][: len(found)] == found
    assert bool(found) == ("kept out" in unreachable(text))


def test_a_finder_knows_words_between_hyphens() -> None:
    finder = Finder({"lt-07", "ann"})
    text = "20260819-roll-back-lt-07 planned ann, annex lt-071"
    assert [text[place.start : place.end] for place in finder.found(text)] == ["lt-07", "ann"]
    assert not list(Finder(()).found("anything"))


HIDDEN = {
    "architecture/a.yml": """
services:
  pay: {description: TEXT, tags: [marta-kellerova]}
  lt-12-box: {}
  lt12-box: {}
""",
    "ownership/o.yml": """
people:
  lt-12: {title: Marta Kellerova, handles: {chat: ghlt01zz}}
  jq-2: {title: José Quintánez}
  om-3: {title: Will O'Malleyz}
  du-4: {title: Xenia von D\u00fcsterhoff}
  wx-5: {title: \u738b\u5c0f\u660e}
knowledge: {pay: {lt-12: operate}}
""",
}
SAID = (
    "MARTA KELLEROVA", "kellerova", "LT-12", "lt_12", "lt 12", "lt.12", "Lt12", "GHLT01ZZ", "ghlt-01-zz", "mkellerova", "M. Kellerova",
    "Kellerova, Marta", "martakellerova", "Marta\n  Kellerova", "Jose\u0301 Quinta\u0301nez", "QUINT\u00c1NEZ", "quintanez", "OMalleyz", "o\u2019malleyz",
    "Keller\u00adova", "\uff2b\uff45\uff4c\uff4c\uff45\uff52\uff4f\uff56\uff41", "roll-back-lt_12", "Will O'Malleyz", "WILL", "Duesterhoff", "xenia von duesterhoff", "\u5c0f\u660e",
)  # fmt: skip


@pytest.mark.parametrize("said", SAID)
def test_a_name_is_struck_out_however_it_is_written(said: str) -> None:
    whole = read(HIDDEN).base
    finder = Finder(words_of(whole), cased(whole))
    shown = finder.struck(f"ask {said}, now") if said != "WILL" else finder.struck("ask Will, now")
    assert shown.startswith("ask ")
    assert shown.endswith("someone, now")
    assert not any(finder.found(shown))


@pytest.mark.parametrize(
    "said",
    [
        "lt\\-12",
        "lt&#45;12",
        "Keller&shy;ova",
        "~kellerov%61",
        "lt%2D12",
        "**Kel**lerova",
        "Mar*ta* Kellerova",
        "Keller~~o~~va",
        "Kel<em>ler</em>ova",
    ],
)
def test_a_name_is_struck_out_where_markdown_covers_it(said: str) -> None:
    whole = read(
        HIDDEN | {"architecture/a.yml": HIDDEN["architecture/a.yml"].replace("TEXT", f"'ask {said} now'")}
    ).base
    for profile in ("public", "leadership"):
        shown = redact(whole, profile, at("2026-06-01")).components["pay"].about.description
        assert shown.startswith("ask ")
        assert shown.endswith("someone now")
        assert not any(Finder(words_of(whole), cased(whole)).found(as_read(shown)))


@pytest.mark.parametrize(
    "said", ["load *50 %* of `pay`, see a_b and 2*3", "100%25 of \\* is <b>fine</b>", "a ~~b~~ **c**"]
)
def test_what_covers_nobody_keeps_its_form(said: str) -> None:
    whole = read(HIDDEN | {"architecture/a.yml": HIDDEN["architecture/a.yml"].replace("TEXT", f"'{said}'")}).base
    assert whole.components["pay"].about.description == said
    assert redact(whole, "leadership", at("2026-06-01")).components["pay"].about.description == said


@pytest.mark.parametrize(
    "said", ["it will restart", "marta", "is a", "lt-123", "xkellerova", "quintanezes", "omalley", "olt-12"]
)
def test_a_word_that_is_no_name_stays(said: str) -> None:
    whole = read(HIDDEN).base
    kept = Finder(words_of(whole) - {"Marta"}, cased(whole)).struck(said)
    assert kept == said


def test_where_a_folded_name_stands_is_told_in_the_text_as_written() -> None:
    finder = Finder({"jose quintanez", "isa"})
    text = "\ufb01\u00df Jose\u0301 Quinta\u0301nez \u00df this is a test, Isa"
    assert [text[place.start : place.end] for place in finder.found(text)] == ["Jose\u0301 Quinta\u0301nez", "Isa"]


@pytest.mark.parametrize("profile", ["leadership", "public"])
def test_things_named_after_someone_stay_apart(profile: str) -> None:
    shown = redact(read(HIDDEN).base, profile, at())
    assert set(shown.components) == {"pay", "someone-box", "someone-box-2"}
    assert all(name == item.id for name, item in shown.components.items())


def test_no_pseudonym_stands_in_a_text() -> None:
    shown = redact(loud(), "leadership", at())
    texts = [text for book in shown.runbooks.values() for text in strings(book._replace(authors=None))]
    assert not [text for text in texts if re.search(r"someone-\d", text)]


@pytest.mark.parametrize(
    ("people", "internal", "leadership"),
    [(0, "0", "0"), (4, "4", "fewer than 5"), (MIN_GROUP, "5", "5"), (40, "40", "40")],
)
def test_small_groups_are_not_counted_for_others(people: int, internal: str, leadership: str) -> None:
    assert group(people, "internal") == internal
    assert group(people, "leadership") == leadership


def test_classes_survive_for_a_public_without_knowledge() -> None:
    shown = redact(base("pay needs ledger; nobody operates ledger"), "public", at())
    rows = {row.component: row.risk_class for row in Assessment(shown, at()).report("x").rows}
    assert rows == {"pay": RiskClass.UNKNOWN, "ledger": RiskClass.ORPHANED}
