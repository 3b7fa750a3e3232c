"""The move `write-up`."""

from kb.analyses.plan.moves import Book

FIX = Book("fix")


def test_write_up(holds):
    move, missing = holds("write-up"), FIX._replace(there=False, steps=False)
    assert move.task("pay", missing, "ann", ()) == "write the runbook fix for pay with ann"
    assert "from what you know" in move.task("pay", missing, None, ())
    assert (move.mentored, move.of_runbook, move.proof) == (True, False, None)


def test_a_runbook_that_is_there_is_given_steps(holds):
    book = FIX._replace(steps=False)
    assert holds("write-up").task("pay", book, "ann", ()) == "give the runbook fix steps for pay with ann"
