"""K6: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

TABLE = [
    ("there and verified", [], "PASS"),
    ("there, never run", [("-runbooks/log/a.yml", "")], "FAIL"),
    ("another kind", [("kind: rollback", "kind: routine")], "UNKNOWN"),
    ("a kind more", [('["rollback"]', '["rollback", "comms"]')], "UNKNOWN"),
    ("a marquee event also moves", [("entry: [room]", "entry: [room]\nscale: marquee")], "UNKNOWN"),
]


@pytest.mark.parametrize(("edits", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_truth_table(outcome, edits, expected):
    assert outcome("must-have-runbooks", *edits) == expected
