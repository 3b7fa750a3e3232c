from tests.analyses.check.rules.written import book, messages_of

messages = messages_of("alert-once")


ALERT = {"architecture/a.yml": "services: {pay: {alerts: [{id: PaySlow, runbook: fix}]}}\n"}


def test_one_runbook_an_alert():
    one = book("", "alerts: [PaySlow]\n")
    assert messages({**ALERT, **one}) == []
    assert messages({**ALERT, **one, "runbooks/other.md": "---\nalerts: [PaySlow]\n---\n"}) == [
        "the alert `PaySlow` leads to 2 runbooks: `fix`, `other`"
    ]
    assert messages({**ALERT, **book(""), "runbooks/other.md": "---\nalerts: [PaySlow]\n---\n"}) == [
        "the alert `PaySlow` leads to 2 runbooks: `fix`, `other`"
    ]
