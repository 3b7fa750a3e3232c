import pytest

from kb.testing import check


def messages(section, files):
    return [found.message for found in check("basis-stated", files | {"kb.toml": f'require_basis = ["{section}"]\n'})]


def test_nothing_is_demanded_by_default():
    assert check("basis-stated", "pay needs ledger; ann operates pay") == []


def test_a_basis_without_a_source():
    found = messages("services", {"architecture/a.yml": "services: {pay: {basis: inferred}}\n"})
    assert found == ["`pay` has no source, which kb.toml demands for `services`"]


def test_an_assumption_needs_no_source():
    assert messages("services", {"architecture/a.yml": "services: {pay: {basis: assumption}}\n"}) == []


def test_an_edge_may_say_less_than_its_component():
    files = {
        "architecture/a.yml": "sources: {s: {}}\nservices: {pay: {basis: stated, sources: [s], needs: [{to: b, sources: none}]}, b: {basis: assumption}}\n"
    }
    assert messages("services", files) == ["`pay` has no source, which kb.toml demands for `services`"]


def test_every_line_of_knowledge_is_a_fact():
    files = {
        "architecture/a.yml": "services: {pay: {}}\n",
        "ownership/k.yml": "people: {ann: {}, bob: {}, cid: {}}\nknowledge: {pay: {ann: operate, bob: {level: assist, basis: assumption}, cid: aware}}\n",
    }
    assert messages("knowledge", files) == ["`pay` has no basis, which kb.toml demands for `knowledge`"] * 2


@pytest.mark.parametrize(
    ("section", "path", "text"),
    [
        ("systems", "architecture/a.yml", "systems: {x: {}}\n"),
        ("vendors", "architecture/a.yml", "vendors: {x: {}}\n"),
        ("queues", "architecture/a.yml", "queues: {x: {}}\n"),
        ("teams", "ownership/a.yml", "teams: {x: {}}\n"),
        ("people", "ownership/a.yml", "people: {x: {}}\n"),
        ("oncall", "ownership/a.yml", "oncall: {x: {}}\n"),
        ("events", "events/x.yml", "title: X\n"),
    ],
)
def test_every_section_can_be_demanded(section, path, text):
    assert messages(section, {path: text}) == [f"`x` has no basis, which kb.toml demands for `{section}`"]


def test_other_sections_are_not_looked_at():
    assert messages("queues", {"architecture/a.yml": "services: {pay: {}}\nqueues: {q: {basis: assumption}}\n"}) == []
