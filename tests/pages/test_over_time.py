import json
from typing import Any

from kb.analyses.audience.redaction import redact
from kb.analyses.changing import changing
from kb.pages._input import SiteInput
from kb.pages.over_time import DATA, OverTime, data
from kb.testing import at, base

TEXT = """
ann operates pay; bob operates pay; ann operates ledger; pay needs ledger; ann until 2026-03-31; bob until 2026-08-31
pay system money; ann in till; bob in till
"""


def site(profile: str = "internal", text: str = TEXT) -> SiteInput:
    return SiteInput(redact(base(text), profile, at()), at(), "At 2026-06-01", profile=profile)


def unfolded(found: dict[str, Any]) -> list[list[str]]:
    """Return the classes per day as the page puts them together from what changes."""
    now: list[Any] = [None] * len(found["ids"])
    stands = []
    for _, _, _, changes in found["days"]:
        for number, risk, _ in changes:
            now[number] = found["classes"][risk]
        stands.append(list(now))
    return stands


def test_what_changes_adds_up_to_what_the_analysis_says() -> None:
    made = site()
    stands = changing(made.base, at().date(), "internal")
    found = data(made, stands)
    assert unfolded(found) == [[cover.risk_class.value for cover in stand.covers] for stand in stands.stands]
    assert [day[0] for day in found["days"]] == ["2026-04-01", "2026-06-01", "2026-09-01"]
    assert found["days"][1][3] == []
    assert found["days"][2][3] == [[found["ids"].index("pay"), 0, 0]]


def test_the_page_has_the_picture_and_the_data() -> None:
    page, file = OverTime().compose(site())
    assert page.uri == "over-time.md"
    assert 'class="area kb-orphaned"' in page.inserts["history"]
    assert 'data-src="../assets/data/over-time.json"' in page.inserts["over-time"]
    assert file.uri == DATA
    assert json.loads(file.markdown)["at"] == "2026-06-01"
    assert "from 2026-04-01 to 2026-09-01" in page.markdown


def test_others_see_months_and_the_public_sees_nothing() -> None:
    _, file = OverTime().compose(site("leadership"))
    found = json.loads(file.markdown)
    assert {day[0][-2:] for day in found["days"]} == {"01"}
    assert not found["counted"]
    assert list(OverTime().compose(site("public"))) == []


def test_where_nothing_changes_the_page_says_what_to_write() -> None:
    (page,) = OverTime().compose(site(text="ann operates pay"))
    assert "Nothing changes yet" in page.markdown
