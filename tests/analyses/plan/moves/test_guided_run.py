"""The move `guided-run`."""


def test_guided_run(holds):
    move = holds("guided-run")
    assert move.task("pay", "fix", "ann", ("aws",)) == "run fix in a drill with ann beside you"
    assert move.task("pay", "fix", None, ("aws",)) == "run fix in a drill with vendor aws beside you"
    assert "a colleague" in move.task("pay", "fix", None, ())
    assert (move.mentored, move.of_runbook, move.proof) == (True, True, None)
