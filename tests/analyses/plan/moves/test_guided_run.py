"""The move `guided-run`."""

from kb.analyses.plan.moves import Book

FIX = Book("fix")


def test_guided_run(holds):
    move = holds("guided-run")
    assert move.task("pay", FIX, "ann", ("aws",)) == "run fix in a drill with ann beside you"
    assert move.task("pay", FIX, None, ("aws",)) == "run fix in a drill with vendor aws beside you"
    assert "a colleague" in move.task("pay", FIX, None, ())
    assert (move.mentored, move.of_runbook, move.proof) == (True, True, None)
