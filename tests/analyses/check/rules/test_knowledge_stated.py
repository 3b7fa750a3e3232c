from kb.testing import check


def test_nothing_written_is_unknown():
    (found,) = check("knowledge-stated", "pay tier 0")
    assert "nobody has written who can operate `pay` (tier 0)" in found.message


def test_none_is_an_answer():
    assert check("knowledge-stated", "pay tier 0; nobody operates pay") == []


def test_a_passed_run_is_an_answer():
    files = {
        "architecture/a.yml": "services: {pay: {tier: 0}}\n",
        "ownership/p.yml": "people: {ann: {}}\n",
        "runbooks/pay-down.md": "---\ncomponents: [pay]\n---\n# Pay\n## Steps\n1. Restart.\n",
        "runbooks/log/1.yml": "{runbook: pay-down, kind: drill, by: ann, ended: 2026-05-01T10:00Z, help: none, outcome: pass}\n",
    }
    assert check("knowledge-stated", files) == []
    assert len(check("knowledge-stated", files, "2026-04-30")) == 1, "the run had not happened yet"


def test_lower_tiers_and_retired_ones_are_not_asked_for():
    assert check("knowledge-stated", "a tier 2; b tier 0; b lifecycle retired; c needs a") == []
