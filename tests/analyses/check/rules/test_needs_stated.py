import pytest

from kb.testing import check


@pytest.mark.parametrize("entry", ["needs: []", "needs: none", "needs: [ledger]", "tier: 2", "lifecycle: retired"])
def test_an_answer_or_no_need_of_one(entry):
    files = {"architecture/a.yml": f"services:\n  pay: {{tier: 0, {entry}}}\n  ledger: {{needs: []}}\n"}
    if entry == "tier: 2":
        files = {"architecture/a.yml": "services:\n  pay: {tier: 2}\n  ledger: {}\n"}
    assert check("needs-stated", files) == []


@pytest.mark.parametrize("entry", ["", "uses: [ledger]", "built_on: [ledger]", "runs_on: []"])
def test_no_needs_is_no_answer(entry):
    files = {"architecture/a.yml": f"services:\n  pay: {{tier: 1, {entry}}}\n  ledger: {{needs: []}}\n"}
    (found,) = check("needs-stated", files)
    assert found.message == "`pay` (tier 1) does not say what it needs: its bus factor is that of what is known"
