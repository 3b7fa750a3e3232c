import pytest

from kb.analyses.presence import Presence, away, back, presence
from kb.testing import at, base


@pytest.mark.parametrize(
    ("text", "found", "day", "said"),
    [
        ("ann assists pay", Presence.HERE, None, "away"),
        ("ann until 2026-05-31", Presence.LEFT, None, "away"),
        ("ann from 2026-06-02", Presence.NOT_YET, None, "away"),
        ("ann away 2026-05-01/2026-06-05", Presence.AWAY, "2026-06-06", "away until 2026-06-05"),
        ("ann away 2026-06-06/2026-06-09, 2026-05-01/2026-06-05", Presence.AWAY, "2026-06-10", "away until 2026-06-09"),
        ("ann away 2026-05-01/2026-06-05; ann until 2026-06-05", Presence.AWAY, None, "away"),
    ],
)
def test_how_somebody_stands_to_a_day_and_when_they_are_back(text, found, day, said):
    made = base(text)
    ann = made.people["ann"]
    assert presence(made, ann, at("2026-06-01")) is found
    assert str(back(made, ann, at("2026-06-01")) or "") == (day or "")
    assert away(made, ann, at("2026-06-01")) == said
