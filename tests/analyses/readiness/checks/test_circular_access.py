"""O5: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

TABLE = [
    ("apart", [], "PASS"),
    (
        "login stands on the room",
        [("staff-login: {tags: [log-in], needs: []}", "staff-login: {tags: [log-in], needs: [room]}")],
        "FAIL",
    ),
    (
        "both stand on one thing",
        [
            ("room: {needs: []}", "room: {needs: [net]}, net: {needs: []}"),
            ("pager: {tags: [paging], needs: []}", "pager: {tags: [paging], needs: [net]}"),
        ],
        "FAIL",
    ),
    ("nothing tagged paging", [("tags: [paging]", "tags: [other]")], "UNKNOWN"),
    (
        "what it stands on is not written",
        [("pager: {tags: [paging], needs: []}", "pager: {tags: [paging]}")],
        "UNKNOWN",
    ),
    ("a chat that falls with it", [("pager:", "talk: {tags: [chat], needs: [room]}, pager:")], "FAIL"),
]


@pytest.mark.parametrize(("edits", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_truth_table(outcome, edits, expected):
    assert outcome("circular-access", *edits) == expected
