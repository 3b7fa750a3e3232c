"""The manual, the glossary and the reference say what `kb explain` and the schemas say."""

from kb.cli import explain
from kb.documents.manual import describe
from kb.pages import _document
from kb.pages._escape import marked
from kb.pages._shape_words import said
from kb.publish.manuals import KINDS, manuals


def test_every_page_of_kb_explain_is_there_with_its_id_as_anchor(compose_base):
    pages = compose_base("pay tier 0")
    for entry in explain.pages():
        where = "glossary.md" if entry.kind == "word" else f"manual/{entry.kind}s.md"
        assert f"## {entry.id} {{ #{entry.id} }}" in pages[where].markdown, entry.id


def test_it_is_the_same_text(compose_base):
    page = compose_base("pay tier 0")["manual/rules.md"].markdown
    entry = next(item for item in explain.pages(("rule",)) if item.id == "owner-known")
    for block in describe(entry).blocks:
        for part in getattr(block, "blocks", (block,)):
            assert _document.draw((part,), word=marked) in page


def test_the_kinds_are_those_of_kb_explain():
    assert {kind: folder for kind, (_, folder, _) in KINDS.items() if kind in explain.KINDS} == {
        kind: folder for kind, (_, folder) in explain.KINDS.items()
    }
    assert [entry.id for _, entries in manuals().values() for entry in entries if entry.kind in explain.KINDS] == [
        entry.id for entry in explain.pages()
    ]


def test_the_reference_lists_keys_settings_weights_and_limits(compose_base):
    pages = compose_base("pay tier 0")
    assert "<code>built&#95;on</code>" in pages["guide/reference/keys.md"].markdown
    assert "<code>evidence&#95;days</code>" in pages["guide/reference/settings.md"].markdown
    assert "tier weights" in pages["guide/reference/weights.md"].markdown
    assert "10,000,000" in pages["guide/reference/limits.md"].markdown


def test_shapes_are_said_in_words():
    assert said({"$ref": "#/definitions/EventReview"}) == "event review"
    assert said({"enum": ["a", 1]}) == "a, 1"
    assert (
        said({"anyOf": [{"type": "array", "items": {"type": "integer"}}, {"const": "none"}, {"type": "null"}]})
        == "list of whole number or none"
    )
    assert said({"type": "object"}) == "mapping"
    assert said({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}) == "date"
    assert said({}) == "anything"
