"""The manual and the glossary say what `kb explain` says."""

from kb.cli import explain
from kb.documents.manual import describe
from kb.pages import _document
from kb.pages._escape import marked
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
