from kb.testing import check


def reasons(text, day="2026-06-01"):
    return [found.message.partition(": ")[2] for found in check("operator-present", text, day)]


def test_a_written_none():
    assert reasons("pay tier 0; nobody operates pay") == ["the files say that none can"]


def test_everyone_left_is_away_or_below_operate():
    text = "pay tier 0; ann operates pay; ann until 2026-05-31; bob expert pay; bob away 2026-05-20/2026-06-01; cid assists pay"
    assert reasons(text) == [
        "1 who could is not there, 1 who could is away, back on 2026-06-02, 1 can less than operate"
    ]
    assert reasons(text, "2026-06-02") == [], "bob is back"
    assert reasons(text, "2026-05-31") == [], "the last day counts"


def test_externals_stand_outside():
    assert reasons("pay tier 1; ann operates pay; ann is external") == ["1 from outside could"]


def test_contractors_count():
    assert reasons("pay tier 1; ann operates pay; ann is contractor") == []


def test_unknown_is_left_to_another_rule():
    assert reasons("pay tier 0") == []


def test_the_place_is_the_knowledge():
    (found,) = check("operator-present", "pay tier 0; ann assists pay")
    assert found.source.path == "ownership/made.yml"
    assert len(found.evidence) == 1
