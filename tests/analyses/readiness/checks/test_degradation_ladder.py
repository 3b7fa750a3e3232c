"""R2: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("two rungs, rehearsed", [], "PASS"),
    ("one", [("- {when: joins over 30 s, do: shed, decider: ann, minutes: 5}", "")], "FAIL"),
    ("the same one twice", [("joins over 30 s", "joins over 10 s")], "FAIL"),
    ("at a number that is none", [("joins over 30 s", "TBD")], "UNKNOWN"),
    ("in no time", [("minutes: 5", "minutes: 0")], "UNKNOWN"),
    ("a rung without minutes", [(", minutes: 5", "")], "UNKNOWN"),
    ("a rung without a decider", [("decider: ann, ", "")], "UNKNOWN"),
    ("never rehearsed", [("-runbooks/log/a.yml", "")], "FAIL"),
    ("the decider has left", [("ann: {}", "ann: {until: 2026-05-01}")], "FAIL"),
    ("not written", [("-architecture/a.yml", ""), ("+architecture/b.yml", "services: {room: {}}\n")], "UNKNOWN"),
]
