import pytest

from kb.pages import _uris


@pytest.mark.parametrize(
    ("start", "goal", "way"),
    [
        ("components/a.md", "components/b.md", "b.md"),
        ("components/a.md", "systems/b.md#x", "../systems/b.md#x"),
        ("index.md", "risk.md", "risk.md"),
        ("components/index.md", "index.md", "../index.md"),
    ],
)
def test_a_link_leads_from_file_to_file(start, goal, way):
    assert _uris.relative(start, goal) == way


@pytest.mark.parametrize(
    ("start", "goal", "directories", "way"),
    [
        ("components/a.md", "components/b.md", True, "../b/"),
        ("components/a.md", "components/index.md", True, "../"),
        ("components/index.md", "components/b.md#x", True, "b/#x"),
        ("components/index.md", "components/index.md", True, "./"),
        ("index.md", "index.md#x", True, "./#x"),
        ("index.md", "risk.md", True, "risk/"),
        ("a/b.md", "index.md", True, "../../"),
        ("components/a.md", "components/b.md", False, "b.html"),
        ("components/a.md", "risk.md#x", False, "../risk.html#x"),
        ("components/a.md", "assets/data.json", True, "../../assets/data.json"),
    ],
)
def test_an_address_leads_from_page_to_page(start, goal, directories, way):
    assert _uris.address(start, goal, directories=directories) == way


def test_no_id_can_take_the_place_of_a_list():
    assert _uris.component("index") != _uris.COMPONENTS
    assert _uris.team("index") != _uris.TEAMS
