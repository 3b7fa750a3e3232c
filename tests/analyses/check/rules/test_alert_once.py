from kb.testing import check


def messages(files, day="2026-06-01"):
    return [found.message for found in check("alert-once", files, day)]


def book(text, front=""):
    return {"runbooks/fix.md": f"---\n{front}---\n{text}"}


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
