from kb.documents.document import Code, Paragraph, Section
from kb.documents.manual import describe, describe_all, parse
from kb.render.markdown import Markdown
from kb.render.text import Text

PAGE = """A rule that
finds something.

More about it.

Why: it happened: twice.
Founding case: here, too.

How to fix: so:
- first
- second

Passes:
    # architecture/a.yml
    services:
      pay: {}

    # a comment
    # kb.toml
    as_of = "2026-01-01"

Fails:
    # architecture/a.yml
    # runbooks/b.md
    ---
    x: 1
    ---
"""


def page():
    return parse("some-rule", "rule", PAGE)


def test_the_parts_of_a_page():
    assert page().summary == "A rule that finds something."
    assert page().body == "More about it."
    assert [name for name, _ in page().parts] == ["Why", "How to fix", "Passes", "Fails"]
    assert page().part("Why") == "it happened: twice.\nFounding case: here, too."
    assert page().part("Source") == ""


def test_the_files_of_an_example():
    assert page().files("Passes") == {
        "architecture/a.yml": "services:\n  pay: {}\n\n# a comment\n",
        "kb.toml": 'as_of = "2026-01-01"\n',
    }
    assert page().files("Fails") == {"architecture/a.yml": "", "runbooks/b.md": "---\nx: 1\n---\n"}
    assert parse("x", "rule", "One.").files("Passes") == {}


def test_older_docstrings_with_stars():
    old = parse("text", "format", "Text: for people.\n\n*What*: all.\n\n*Why*: so.\n")
    assert old.parts == (("What", "all."), ("Why", "so."))


def test_lines_flow_and_lists_stay():
    _, body, why, fix, passes, _ = describe(page()).blocks
    assert body == Paragraph("More about it.")
    assert why == Section("Why", (Paragraph("It happened: twice. Founding case: here, too."),))
    assert fix == Section("How to fix", (Paragraph("So:\n- first\n- second"),))
    assert passes.blocks[1] == Code("kb.toml", 'as_of = "2026-01-01"\n')


def test_examples_are_drawn_as_they_stand():
    text = Text().render(None, describe(page()))
    assert "\narchitecture/a.yml\n    services:\n      pay: {}\n" in text
    markdown = Markdown().render(None, describe(page()))
    assert "services:\n  pay: {}\n" in markdown


def test_a_list_of_pages_is_grouped_by_kind():
    listed = describe_all((page(), parse("word", "word", "A word.")), {"rule": "Rules", "word": "Words"})
    assert [section.title for section in listed.blocks] == ["Rules (1)", "Words (1)"]


def test_the_kind_of_a_page_has_its_article():
    found = {kind: describe(parse("x", kind, PAGE)).at for kind in ("importer", "exporter", "rule", "word")}
    assert found == {kind: f"Manual page of {'an' if kind[0] in 'ie' else 'a'} {kind}" for kind in found}


def test_code_with_blank_lines_in_it_is_one_block():
    said = "A form.\n\nBegin with:\n\n    ---\n    a: 1\n    ---\n\n      set in\n\n    ## One\n\nAnd:\n\n    two\n"
    body = describe(parse("form", "word", said)).blocks
    assert body[1:] == (
        Paragraph("Begin with:"),
        Code("", "---\na: 1\n---\n\n  set in\n\n## One"),
        Paragraph("And:"),
        Code("", "two"),
    )
