"""The move `drill`: the only one that proves anything."""

from kb.analyses.plan.moves import Book
from kb.model.words import Evidence

FIX = Book("fix")


def test_drill(holds):
    move = holds("drill")
    assert move.task("pay", FIX, None, ()) == "drill fix unaided, to the end"
    assert (move.mentored, move.of_runbook, move.proof) == (False, True, Evidence.DRILL)
    assert move.proof.proves_operate
