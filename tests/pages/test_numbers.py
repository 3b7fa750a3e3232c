"""A band for the public never looks like a number, nor a bound like an answer."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from kb.analyses.risk.assess import Assessment
from kb.pages import _numbers
from kb.testing import at, base


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ("public", {"deep": "3 or more", "top": "unknown", "low": "<= 1 (1 of 3 unknown)"}),
        ("internal", {"deep": "4", "top": "<= 4 (1 of 3 unknown)", "low": "<= 1 (1 of 3 unknown)"}),
    ],
)
def test_a_bound_of_three_or_more_is_unknown_to_the_public(profile: str, said: dict[str, str]) -> None:
    four = "; ".join(f"{who} operates deep; {who} operates top" for who in ("ann", "bob", "cid", "dee"))
    made = base(f"{four}; top needs gap; gap needs deep; low needs gap; ann operates low")
    rows = {row.component: row for row in Assessment(made, at()).report("all").rows}
    site = cast("Any", SimpleNamespace(profile=profile))
    assert {name: _numbers.bus_factor(site, rows[name]) for name in said} == said
