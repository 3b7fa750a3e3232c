from tests.analyses.check.rules.written import book, messages_of

messages = messages_of("edge-modes")


def say(edge, tier=0, **files):
    return messages(
        {"architecture/a.yml": f"services: {{pay: {{tier: {tier}, needs: [{edge}]}}, bank: {{}}}}\n", **files}
    )


def test_how_a_hard_edge_of_what_must_not_fail_fails():
    assert say("bank") == ["`pay` (tier 0) needs `bank`; nobody has written down how that fails"]
    assert say("{to: bank, modes: none}") == []
    assert say("{to: bank, modes: [{id: slow}]}") == []
    assert say("bank", tier=2) == []


def test_a_runbook_that_covers_the_edge_says_it():
    assert say("bank", **book("", "covers: [{from: pay, to: bank}]\n")) == []
