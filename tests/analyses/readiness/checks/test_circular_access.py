"""O5: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("apart", [], "PASS"),
    (
        "login stands on the room",
        [("[log-in], needs: []", "[log-in], needs: [room]")],
        "FAIL",
    ),
    (
        "both stand on one thing",
        [
            ("room: {needs: []}", "room: {needs: [net]}\n  net: {needs: []}"),
            ("[paging], needs: []", "[paging], needs: [net]"),
        ],
        "FAIL",
    ),
    ("nothing tagged paging", [("tags: [paging]", "tags: [other]")], "UNKNOWN"),
    (
        "what it stands on is not written",
        [("[paging], needs: [],", "[paging],")],
        "UNKNOWN",
    ),
    (
        "below it nothing is written",
        [("[paging], needs: []", "[paging], needs: [net]"), ("room:", "net: {}\n  room:")],
        "UNKNOWN",
    ),
    ("nothing tagged chat", [("tags: [chat]", "tags: [other]")], "UNKNOWN"),
    ("nothing tagged runbooks", [("tags: [runbooks]", "tags: [other]")], "UNKNOWN"),
    ("the event stands on the vendor of the chat", [("room: {needs: []}", "room: {needs: [talk]}")], "FAIL"),
    ("a chat that falls with it", [("pager:", "chatter: {tags: [chat], needs: [room]}\n  pager:")], "FAIL"),
]
