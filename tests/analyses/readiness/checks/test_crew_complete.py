"""P4: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("five people, five roles", [], "PASS"),
    ("one person in two roles", [("scribe: [eve]", "scribe: [dot]")], "FAIL"),
    ("who leads has hands on", [("incident-commander: [cid]", "incident-commander: [ann]")], "FAIL"),
    ("a choice", [("scribe: [eve]", "scribe: [dot, eve]")], "PASS"),
    ("a role is nobody's", [("scribe: [eve]", "scribe: none")], "FAIL"),
    ("a role is not written", [(", scribe: [eve]", "")], "UNKNOWN"),
    ("no roles", [("roles: {incident-commander: [cid], comms: [dot], scribe: [eve]}", "")], "UNKNOWN"),
    ("somebody is away", [("eve: {}", "eve: {away: [2026-06-03/2026-06-03]}")], "FAIL"),
    (
        "a vendor asks for a liaison",
        [("services: {room: {}}", "services: {room: {runs_on: [cloud]}}\nvendors: {cloud: {}}")],
        "UNKNOWN",
    ),
    ("no shifts", [("covers: [room]", "covers: []")], "UNKNOWN"),
]


def test_a_misspelt_role_is_noticed(ask):
    (answer,) = ask("crew-complete", ("incident-commander: [cid]", "incident-comander: [cid]"))
    assert answer.outcome.name == "UNKNOWN"
    assert "`incident-comander` is written: did you mean `incident-commander`?" in answer.value


def test_a_role_of_their_own_is_not_doubted(ask):
    (answer,) = ask("crew-complete", ("incident-commander: [cid]", "juggler: [cid]"))
    assert "did you mean" not in answer.value
