"""The move `read`."""


def test_read(holds):
    move = holds("read")
    assert move.task("pay", "fix", "ann", ()) == "read runbook fix, code and map of pay; write down questions for ann"
    assert (move.mentored, move.of_runbook, move.proof) == (False, False, None)
