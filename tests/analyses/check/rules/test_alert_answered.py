from kb.testing import check


def messages(files, day="2026-06-01"):
    return [found.message for found in check("alert-answered", files, day)]


def book(text, front=""):
    return {"runbooks/fix.md": f"---\n{front}---\n{text}"}


def say(alert, **files):
    return messages({"architecture/a.yml": f"services: {{pay: {{alerts: [{alert}]}}}}\n", **files})


def test_a_paging_alert_leads_to_a_runbook_from_either_side():
    assert say("{id: PaySlow}") == ["the alert `PaySlow` of `pay` leads to no runbook"]
    assert say("{id: PaySlow, runbook: none}") == [
        "the alert `PaySlow` of `pay` leads to no runbook: the files say that there is none"
    ]
    assert say("{id: PaySlow, pages: false}") == []
    assert say("{id: PaySlow, runbook: fix}", **book("")) == []
    assert say("{id: PaySlow}", **book("", "alerts: [PaySlow]\n")) == []


def test_a_retired_component_pages_nobody():
    assert messages({"architecture/a.yml": "services: {pay: {lifecycle: retired, alerts: [{id: PaySlow}]}}\n"}) == []
