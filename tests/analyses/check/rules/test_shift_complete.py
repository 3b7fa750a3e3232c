import pytest

from kb.testing import check


def messages(shift):
    files = {"ownership/o.yml": f"people: {{ann: {{}}}}\noncall: {{rota: {{shifts: [{shift}]}}}}\n"}
    return [item.message for item in check("shift-complete", files)]


def test_a_whole_shift():
    assert messages("{person: ann, start: 2026-06-08T08:00Z, end: 2026-06-15T08:00Z}") == []


@pytest.mark.parametrize(
    ("shift", "missing"),
    [
        ("{person: ann, start: 2026-06-08T08:00Z}", "`end`"),
        ("{person: ann, end: 2026-06-08T08:00Z}", "`start`"),
        ("{start: 2026-06-01T08:00Z, end: 2026-06-08T08:00Z}", "`person`"),
        ("{role: primary}", "`person` and `start` and `end`"),
    ],
)
def test_what_it_does_not_say(shift, missing):
    assert messages(shift) == [f"a shift of `rota` does not say {missing}, so it counts for nobody"]


def test_one_that_is_over_does_not_matter():
    assert messages("{person: ann, end: 2026-01-08T08:00Z}") == []
