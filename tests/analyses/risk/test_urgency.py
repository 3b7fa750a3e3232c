"""What is to be done first: what is to come, and what takes the most important down with it."""

from kb import testing
from kb.analyses.risk.assess import Assessment


def test_what_nobody_will_be_left_to_operate_is_done_first():
    held = "; ".join(f"{who} operates pay; {who} until 2026-06-15" for who in ("ann", "bob", "cid"))
    report = Assessment(
        testing.base(f"pay tier 0; web tier 0; dot operates web; {held}"), testing.at("2026-06-01")
    ).report("all")
    assert [row.component for row in report.rows] == ["web", "pay"], "the table says how it stands"
    assert [item.component for item in report.repairs] == ["pay", "web"], "what to do, how it will stand"


def test_a_weak_place_is_as_urgent_as_the_most_important_that_stands_on_it():
    held = "; ".join(f"{who} operates pay, web" for who in ("ann", "bob"))
    text = f"web tier 0; pay tier 0; ledger tier 2; tool tier 1; pay needs ledger; {held}; cid operates ledger, tool"
    report = Assessment(testing.base(text), testing.at()).report("all")
    assert [row.component for row in report.rows] == ["pay", "web", "tool", "ledger"], (
        "the table goes by the tier written"
    )
    assert [item.component for item in report.repairs] == ["ledger", "pay", "web", "tool"], "pay falls with ledger"
