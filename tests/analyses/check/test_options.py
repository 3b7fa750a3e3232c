from pathlib import Path

import pytest

from kb.analyses.check.options import absent, configure
from kb.analyses.check.view import View
from kb.files.load import load
from kb.testing import at, base

EXAMPLES = (Path(__file__).parents[3], Path(__file__).parents[3] / "examples" / "lantern")


def faults(toml):
    return [(str(fault.source), fault.rule, fault.message) for fault in configure(base("", toml).settings).faults]


def test_every_rule_is_made_with_its_defaults():
    made = configure(base("").settings)
    assert made.faults == ()
    assert len({type(rule) for rule in made.rules}) == len(made.rules) > 20


def test_options_are_set():
    (rule,) = (
        rule
        for rule in configure(base("", "[rules.owner-known]\ntiers = [0]\n").settings).rules
        if type(rule).__name__ == "OwnerKnown"
    )
    assert rule.tiers == (0,)


def test_a_misspelt_rule():
    assert faults("\n[rules.rotation-too]\nleast = 3\n") == [
        ("kb.toml:2", "unknown-rule", "there is no rule `rotation-too`; did you mean `rotation-two`?")
    ]


def test_a_misspelt_option():
    assert faults("[rules.rotation-two]\nleats = 3\n") == [
        ("kb.toml:2", "unknown-key", "`leats` is not an option of `rotation-two`; did you mean `least`?")
    ]
    ((_, _, message),) = faults("[rules.hard-cycle]\nx = 1\n")
    assert message == "`x` is not an option of `hard-cycle`"


@pytest.mark.parametrize("rule", ["hard-cycle", "runbook-known", "suppression-used"])
@pytest.mark.parametrize("line", ["enabled = false", 'severity = "error"', "last = true"])
def test_what_other_checkers_offer_at_every_rule_is_no_option_and_the_way_out_is_named(rule, line):
    (fault,) = configure(base("", f"[rules.{rule}]\n{line}\n").settings).faults
    key = line.partition(" ")[0]
    assert (fault.rule, fault.message) == ("unknown-key", f"`{key}` is not an option of `{rule}`")
    assert ("[[suppress]]" in fault.fix) == (key != "last")
    assert "severity" not in fault.fix


@pytest.mark.parametrize(
    ("rule", "line", "message"),
    [
        ("owner-known", "tiers = [0, 9]", "`tiers` of `owner-known` names a tier there is not"),
        ("owner-known", "tiers = [-1]", "`tiers` of `owner-known` names a tier there is not"),
        ("operator-leaving", "days = -5", "`days` of `operator-leaving` is less than nothing"),
    ],
)
def test_a_value_that_means_nothing(rule, line, message):
    assert faults(f"[rules.{rule}]\n{line}\n") == [("kb.toml:2", "wrong-type", message)]


@pytest.mark.parametrize("value", ['"3"', "3.0", "true", "[3]"])
def test_an_option_of_another_type(value):
    assert faults(f"[rules.rotation-two]\nleast = {value}\n") == [
        ("kb.toml:2", "wrong-type", "`least` of `rotation-two` holds a value of the wrong type")
    ]


@pytest.mark.parametrize(("value", "count"), [("[0, 1, 2]", 0), ("[]", 0), ("1", 1), ('["0"]', 1), ("[true]", 1)])
def test_an_option_that_is_a_list(value, count):
    assert len(faults(f"[rules.owner-known]\ntiers = {value}\n")) == count


@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
def test_an_option_that_is_no_finite_number(value):
    ((_, rule, message),) = faults(f"[rules.rotation-two]\nleast = {value}\n")
    assert (rule, message) == ("wrong-type", "`least` of `rotation-two` is no finite number")


@pytest.mark.parametrize("table", ["runs", "events", "rotations", "suppressions", "vendors"])
@pytest.mark.parametrize("root", EXAMPLES, ids=lambda root: root.name)
def test_rules_about_what_there_is_none_of_would_find_nothing(root, table):
    whole = load(root).base
    less = whole._replace(**{table: type(getattr(whole, table))()})
    left = {type(rule) for rule in configure(less.settings, absent(less)).rules}
    out = [rule for rule in configure(less.settings).rules if type(rule) not in left]
    assert out, "some are about this alone"
    assert [finding for rule in out for finding in rule.find(View(less, at("2026-06-01")))] == []


def test_a_rule_that_is_set_is_looked_at_in_any_case():
    made = configure(base("", "[rules.run-people]\nfoo = 1\n").settings, {"run"})
    assert [fault.rule for fault in made.faults] == ["unknown-key"]
    assert "RunSteps" not in {type(rule).__name__ for rule in made.rules}
