import json
from typing import Any

import pytest

from kb.analyses.audience.redaction import redact
from kb.pages._input import SiteInput
from kb.pages._whatif_data import data
from kb.pages.what_if import DATA, WhatIf
from kb.testing import at, base

TEXT = """
ann operates pay; bob operates pay; bob operates ledger; ext is external; ext operates pay; pay needs ledger; ledger needs pay
zed operates index; gone operates ledger; gone until 2026-01-01; pay system money; index needs pay; old lifecycle retired
ann in till; bob in till; c1 in till; c2 in till; c3 in till; c1 operates old; c2 operates old; c3 operates old; zed in small
"""


def site(profile: str = "internal", text: str = TEXT) -> SiteInput:
    return SiteInput(redact(base(text), profile, at()), at(), "At 2026-06-01", profile=profile)


def options(found: dict[str, Any]) -> list[tuple[str, str, int]]:
    return [(option[0], option[1], len(option[4])) for option in found["options"]]


def test_people_teams_and_only_those_available_can_be_chosen() -> None:
    found = data(site())
    assert options(found) == [
        ("team", "team:small", 1), ("team", "team:till", 5), ("person", "ann", 1), ("person", "bob", 1), ("person", "c1", 1),
        ("person", "c2", 1), ("person", "c3", 1), ("person", "ext", 1), ("person", "zed", 1),
    ]  # fmt: skip
    held = dict(zip(found["ids"], found["holders"], strict=True))
    people = {option[1]: option[4][0] for option in found["options"] if option[0] == "person"}
    assert held["pay"] == sorted([[people["ann"], 1, 0, 0], [people["bob"], 1, 0, 0], [people["ext"], 0, 0, 1]])
    assert held["ledger"] == [[people["bob"], 1, 0, 0]]


def test_the_graph_comes_condensed_children_first() -> None:
    found = data(site())
    ids = found["ids"]
    parts = [[ids[node] for node in members] for members, _ in found["parts"]]
    assert ["ledger", "pay"] in parts
    place = parts.index(["index"])
    assert found["parts"][place][1] == [parts.index(["ledger", "pay"])]
    assert place > parts.index(["ledger", "pay"])
    assert [ids[node] for node in found["retired"]] == ["old"]


def test_addresses_are_those_of_pages() -> None:
    found = data(site())
    before, after, others = found["pages"]
    assert f"{before}pay{after}" == "../components/pay/"
    assert others == {"index": "../components/index-/"}


def test_leadership_chooses_teams_of_five_and_learns_no_person() -> None:
    found = data(site("leadership"))
    assert options(found) == [("team", "team:till", 1)]
    assert not found["named"]
    assert found["people"] is None
    held = dict(zip(found["ids"], found["holders"], strict=True))
    assert held["pay"] == [[-1, 0, 0, 1], [0, 2, 0, 0]]
    assert held["index"] == [[-1, 1, 0, 0]]
    assert not [word for word in ("ann", "bob", "zed", "someone") if word in json.dumps(found)]


def test_the_public_has_no_such_page() -> None:
    assert list(WhatIf().compose(site("public"))) == []


def test_the_page_and_its_data() -> None:
    page, file = WhatIf().compose(site())
    assert page.uri == "what-if.md"
    assert 'data-src="../assets/data/what-if.json"' in page.inserts["what-if"]
    assert "kb risk --without" in page.inserts["what-if"]
    assert file.uri == DATA
    assert json.loads(file.markdown) == json.loads(json.dumps(data(site())))


@pytest.mark.parametrize("profile", ["internal", "leadership"])
def test_an_empty_base_says_what_to_write(profile: str) -> None:
    (page,) = WhatIf().compose(site(profile, "ann in till"))
    assert "No component yet" in page.markdown


def test_small_organisations_have_no_n_for_others() -> None:
    small = "ann operates pay; ann in till"
    assert data(site("leadership", small))["staff"] == 0
    assert data(site("internal", small))["staff"] == 1
