"""The move `pairing`."""


def test_pairing(holds):
    move = holds("pairing")
    assert move.task("pay", "fix", "ann", ()) == "sit with ann on pay: watch, or talk fix through step by step"
    assert (move.mentored, move.of_runbook, move.proof) == (True, False, None)
