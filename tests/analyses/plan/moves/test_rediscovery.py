"""The move `rediscovery`."""

from kb.analyses.plan.moves import Book

FIX = Book("fix")


def test_rediscovery(holds):
    move = holds("rediscovery")
    assert "with vendor aws, gcp: nobody is left" in move.task("pay", FIX, None, ("aws", "gcp"))
    assert "vendor" not in move.task("pay", FIX, None, ())
    assert (move.mentored, move.of_runbook, move.proof) == (False, False, None)
