import pytest

from kb.documents.saying import listed, number, share, tier_word


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (0, "0 %"),
        (1, "100 %"),
        (0.5, "50 %"),
        (1 / 3, "33.3 %"),
        (1e-9, "under 0.1 %"),
        (1 - 1e-9, "over 99.9 %"),
        (0.001, "0.1 %"),
    ],
)
def test_a_share_never_looks_like_nothing_or_all(part, said):
    assert share(part) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (2.0, "2"), (1.5, "1.5"), (10, "10"), (100, "100"), (0.001, "under 0.01"), (1 / 3, "0.33")],
)
def test_numbers(value, said):
    assert number(value) == said


def test_words():
    assert (tier_word(0), tier_word(None)) == ("tier 0", "unknown tier")
    assert (listed(("a", "b"), 2), listed(("a", "b", "c"), 2)) == ("a, b", "a, b and 1 more (json has all)")
