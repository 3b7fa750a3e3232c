"""A textbook organisation with every number worked out by hand."""

import pytest

from kb import testing
from kb.analyses.risk.assess import Assessment
from kb.files.load import load
from kb.model.moment import noon, parse_day
from kb.model.words import RiskClass

# shop (tier 0) needs pay and cart; pay is built on ledger; cart uses mail (soft); ledger runs on the vendor cloud.
FILES = {
    "architecture/a.yml": """\
systems: {sales: {owner: till, tier: 0}}
services:
  shop: {system: sales, needs: [pay, cart]}
  pay: {system: sales, built_on: [ledger], tier: 1}
  cart: {owner: till, tier: 2, uses: [mail]}
  ledger: {owner: till, runs_on: [cloud]}
  mail: {tier: 3}
  old-shop: {lifecycle: retired, tier: 0, needs: [pay]}
vendors: {cloud: {}}
runbooks_are: none
""".replace("runbooks_are: none\n", ""),
    "ownership/a.yml": """\
defaults: {basis: assumption}
teams: {till: {}}
people:
  ann: {team: till}
  bob: {team: till}
  cid: {team: till}
  dot: {kind: external}
  old: {until: 2026-01-01}
knowledge:
  shop: {ann: operate, bob: operate, cid: {level: operate, by: drill, last: 2026-09-01, ref: notes 7}}
  pay: {ann: operate, bob: assist, dot: operate}
  cart: {ann: operate, bob: operate}
  ledger: {old: expert}
""",
    "runbooks/restart-pay.md": "---\nid: restart-pay\ncomponents: [pay]\nkind: rollback\n---\n# Restart\n## Steps\n### s1 · Restart\n- do: restart\n",
    "runbooks/tell-users.md": "---\nid: tell-users\ncomponents: [pay]\nkind: comms\n---\n# Tell\n",
}


@pytest.fixture
def assessment(tmp_path):
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    loaded = load(tmp_path)
    assert loaded.findings == ()
    return lambda *without: Assessment(loaded.base, noon(parse_day("2026-09-14")), without)


def rows(report):
    return {row.component: row for row in report.rows}


def test_every_number_by_hand(assessment):
    report = assessment().report("all")
    found = {
        row.component: (
            row.risk_class.value,
            row.coverage,
            row.proven,
            row.externals,
            row.bus_factor,
            row.closure,
            row.unknown,
            row.weak,
            row.blast_radius,
        )
        for row in report.rows
    }
    # weights: shop 8 (tier 0, from its system), pay 4 (its own tier 1), cart 2, ledger 4 (unknown), mail 1
    assert found == {
        "shop": ("held", 3, 1, 0, 0, 4, 0, 2, 8),
        "pay": ("single", 1, 0, 1, 0, 2, 0, 2, 12),  # pay itself 4 + shop 8
        "cart": ("thin", 2, 0, 0, 2, 1, 0, 0, 10),  # `uses` is soft: mail is not in its closure
        "ledger": ("orphaned", 0, 0, 0, 0, 1, 0, 1, 16),  # itself 4 + pay 4 + shop 8
        "mail": ("unknown", 0, 0, 0, None, 1, 1, 0, 1),
    }


def test_the_order_is_tier_then_class_then_blast_radius(assessment):
    assert [row.component for row in assessment().report("all").rows] == ["shop", "pay", "ledger", "cart", "mail"]


def test_owner_and_tier_come_from_the_system(assessment):
    found = rows(assessment().report("all"))
    assert (found["shop"].owner, found["shop"].tier) == ("till", 0)
    assert (found["pay"].owner, found["pay"].tier) == ("till", 1)
    assert found["ledger"].tier is None


def test_the_path_to_the_weakest(assessment):
    found = rows(assessment().report("all"))
    assert found["shop"].weakest.path == ("shop", "pay", "ledger")
    assert found["cart"].weakest.path == ("cart",)
    assert found["mail"].weakest is None


def test_the_basis_of_what_is_known_is_that_of_its_weakest_line():
    known = {"ann": "stated", "bob": "inferred", "cid": "reported"}
    lines = ", ".join(f"{name}: {{level: operate, basis: {basis}}}" for name, basis in known.items())
    files = {
        "architecture/a.yml": "services: {pay: {}}\n",
        "ownership/a.yml": f"people: {{ann: {{}}, bob: {{}}, cid: {{}}}}\nknowledge: {{pay: {{{lines}}}}}\n",
    }
    report = Assessment(testing.read(files).base, testing.at("2026-06-01")).report("all")
    assert rows(report)["pay"].basis.value == "inferred"


def test_vendors_basis_and_totals(assessment):
    report = assessment().report("all")
    assert rows(report)["ledger"].vendors == ("cloud",)
    assert rows(report)["ledger"].basis.value == "assumption"
    assert report.people == 3  # dot is external, old has left
    assert report.totals._asdict() == {
        "components": 5,
        "orphaned": 1,
        "single": 1,
        "thin": 1,
        "held": 1,
        "unknown": 1,
        "proven_held": 0,
        "assumed": 4,
    }


