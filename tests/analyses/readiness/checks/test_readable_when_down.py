"""K7: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

WHERE = "kept: printed, in the red folder of the studio"
ROOM = "{room: {needs: [], runbooks: [restart]}}"
TABLE = [
    ("copied lately", [], "PASS"),
    ("seven days ago", [("date: 2026-05-31", "date: 2026-05-25")], "PASS"),
    ("eight days ago", [("date: 2026-05-31", "date: 2026-05-24")], "STALE"),
    ("no copy", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("a copy of tomorrow", [("date: 2026-05-31", "date: 2026-06-02")], "UNKNOWN"),
    ("nowhere", [(WHERE, "kept: TBD")], "UNKNOWN"),
    ("what it needs is not said", [("needs: []", "")], "UNKNOWN"),
    ("contacts are not said to be in it", [("calls: 81d4fc4c2afa", "")], "UNKNOWN"),
    ("without contacts", [("calls: 81d4fc4c2afa", "calls: none")], "FAIL"),
    ("what runbooks it holds is not said", [("texts: {restart: 7fef909685d0}", "")], "UNKNOWN"),
    ("a runbook changed since", [("Restart it.", "Restart both.")], "STALE"),
    ("a new runbook", [("runbooks: [restart]", "runbooks: [restart, undo]"), ("+runbooks/undo.md", "Undo it.")], "STALE"),
    ("a contact changed since", [("to: live", "to: night")], "STALE"),
    ("kept on what falls with it", [("needs: []", "needs: [room]")], "FAIL"),
    ("kept on what stands on the same", [
        ("needs: []", "needs: [wiki]"), (ROOM, "{room: {needs: [net], runbooks: [restart]}, net: {}, wiki: {needs: [net]}}"),
    ], "FAIL"),
    ("kept with the vendor of the event", [
        ("needs: []", "needs: [cloud]"), (f"services: {ROOM}", "services: {room: {runs_on: [cloud], runbooks: [restart]}}\nvendors: {cloud: {}}"),
    ], "FAIL"),
    ("what its place stands on is unknown", [("needs: []", "needs: [wiki]"), (ROOM, "{room: {runbooks: [restart]}, wiki: {}}")], "UNKNOWN"),
    ("of what runbooks there are nothing is written", [("runbooks: [restart]", "")], "UNKNOWN"),
    ("kept elsewhere", [("needs: []", "needs: [wiki]"), (ROOM, "{room: {needs: [], runbooks: [restart]}, wiki: {needs: [], built_on: [], runs_on: []}}")], "PASS"),
]  # fmt: skip


def test_the_newest_copy_counts_and_it_says_what_changed(ask):
    older = "bundle: {by: ann, date: 2026-05-30, kept: a drawer, needs: [], calls: none, texts: {}}\n"
    (answer,) = ask("readable-when-down", ("+events/show/b.yml", older), ("Restart it.", "Restart both."))
    assert (
        answer.value == "1 runbook, copied 1 day ago: printed, in the red folder of the studio; restart changed since"
    )
