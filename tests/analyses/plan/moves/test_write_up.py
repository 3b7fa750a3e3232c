"""The move `write-up`."""


def test_write_up(holds):
    move = holds("write-up")
    assert move.task("pay", "fix", "ann", ()) == "write the runbook fix for pay with ann"
    assert "from what you know" in move.task("pay", "fix", None, ())
    assert (move.mentored, move.of_runbook, move.proof) == (True, False, None)
