from tests.analyses.check.rules.written import messages_of

messages = messages_of("operator-leaving")


def test_the_day_the_last_one_goes():
    text = "pay tier 0; ann operates pay; ann until 2026-06-15; bob operates pay; bob until 2026-06-20"
    assert [message.partition(" loses ")[2] for message in messages(text)] == [
        "its last operator after 2026-06-20 (in 19 days)"
    ]


def test_one_who_stays_is_enough():
    assert messages("pay tier 0; ann operates pay; ann until 2026-06-15; bob operates pay") == []


def test_only_the_near_days():
    text = "pay tier 0; ann operates pay; ann until 2026-08-31"
    assert messages(text) == [], "91 days"
    assert len(messages(text, "2026-06-02")) == 1
    assert "(today)" in messages(text, "2026-08-31")[0]


def test_a_component_without_operators_is_left_to_another_rule():
    assert messages("pay tier 0; ann assists pay; ann until 2026-06-15") == []
    assert messages("pay tier 0; ann operates pay; ann until 2026-05-15") == []


def test_low_tiers_are_left_alone():
    assert messages("pay tier 2; ann operates pay; ann until 2026-06-15") == []
