"""Keys of the files in words: what each takes, what it is, which mapping it names."""

from kb.documents.document import Table
from kb.documents.keys import said, sections
from kb.files.json_schema import KINDS, schema


def rows(section):
    return {
        row[0].text: (row[1].text, row[2].text)
        for table in section.blocks
        if isinstance(table, Table)
        for row in table.rows
    }


def test_the_first_section_is_that_of_the_file_and_the_others_go_by_name():
    found = sections(schema("event"))
    first, *inner = found
    assert first == "event"
    assert inner == sorted(inner)
    assert rows(found["event"])["entry"] == (
        "list of id or none",
        "the components people come in by; all below them is looked at",
    )


def test_a_mapping_is_named_as_its_own_section_is():
    for kind in KINDS:
        found = sections(schema(kind))
        assert all(name == part.title for name, part in list(found.items())[1:])
    found = sections(schema("architecture"))
    assert rows(found["capacity"])["tested"][0] == "load test or none"
    assert "breaks_at" in rows(found["load test"])


def test_what_has_to_be_there_is_marked():
    assert "level (needed)" in rows(sections(schema("ownership"))["line of knowledge"])
    assert "ref" in rows(sections(schema("ownership"))["line of knowledge"])


def test_shapes_are_said_in_words():
    assert said({"$ref": "#/definitions/EventReview"}, {"EventReview": "review"}) == "review"
    assert said({"description": "x", "allOf": [{"$ref": "#/definitions/E"}]}, {"E": "edge"}) == "edge"
    assert said({"enum": ["a", 1]}, {}) == "a, 1"
    several = {"anyOf": [{"const": "none"}, {"type": "array", "items": {"type": "integer"}}, {"type": "null"}]}
    assert said(several, {}) == "list of whole number or none"
    assert said({"type": "object"}, {}) == "mapping"
    assert said({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}, {}) == "date"
    assert said({"type": "string", "pattern": "^(https?|mailto):"}, {}) == "http, https or mailto link"
    assert said({}, {}) == "anything"
