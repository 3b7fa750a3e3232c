"""K7: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

TABLE = [
    ("opened lately", [], "PASS"),
    ("eight days ago", [("date: 2026-05-31", "date: 2026-05-24")], "STALE"),
    ("not signed", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("a tick", [("value: bundle of 4 runbooks opened without network", "value: checked")], "UNKNOWN"),
    ("its signer left", [("ann: {}", "ann: {until: 2026-05-31}")], "UNKNOWN"),
]


@pytest.mark.parametrize(("edits", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_truth_table(outcome, edits, expected):
    assert outcome("readable-when-down", *edits) == expected
