"""How a readiness report says the scale of its event."""

import pytest

from kb import testing
from kb.analyses.readiness.assess import assess
from kb.documents.readiness import describe, said_scale
from kb.documents.readiness_page import describe_page
from kb.render.text import Text


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("", "marquee: 60%"),
        ("scale: notable\n", "marquee (the file says notable): 60%"),
        ("scale: routine\n", "marquee (the file says routine): 60%"),
        ("scale: marquee\n", "marquee: 60%"),
    ],
)
def test_a_scale_that_is_overruled_is_said(said, begins):
    files = {
        "events/show.yml": f"entry: [room]\nforecast: {{high: 600, metric: concurrent}}\n{said}",
        "architecture/a.yml": "services: {room: {capacity: {unit: concurrent, designed: 1000}}}\n",
    }
    base = testing.read(files).base
    report = assess(base, base.events["show"], testing.at())
    assert said_scale(report).startswith(begins)
    for document in (describe(report, "At"), describe_page(report, None, "At")):
        assert begins in " ".join(Text().render(None, document).split())
