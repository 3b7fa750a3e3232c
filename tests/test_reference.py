"""The reference of the guide is what the code says: keys of the files, settings, weights and thresholds.

It is committed, so that it can be read in a clone; ``UPDATE_EXPECTED=1 pytest tests/test_reference.py`` writes it anew.
"""

import os
import re
from pathlib import Path

import pytest

from kb.analyses.risk import critical, loss
from kb.analyses.risk.weights import Weight, weights
from kb.documents import keys
from kb.documents.document import Cell, Column, Table
from kb.files import json_schema
from kb.model.settings import Settings
from kb.render._blocks import parts_of

FOLDER = Path(__file__).resolve().parents[1] / "site" / "guide" / "reference"
HEAD = """\
---
# Made from the code, with UPDATE_EXPECTED=1 pytest tests/test_reference.py
title: {title}
search: {{boost: 0.5}}
---

# {title}

{text}
"""
KEYS = """\
Every key that is read, by kind of file. What is not here is an error with the nearest key beside it; free keys go under `x:`.
Only what is marked as needed has to be there; what is absent is unknown. The same stands in the terminal, as `kb explain event`
or `kb explain person`, and in your editor, with the schemas that `kb schema` prints.

Ids are lower-case letters, digits and single hyphens, each used once in the whole knowledge base. Dates are written
`2026-01-31`, instants `2026-01-31T18:00+01:00`; `until` and both ends of `away` are inclusive. Where *none* is taken, the word
`none` or an empty list says that there is none, which is not the same as nothing written.

Any mapping may also carry `basis` (how this came to be written down: `stated`, `reported`, `inferred` or `assumption`) and
`sources` (what it rests on: ids of the section `sources`); the nearest one around a fact holds.
"""
SECTIONED = ("architecture", "ownership")
"""Kinds of file in which `sources` may be a section."""
FIRST = ("component", "system", "vendor", "source", "team", "person", "line of knowledge", "rotation")
"""What a file of many sections holds itself; it comes before what that is made of."""
ANYWHERE = ("basis", "sources")
SETTINGS = """\
`kb.toml` beside the four folders, or the table `[tool.kb]` of a pyproject.toml. Every key has a default.

Options of a rule go under `[rules.ID]`, thresholds of a check of `kb ready` under `[checks.ID]`; `kb explain ID` says which each has.
The name at the head of the site is no setting of `kb`: write `site_name: …` in `mkdocs.yml` beside it.
"""
WEIGHTS = """\
Every number that decides something in a report, where it comes from, and where you set your own. *Fixed*: set in the code, not by a
knowledge base or an option. A limit of work counts steps, not seconds: equal input gives equal answers on every machine.
"""


def page(title, text, *blocks):
    parts = ["\n".join(lines) for block in blocks for lines in parts_of(block, 2)]
    plain = [re.sub(r"\\([`\[\]*])", r"\1", part) for part in parts]  # the texts are ours: what looks like code is code
    return "\n\n".join([HEAD.format(title=title, text=text.rstrip()).rstrip(), *plain]) + "\n"


def without_about(section):
    """Leave out what any mapping may carry: it is told once."""
    tables = (block for block in section.blocks if isinstance(block, Table))
    rows = {table: tuple(row for row in table.rows if row[0].text not in ANYWHERE) for table in tables}
    blocks = (block._replace(rows=rows[block]) if block in rows else block for block in section.blocks)
    return section._replace(blocks=tuple(blocks))


def keys_page():
    """Return every kind of file with the mappings in it; one that several kinds hold is told at the first."""
    told, blocks = [], []
    for kind in json_schema.KINDS:
        if kind != "settings":
            first, *inner = keys.sections(json_schema.schema(kind)).values()
            new = [without_about(part) for part in inner if part not in told]
            new.sort(key=lambda part: part.title not in FIRST)
            told += inner
            blocks.append(first._replace(blocks=(*(first if kind in SECTIONED else without_about(first)).blocks, *new)))
    assert len({part.title for part in told}) == len(set(told)), "two mappings of one name"
    return page("Keys of the files", KEYS, *blocks)


def settings_page():
    first, *inner = keys.sections(json_schema.schema("settings")).values()
    return page("Settings", SETTINGS, *first.blocks, *inner)


def weights_page():
    columns = [Column(name) for name in ("Weight or threshold", "Value", "What it decides", "Source", "Set by")]
    return page(
        "Weights and thresholds", WEIGHTS, Table(columns, tuple(tuple(map(Cell, weight)) for weight in weights()))
    )


PAGES = {"keys": keys_page, "settings": settings_page, "weights": weights_page}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_code_says(name):
    file, text = FOLDER / f"{name}.md", PAGES[name]()
    if os.environ.get("UPDATE_EXPECTED"):
        file.write_text(text, "utf-8")
    assert file.read_text("utf-8") == text, f"UPDATE_EXPECTED=1 pytest {Path(__file__).name} writes it anew"


@pytest.mark.parametrize("kind", json_schema.KINDS)
def test_every_key_of_every_file_is_there_and_told(kind):
    text = (FOLDER / ("settings.md" if kind == "settings" else "keys.md")).read_text("utf-8")
    schema = json_schema.schema(kind)
    for part in (schema, *schema["definitions"].values()):
        for key in {**part["properties"]}.keys() - ANYWHERE:
            row = re.search(rf"^\| {key}(?: \(needed\))? \| [^|]+ \| (.*) \|$", text, re.MULTILINE)
            assert row, (kind, key)
            assert row[1].strip() not in ("", "text"), (kind, part.get("title"), key)


def test_every_weight_has_a_value_a_use_a_source_and_a_place():
    assert all(all(text.strip() for text in weight) for weight in weights())
    assert len({weight.name for weight in weights()}) == len(weights())
    assert Weight._fields == ("name", "value", "use", "source", "place")


def test_weights_are_those_of_the_constants(monkeypatch):
    monkeypatch.setattr(critical, "SMALL_SET", 17)
    monkeypatch.setattr(loss, "LEAVING_PERCENT", 33)
    values = {weight.name: weight.value for weight in weights()}
    assert values["small set"] == "17 people"
    assert values["people leaving"] == "33 % of N"
    assert values["tier weights"] == ", ".join(map(str, Settings().tier_weights))


def test_the_page_on_keys_speaks_of_files_not_of_code():
    rows = [line for line in (FOLDER / "keys.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    assert len(rows) > 200
    assert [line for line in rows if "None" in line or line.endswith("| text | text |")] == []
    assert any("| away | list of interval such as 2026-01-01/2026-01-31 or none |" in line for line in rows)
