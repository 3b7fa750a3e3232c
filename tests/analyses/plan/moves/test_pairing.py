"""The move `pairing`."""

from kb.analyses.plan.moves import Book

FIX = Book("fix")


def test_pairing(holds):
    move = holds("pairing")
    assert move.task("pay", FIX, "ann", ()) == "sit with ann on pay: watch, or talk fix through step by step"
    assert (move.mentored, move.of_runbook, move.proof) == (True, False, None)


def test_what_has_no_steps_is_not_talked_through(holds):
    for book in (FIX._replace(steps=False), FIX._replace(there=False, steps=False)):
        assert holds("pairing").task("pay", book, "ann", ()) == "sit with ann on pay: watch, or talk pay through"
