"""The schemas say what the reader says: every YAML of the repository passes both, every wrong one fails both."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from kb.files import nodes, scalars
from kb.files.json_schema import KINDS, schema, schema_text
from kb.files.load import load

ROOT = Path(__file__).parents[2]
BASES = (ROOT, ROOT / "examples/lantern")
VALIDATORS = {kind: Draft7Validator(schema(kind)) for kind in KINDS}


def kind_of(path):
    folder, _, rest = path.partition("/")
    if folder == "events":
        return "paper" if "/" in rest else "event"
    if folder == "runbooks":
        return "run" if rest.startswith("log/") else "runbook"
    return folder


def value_of(path, data):
    if path.endswith(".md"):
        data = data.split(b"---\n")[1] if data.startswith(b"---\n") else b"{}\n"
    faults = []
    return nodes.read(data, lambda *fault: faults.append(fault))


def files():
    for base in BASES:
        for folder in ("architecture", "ownership", "events", "runbooks"):
            for file in sorted((base / folder).rglob("*")):
                if file.suffix in (".yml", ".md"):
                    yield base, str(file.relative_to(base))


@pytest.mark.parametrize("kind", KINDS)
def test_is_a_valid_draft_07_schema(kind):
    Draft7Validator.check_schema(schema(kind))
    assert schema(kind)["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema(kind)["title"] == f"Holdfast: {kind}"
    assert json.loads(schema_text(kind)) == schema(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_describes_every_definition(kind):
    for name, definition in schema(kind)["definitions"].items():
        assert definition["title"], name
        assert definition["description"], name
        assert not any(":class:" in str(value.get("description")) for value in definition["properties"].values())


@pytest.mark.parametrize(
    ("base", "path"), list(files()), ids=lambda value: value if isinstance(value, str) else value.name
)
def test_every_file_of_the_repository_is_valid(base, path):
    found = [
        error.message for error in VALIDATORS[kind_of(path)].iter_errors(value_of(path, (base / path).read_bytes()))
    ]
    assert found == []


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.name)
def test_the_settings_of_the_repository_are_valid(base):
    settings = json.loads(json.dumps(tomllib.loads((base / "kb.toml").read_text()), default=str))
    assert list(VALIDATORS["settings"].iter_errors(settings)) == []


WRONG = {
    "unknown section": ("architecture/a.yml", "servises: {pay: {}}"),
    "section of another folder": ("architecture/a.yml", "people: {ann: {}}"),
    "unknown key": ("architecture/a.yml", "services: {pay: {teir: 1}}"),
    "tier too high": ("architecture/a.yml", "services: {pay: {tier: 4}}"),
    "tier as text": ("architecture/a.yml", "services: {pay: {tier: high}}"),
    "id that is no slug": ("architecture/a.yml", "services: {Pay: {}}"),
    "text for a list": ("architecture/a.yml", "services: {pay: {needs: db}, db: {}}"),
    "edge without its end": ("architecture/a.yml", "services: {pay: {needs: [{why: x}]}}"),
    "unknown lifecycle": ("architecture/a.yml", "services: {pay: {lifecycle: old}}"),
    "contact without to": ("architecture/a.yml", "vendors: {aws: {contact: [{kind: chat}]}}"),
    "unknown basis": ("architecture/a.yml", "defaults: {basis: guess}\nservices: {pay: {}}"),
    "flag as text": ("architecture/a.yml", "services: {pay: {alerts: [{id: A, pages: often}]}}"),
    "unknown level": ("ownership/a.yml", "people: {ann: {}}\nknowledge: {pay: {ann: master}}"),
    "knowledge without level": ("ownership/a.yml", "people: {ann: {}}\nknowledge: {pay: {ann: {by: drill}}}"),
    "unknown evidence": ("ownership/a.yml", "people: {ann: {}}\nknowledge: {pay: {ann: {level: operate, by: hearsay}}}"),
    "knowledge as a list": ("ownership/a.yml", "people: {ann: {}}\nknowledge: {pay: [ann]}"),
    "date of another form": ("ownership/a.yml", "people: {ann: {until: 31.1.2026}}"),
    "interval without its end": ("ownership/a.yml", "people: {ann: {away: [2026-01-01]}}"),
    "instant without its time": ("ownership/a.yml", "rotations: {r: {shifts: [{start: 2026-01-01}]}}"),
    "instant without its offset": ("events/e.yml", "window: {start: 2026-01-01T10:00}"),
    "day and a half": ("events/e/a.yml", "sign: {check: access, value: yes, by: ann, date: 2026-01-01 noon}"),
    "unknown kind of person": ("ownership/a.yml", "people: {ann: {kind: robot}}"),
    "negative headcount": ("ownership/a.yml", "teams: {t: {headcount: [{date: 2026-01-01, value: -1}]}}"),
    "unknown scale": ("events/e.yml", "scale: huge"),
    "unknown metric": ("events/e.yml", "forecast: {metric: people}"),
    "unknown paper": ("events/e/a.yml", "vote: {by: ann}"),
    "sign-off without value": ("events/e/a.yml", "sign: {check: access, by: ann, date: 2026-01-01}"),
    "unknown answer": ("events/e/a.yml", "poll: {role: r, by: ann, say: perhaps, date: 2026-01-01}"),
    "run without outcome": ("runbooks/log/a.yml", "{runbook: r, kind: drill, by: ann, ended: 2026-01-01T10:00Z, help: none}"),
    "run by deploying": ("runbooks/log/a.yml", "{runbook: r, kind: deployed, by: ann, ended: 2026-01-01T10:00Z, help: none, outcome: pass}"),
    "unknown kind of runbook": ("runbooks/r.md", "---\nkind: recipe\n---\n# R\n"),
    "interval of no days": ("runbooks/r.md", "---\nreview: {every_days: 0}\n---\n# R\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_wrong_files_fail_both(name, tmp_path):
    path, text = WRONG[name]
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(text + "\n")
    if path.startswith("events/e/"):
        (tmp_path / "events/e.yml").write_text("title: E\n")
    assert any(
        finding.source.path == path and finding.rule != "unknown-reference" for finding in load(tmp_path).findings
    )
    assert list(VALIDATORS[kind_of(path)].iter_errors(value_of(path, (text + "\n").encode())))


@pytest.mark.parametrize(
    "settings",
    [
        {"as_of": "May"},
        {"evidence_days": 0},
        {"profile": "secret"},
        {"colour": True},
        {"suppress": [{"rule": "x"}]},
        {"rules": {"x": 1}},
    ],
)
def test_wrong_settings_fail(settings):
    assert list(VALIDATORS["settings"].iter_errors(settings))


@pytest.mark.parametrize(
    "shape",
    [scalars.INSTANT, scalars.WHEN, scalars.INTERVAL, scalars.DAY, scalars.UNTIL],
    ids=lambda shape: shape.name[:14],
)
@pytest.mark.parametrize(
    "text",
    [
        "2026-01-31", "2026-01-31T18:00+01:00", "2026-01-31T18:00Z", "2026-01-31T18:00:30.5-0100", "2026-01-31T18:00:00.000000Z", "event-end",
        "2026-01-01/2026-01-31", "2026-01-01 / 2026-01-31", "2026-1-3", "2026-01-31 18:00Z", "2026-01-31T18:00", "2026-01-31T18:00:30.1234567Z", "2026-01-01/",
    ],
)  # fmt: skip
def test_the_form_of_a_date_is_what_the_reader_takes(shape, text):
    try:
        shape.parse(text)
    except ValueError:
        assert not re.search(shape.pattern, text)
    else:
        assert re.search(shape.pattern, text)


def test_none_and_nothing_are_what_the_reader_takes():
    data = b"services: {pay: , db: {needs: none, capacity: none}}\njobs: none\nqueues:\n"
    assert list(VALIDATORS["architecture"].iter_errors(value_of("architecture/a.yml", data))) == []
    data = b"knowledge: {pay: none, db: {}}\n"
    assert list(VALIDATORS["ownership"].iter_errors(value_of("ownership/a.yml", data))) == []
