import pytest

from kb import testing
from kb.model.saying import ago, amount, count, listed


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.8, "0.8"),
        (3, "3"),
        (3400, "3,400"),
        (9999, "9,999"),
        (10_000, "10k"),
        (268_500, "268.5k"),
        (1_200_000, "1.2M"),
        (2_500_000, "2.5M"),
    ],
)
def test_numbers_are_said_shortly(value, said):
    assert amount(value) == said


def test_counts_ages_and_lists():
    assert (count(1, "day"), count(2, "criterion", "criteria"), count(0, "day")) == ("1 day", "2 criteria", "0 days")
    assert ago(testing.at("2026-05-31"), testing.at()) == "1 day ago"
    assert ago(testing.at(), testing.at()) == "today"
    assert (listed(("a", "b"), 2), listed(["a", "b", "c", "d"])) == ("a, b", "a, b, c and 1 more")