def test_a_scope_keeps_numbers_of_the_whole(assessment):
    whole, part = assessment().report("all"), assessment().report("system sales", ("shop", "pay"))
    assert [row.component for row in part.rows] == ["shop", "pay"]
    assert part.rows[1] == rows(whole)["pay"]


def test_without_is_said_and_counted(assessment):
    report = assessment("ann").report("all")
    assert report.without == ("ann",)
    assert report.people == 2
    assert rows(report)["pay"].risk_class is RiskClass.ORPHANED


def repair(assessment, name, *without):
    return assessment(*without).component(name).repair.sentence


def test_repairs_name_the_cheapest_next_step(assessment):
    assert repair(assessment, "pay") == "drill runbook restart-pay with bob, who can already assist"
    assert repair(assessment, "ledger") == "nobody left who can teach it: rediscover it from code, graph and vendor"
    assert (
        repair(assessment, "mail")
        == "ask whoever runs it (no owner is known) who can operate mail, and write it down under `knowledge`"
    )
    assert repair(assessment, "cart") == "pair cid with ann on cart, write a runbook for cart together, then drill it"
    assert (
        repair(assessment, "shop")
        == "prove it: write a runbook for shop, then drill it with one of those who claim to operate it"
    )
    assert (
        repair(assessment, "pay", "ann", "bob")
        == "pair cid with those who go before they go, then drill runbook restart-pay"
    )
    assert (
        repair(assessment, "cart", "cid", "bob")
        == "nobody else in team till is free to learn it: name someone for ann to teach"
    )
    assert repair(assessment, "pay", "bob", "cid") == (
        "nobody else in team till is free to learn it: first prove what is claimed, drill runbook restart-pay with ann"
    )


def test_a_component_explains_itself(assessment):
    report = assessment("cid").component("shop")
    assert [(reason.person, reason.counts, reason.why) for reason in report.reasons] == [
        ("ann", True, "counts, claimed: no unaided drill, game day or incident"),
        ("bob", True, "counts, claimed: no unaided drill, game day or incident"),
        ("cid", False, "taken away by --without"),
    ]
    assert [str(source) for source in report.reasons[2].sources] == ["ownership/a.yml:10"]
    assert [(member.component, member.risk_class.value) for member in report.members] == [
        ("ledger", "orphaned"), ("pay", "single"), ("shop", "thin"), ("cart", "thin"),
    ]  # fmt: skip
    assert report.closure_repair.component == "ledger"
    assert [step.component for step in report.steps] == ["ledger", "shop"], "what is weaker comes first"
    assert report.silent == ("cart", "ledger", "pay"), "pay says only whose code it runs"


def test_of_what_is_out_of_use_nothing_is_to_be_mended(assessment):
    report = assessment().component("old-shop")
    assert report.retired
    assert report.steps == ()


def test_its_own_repair_stays_first_where_nothing_below_is_weaker(assessment):
    report = assessment().component("pay")
    assert [step.component for step in assessment("ann").component("pay").steps] == ["pay", "ledger"]
    assert [step.component for step in report.steps] == ["ledger", "pay"]


def test_reasons_for_not_counting(assessment):
    assert [reason.why for reason in assessment().component("ledger").reasons] == ["left, last day 2026-01-01"]
    assert {reason.person: reason.why for reason in assessment().component("pay").reasons} == {
        "ann": "counts, claimed: no unaided drill, game day or incident",
        "bob": "below operate",
        "dot": "external: beside coverage",
    }


def test_a_line_that_says_too_little_is_told_why_it_is_a_claim():
    line = "ann: {level: operate, by: drill, last: 2026-05-20"
    for ref, why in (
        ("}", "counts, claimed: it does not say where that can be seen"),
        (", ref: 20260520T100000Z-fix-ann}", "counts, claimed: the record it names does not show it"),
        (", ref: ticket 214}", "counts, proven"),
    ):
        files = {"architecture/a.yml": "services: {pay: {}}\n"}
        files["ownership/a.yml"] = f"people: {{ann: {{}}}}\nknowledge: {{pay: {{{line}{ref}}}}}\n"
        report = Assessment(testing.read(files).base, testing.at()).component("pay")
        assert [reason.why for reason in report.reasons] == [why]


def test_the_path_of_a_very_long_chain_tells_its_beginning_and_its_end():
    links = "; ".join(f"c{n} needs c{n + 1}" for n in range(150))
    row = Assessment(testing.base(f"ann operates c150; {links}"), testing.at()).report("all").rows
    paths = {one.component: one.weakest.path for one in row}
    assert paths["c0"] == (*(f"c{n}" for n in range(98)), "…", "c150")
    assert paths["c51"] == tuple(f"c{n}" for n in range(51, 151))  # one hundred in full
    assert len(paths["c50"]) == 100


def test_ways_are_given_to_no_more_than_asked_and_a_circle_is_explained_in_one_pass():
    circle = "; ".join(f"c{n} needs c{(n + 1) % 50}" for n in range(50))
    members = Assessment(testing.base(f"ann operates c9; {circle}"), testing.at()).component("c0", ways=3).members
    assert len(members) == 50
    assert [(member.component, len(member.path)) for member in members[:4]] == [
        ("c9", 10),
        ("c0", 1),
        ("c1", 2),
        ("c2", 0),
    ]
