from kb.testing import check


def test_the_step_is_named():
    files = {
        "ownership/o.yml": "people: {ann: {until: 2026-01-31}, bob: {}}\nteams: {t: {}}\n"
        "oncall: {rota: {escalation: [bob, ann, t, next]}, next: {}}\n"
    }
    (found,) = check("escalation-present", files)
    assert found.message == "step 2 of the escalation of `rota` is `ann`, who left on 2026-01-31"


def test_no_escalation_is_not_looked_at():
    assert check("escalation-present", "rota covers pay") == []
