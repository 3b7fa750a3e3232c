"""The move `read`."""

from kb.analyses.plan.moves import Book

FIX = Book("fix")


def test_read(holds):
    move = holds("read")
    assert move.task("pay", FIX, "ann", ()) == "read runbook fix, code and map of pay; write down questions for ann"
    assert (move.mentored, move.of_runbook, move.proof) == (False, False, None)


def test_there_is_nothing_to_read_before_it_is_written(holds):
    missing = FIX._replace(there=False, steps=False)
    assert holds("read").task("pay", missing, None, ()) == "read code and map of pay; write down questions"
    assert "read runbook fix" in holds("read").task("pay", FIX._replace(steps=False), None, ())
