"""What others build on only grows: the JSON of every report, and what every kind of file may say.

`fixtures/formats.json` holds, per version, every place of every published schema and what may stand there. It grows with
`pytest --update-goldens`; what it held before must still hold, so that dropping or changing something needs a new
version (and a line in docs/COMPATIBILITY.md), never only a new fixture.
"""

import json
from pathlib import Path

import pytest

from kb.cli.schema import REPORTS, report_schema
from kb.files.json_schema import KINDS, schema
from kb.model.settings import SCHEMA
from kb.render._plain import FORMAT_VERSION

FIXTURE = Path(__file__).parent / "fixtures/formats.json"
REPORT_VERSION, FILE_VERSION = f"reports {FORMAT_VERSION}", f"files {SCHEMA}"


def places(whole):
    """Return what a schema says: place -> the types and words that may stand there, sorted; ``!`` marks what is required."""
    found = {}

    def visit(node, place, seen):
        if "$ref" in node:
            name = node["$ref"].rpartition("/")[2]
            if name not in seen:  # a record that holds itself is described once
                visit(whole["definitions"][name], place, (*seen, name))
            return
        said = found.setdefault(place, set())
        said.update([node["type"]] if isinstance(node.get("type"), str) else node.get("type", []))
        said.update(f"= {word}" for word in [*node.get("enum", []), *([node["const"]] if "const" in node else [])])
        said.update(f"! {name}" for name in node.get("required", []))
        for name, inner in node.get("properties", {}).items():
            visit(inner, f"{place}.{name}", seen)
        items = node.get("items", [])
        for inner in items if isinstance(items, list) else [items]:
            visit(inner, f"{place}[]", seen)
        if isinstance(node.get("additionalProperties"), dict):
            visit(node["additionalProperties"], f"{place}.*", seen)
        for inner in (*node.get("anyOf", []), *node.get("allOf", [])):
            visit(inner, place, seen)

    visit(whole, "", ())
    return {place: " | ".join(sorted(said)) for place, said in sorted(found.items())}


def now():
    return {
        REPORT_VERSION: {name: places(json.loads(report_schema(name))) for name in sorted(REPORTS)},
        FILE_VERSION: {kind: places(schema(kind)) for kind in sorted(KINDS)},
    }


def lost(old, new, *, output):
    """Return what held in an old version of a schema and does not in a new one.

    Readers of output lose by what is not there any more, or may now be of another kind; writers of files lose by what is
    not accepted any more, or is asked for now.
    """
    for place, said in old.items():
        if place not in new:
            yield f"{place or 'the whole'} is gone"
            continue
        was, stands = ({item for item in text.split(" | ") if item} for text in (said, new[place]))
        asked, kinds = {item for item in was if item[0] == "!"}, {item for item in was if item[0] != "!"}
        if output:
            changed = (
                {item for item in stands - was if item[0] not in "!="}
                | (asked - stands)
                | {item for item in kinds - stands if item[0] == "="}
            )
        else:
            changed = {item for item in stands - was if item[0] == "!"} | (kinds - stands)
        if changed:
            yield f"{place or 'the whole'}: {', '.join(sorted(changed))}"


def losses(old, new):
    for version in (REPORT_VERSION, FILE_VERSION):
        for name, said in old.get(version, {}).items():
            there = new[version].get(name)
            missing = ["all of it is gone"] if there is None else lost(said, there, output=version == REPORT_VERSION)
            yield from (f"{version}: {name}: {item}" for item in missing)


def test_what_others_build_on_only_grows(request):
    old, new = json.loads(FIXTURE.read_text("utf-8")), now()
    assert list(losses(old, new)) == [], "raise FORMAT_VERSION or SCHEMA: this takes something away from others"
    if request.config.getoption("--update-goldens"):
        FIXTURE.write_text(json.dumps(old | new, indent=0, sort_keys=True) + "\n", "utf-8")
    held = json.loads(FIXTURE.read_text("utf-8"))
    grown = [
        f"{version}: {name}"
        for version in new
        for name in new[version]
        if held.get(version, {}).get(name) != new[version][name]
    ]
    assert grown == [], (
        "these are published with something new, which is well: pytest tests/test_formats.py --update-goldens"
    )


SHOWN = {"": "! a | object", ".a": "integer", ".b": "= x | = y"}


@pytest.mark.parametrize(
    ("new", "output", "files"),
    [
        (SHOWN | {".c": "string"}, [], []),
        ({"": "! a | object", ".a": "integer"}, [".b is gone"], [".b is gone"]),
        (SHOWN | {".a": "integer | null"}, [".a: null"], []),
        (SHOWN | {".a": "string"}, [".a: string"], [".a: integer"]),
        (SHOWN | {"": "! a | ! b | object"}, [], ["the whole: ! b"]),
        (SHOWN | {"": "object"}, ["the whole: ! a"], []),
        (SHOWN | {".b": "= x | = y | = z"}, [], []),
        (SHOWN | {".b": "= x"}, [".b: = y"], [".b: = y"]),
    ],
)
def test_what_counts_as_a_loss(new, output, files):
    assert list(lost(SHOWN, new, output=True)) == output
    assert list(lost(SHOWN, new, output=False)) == files


def test_places_reach_into_lists_tables_choices_and_definitions():
    whole = {
        "type": "object",
        "required": ["rows"],
        "properties": {"rows": {"type": "array", "items": {"$ref": "#/definitions/Row"}}},
        "definitions": {"Row": {"type": "object", "properties": {
            "n": {"anyOf": [{"type": "integer"}, {"const": "none"}]},
            "by": {"type": "object", "additionalProperties": {"type": "string"}},
            "rows": {"type": "array", "items": {"$ref": "#/definitions/Row"}},
        }}},
    }  # fmt: skip
    assert places(whole) == {
        "": "! rows | object",
        ".rows": "array",
        ".rows[]": "object",
        ".rows[].by": "object",
        ".rows[].by.*": "string",
        ".rows[].n": "= none | integer",
        ".rows[].rows": "array",
    }
