"""K6: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("there and verified", [], "PASS"),
    ("there, never run", [("-runbooks/log/a.yml", "")], "FAIL"),
    ("another kind", [("kind: rollback", "kind: routine")], "UNKNOWN"),
    ("a kind more", [('["rollback"]', '["rollback", "comms"]')], "UNKNOWN"),
    ("a marquee event also moves", [("entry: [room]", "entry: [room]\nscale: marquee")], "UNKNOWN"),
]
