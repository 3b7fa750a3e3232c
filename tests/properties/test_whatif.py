"""What must hold of a what-if however an organisation looks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.consequence import Consequence, Loss, WhatIf
from kb.analyses.risk.report import RiskReport
from kb.analyses.risk.whatif import Comparison
from kb.model.base import Base
from kb.model.moment import parse_day
from kb.model.people import Person, Rotation, Team
from kb.model.provenance import NO_ABOUT, NO_PROVENANCE
from kb.model.scenario import Scenario, Whom, terms
from kb.model.words import PersonKind
from tests.analyses.risk.conftest import AT, HERE, made
from tests.properties.test_risk import organisations

ENDS = (None, parse_day("2026-01-01"), parse_day("2027-01-01"))


@st.composite
def peopled(draw: st.DrawFn) -> Base:
    """Organisations with teams, employers, leavers, externals, rotations and escalations."""
    base = draw(organisations())
    names, components = sorted(base.people), sorted(base.components)
    people: dict[str, Person] = {
        name: item._replace(
            team=draw(st.sampled_from((None, "t0", "t1"))),
            employer=draw(st.sampled_from((None, "acme"))),
            kind=draw(st.sampled_from(list(PersonKind))),
            until=draw(st.sampled_from(ENDS)),
        )
        for name, item in base.people.items()
    }
    leads = st.sampled_from((None, *names))
    teams = {name: Team(name, draw(leads), *[None] * 4, NO_ABOUT, NO_PROVENANCE, HERE) for name in ("t0", "t1")}
    some = st.lists(st.sampled_from(names), unique=True).map(tuple) if names else st.just(())
    rotations = {
        name: made(
            Rotation,
            id=name,
            covers=tuple(draw(st.lists(st.sampled_from(components), unique=True))),
            rotation=draw(some),
            escalation=tuple(draw(st.lists(st.sampled_from(["r0", "r1", "t0", "t1", *names]), unique=True))),
        )
        for name in ("r0", "r1")
    }
    return Base(components=base.components, people=people, knowledge=base.knowledge, teams=teams, rotations=rotations)


def ask(base: Base, *items: Whom) -> tuple[WhatIf, RiskReport]:
    return Comparison(base, AT, Scenario("", None, None, terms(items), None)).report("all")


def persons(names: object) -> list[Whom]:
    return [Whom("person", name) for name in names]  # type: ignore[attr-defined]


def key(item: Consequence) -> tuple[object, ...]:
    return item.kind, item.subject, item.detail if item.kind not in ("component", "rotation") else ""


@given(peopled(), st.data())
@settings(max_examples=200, deadline=None)
def test_before_and_after_are_two_separate_reports(base: Base, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(sorted(base.people)))) if base.people else set()
    found, after = ask(base, *persons(gone))
    old, new = Assessment(base, AT).report("all"), Assessment(base, AT, tuple(gone)).report("all")
    assert after.rows == new.rows
    assert after.totals == new.totals == found.after
    assert found.before == old.totals
    changed = {item.before.component: (item.before, item.after) for item in found.components}
    pairs = {row.component: row for row in new.rows}
    assert changed == {row.component: (row, pairs[row.component]) for row in old.rows if row != pairs[row.component]}


@given(peopled(), st.data())
@settings(max_examples=200, deadline=None)
def test_one_more_who_goes_never_improves_a_number(base: Base, data: st.DataObject) -> None:
    if not base.people:
        return
    gone = data.draw(st.sets(st.sampled_from(sorted(base.people))))
    more = gone | {data.draw(st.sampled_from(sorted(base.people)))}
    few, many = ask(base, *persons(gone)), ask(base, *persons(more))
    for before, after in zip(
        sorted(few[1].rows, key=lambda row: row.component),
        sorted(many[1].rows, key=lambda row: row.component),
        strict=True,
    ):
        assert after.coverage <= before.coverage
        assert after.proven <= before.proven
        assert after.externals <= before.externals
        assert (after.bus_factor is None) == (before.bus_factor is None)
        assert (after.bus_factor or 0) <= (before.bus_factor or 0)
        assert after.weak >= before.weak
    left = {(key(item), item.before): item.after for item in many[0].consequences if item.kind != "component"}
    for item in few[0].consequences:
        if item.kind == "team" and item.loss is not Loss.TEAM_LEAD:
            assert left[key(item), item.before] <= item.after
    assert many[0].people_after <= few[0].people_after
    for kept, less in zip(few[0].kept, many[0].kept, strict=True):
        assert less.looked_at == kept.looked_at
        assert less.unchanged <= kept.unchanged


@given(peopled())
@settings(max_examples=150, deadline=None)
def test_a_team_or_an_employer_is_the_list_of_its_people(base: Base) -> None:
    for kind, name in (("team", "t0"), ("employer", "acme")):
        members = [item.id for item in base.people.values() if getattr(item, kind) == name]
        whole, listed = ask(base, Whom(kind, name)), ask(base, *persons(members))
        assert whole[0]._replace(named=(), repairs=()) == listed[0]._replace(named=(), repairs=())
        assert whole[1]._replace(repairs=()) == listed[1]._replace(
            repairs=()
        )  # only people named by id are named again
        mended = [[item.component for item in found.repairs] for found in (whole[1], listed[1])]
        assert mended[0] == mended[1]


@given(peopled(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_and_repetition_of_names_do_not_matter(base: Base, random) -> None:  # type: ignore[no-untyped-def]
    names = [*base.people, *base.people]
    random.shuffle(names)
    assert ask(base, *persons(names)) == ask(base, *persons(sorted(base.people)))


@given(peopled(), st.data())
@settings(max_examples=200, deadline=None)
def test_every_consequence_is_less_in_order_and_repaired_by_those_who_remain(base: Base, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(sorted(base.people)))) if base.people else set()
    found, _ = ask(base, *persons(gone))
    for item in found.consequences:
        assert item.after < item.before or item.loss is Loss.MINOR
        assert not gone & set(item.detail.replace(",", " ").split())
        if item.path:
            assert (item.path[0], item.loss) == (item.subject, Loss.BUS_FACTOR)
    keys = [
        (1.5 if item.tier is None else item.tier, item.loss.rank, -item.blast_radius) for item in found.consequences
    ]
    assert keys == sorted(keys)
    for repair in found.repairs:
        assert not gone & set(repair.people)
    if not gone & {name for name, item in base.people.items() if base.is_available(item, AT)}:
        assert found.components == ()
