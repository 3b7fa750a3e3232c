from kb.testing import check

BOOK = "# Pay\n"


def test_every_side_may_state_the_relation():
    for services in (
        "{tier: 0, runbooks: [pay-down]}",
        "{tier: 0, alerts: [{id: Down, runbook: pay-down}]}",
        "{tier: 0, system: money}",
    ):
        architecture = f"systems: {{money: {{runbooks: [pay-down]}}}}\nservices: {{pay: {services}}}\n"
        assert check("runbook-known", {"architecture/a.yml": architecture, "runbooks/pay-down.md": BOOK}) == []


def test_a_written_none_is_said():
    (absent,) = check("runbook-known", "pay tier 0")
    (none,) = check("runbook-known", {"architecture/a.yml": "services: {pay: {tier: 0, runbooks: none}}\n"})
    assert "has no runbook" in absent.message
    assert "says that it has no runbook" in none.message


def test_a_runbook_of_something_else_does_not_help():
    assert (
        len(check("runbook-known", {"architecture/a.yml": "services: {pay: {tier: 0}}\n", "runbooks/other.md": BOOK}))
        == 1
    )
