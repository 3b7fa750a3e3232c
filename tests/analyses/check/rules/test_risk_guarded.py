from tests.analyses.check.rules.written import STEP, book, messages_of

messages = messages_of("risk-guarded")


def say(before, after, risk="high", step=STEP):
    return messages(book(f"## Before you start\n{before}\n## Steps\n{step}## Roll back\n{after}\n", f"risk: {risk}\n"))


def test_high_risk_needs_a_way_back_and_a_condition_to_stop():
    assert say("Stop if it hurts.", "Undo.") == []
    assert say("Nothing.", "Undo.") == ["the runbook `fix` is of high risk and has no condition at which to stop"]
    assert say("Stop if it hurts.", "") == ["the runbook `fix` is of high risk and has no way back"]
    assert say("Nothing.", "") == [
        "the runbook `fix` is of high risk and has no way back and no condition at which to stop"
    ]


def test_undo_at_a_step_is_a_way_back():
    assert say("Stop if it hurts.", "", step=STEP + "- undo: go back\n") == []


def test_lower_risks_need_neither():
    assert say("", "", risk="medium") == []
