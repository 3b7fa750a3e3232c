"""The move `rediscovery`."""


def test_rediscovery(holds):
    move = holds("rediscovery")
    assert "with vendor aws, gcp: nobody is left" in move.task("pay", "fix", None, ("aws", "gcp"))
    assert "vendor" not in move.task("pay", "fix", None, ())
    assert (move.mentored, move.of_runbook, move.proof) == (False, False, None)
