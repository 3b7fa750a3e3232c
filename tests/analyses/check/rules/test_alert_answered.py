from tests.analyses.check.rules.written import book, messages_of

messages = messages_of("alert-answered")


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
