"""The key requirements of SARIF 2.1.0; the official schema is 3,000 lines and was used once by hand."""

import json
from dataclasses import replace
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model.finding import Severity
from kb.render.sarif import Sarif

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
REGION = {
    "required": ["startLine", "startColumn", "endColumn"],
    "properties": {name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endColumn")},
    "additionalProperties": False,
}
ARTIFACT = {
    "required": ["uri", "uriBaseId"],
    "properties": {"uri": {"type": "string", "pattern": "^([A-Za-z0-9._~/-]|%[0-9A-F]{2})*$"}, "uriBaseId": {}},
    "additionalProperties": False,
}
LOCATION = {
    "required": ["physicalLocation"],
    "properties": {
        "id": {"type": "integer", "minimum": 0},
        "physicalLocation": {"properties": {"artifactLocation": ARTIFACT, "region": REGION}},
        "logicalLocations": {"type": "array", "items": {"properties": {"name": {"type": "string"}}}},
    },
    "additionalProperties": False,
}
SUPPRESSION = {
    "required": ["kind"],
    "properties": {
        "kind": {"enum": ["inSource", "external"]},
        "status": {"enum": ["accepted", "underReview", "rejected"]},
        "justification": {"type": "string"},
        "location": LOCATION,
    },
    "additionalProperties": False,
}
RESULT = {
    "required": ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "suppressions"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": TEXT,
        "locations": {"type": "array", "items": LOCATION},
        "relatedLocations": {"type": "array", "items": LOCATION, "uniqueItems": True},
        "partialFingerprints": {"additionalProperties": {"type": "string"}},
        "suppressions": {"type": "array", "items": SUPPRESSION, "uniqueItems": True},
    },
    "additionalProperties": False,
}
RULE = {
    "required": ["id", "shortDescription"],
    "properties": {"id": {"type": "string"}, "shortDescription": TEXT},
    "additionalProperties": False,
}
DRIVER = {
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "version": {"type": "string"},
        "rules": {"type": "array", "items": RULE, "uniqueItems": True},
    },
    "additionalProperties": False,
}
RUN = {
    "required": ["tool", "results"],
    "properties": {
        "tool": {"required": ["driver"], "properties": {"driver": DRIVER}},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
        "properties": {"type": "object"},
    },
    "additionalProperties": False,
}
LOG = jsonschema.Draft7Validator(
    {
        "type": "object",
        "required": ["version", "runs"],
        "properties": {"$schema": {"type": "string"}, "version": {"const": "2.1.0"}, "runs": {"items": RUN}},
        "additionalProperties": False,
    }
)


def read(report, document, **options):
    log = json.loads(Sarif(**options).render(report, document))
    LOG.validate(log)
    return log["runs"][0]


@pytest.fixture
def results(report, specimen):
    return read(report, specimen)["results"]


def fingerprints(report, specimen):
    found = [result["partialFingerprints"]["holdfastFinding/v1"] for result in read(report, specimen)["results"]]
    assert len(set(found)) == len(found)
    return found


def test_rules_are_sorted_and_carry_the_first_line_of_their_manual(report, specimen):
    run = read(report, specimen, summaries={"unknown-key": "A key nobody reads."})
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["no-load-test", "single-operator", "stale-runbook", "unknown-key"]
    assert rules[3]["shortDescription"]["text"] == "A key nobody reads."
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_levels_places_and_evidence(results):
    assert [result["level"] for result in results] == ["error", "warning", "note", "error"]
    place = results[0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 4, "startColumn": 5, "endColumn": 13}
    assert results[2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b/%C3%BC.yaml"
    assert [place["id"] for place in results[1]["relatedLocations"]] == [1, 2]


def test_a_suppression_says_why_until_when_and_where(results):
    assert [len(result["suppressions"]) for result in results] == [0, 0, 0, 1]
    suppression = results[3]["suppressions"][0]
    assert suppression["justification"] == "team is moving it (until 2023-06-30)"
    assert suppression["location"]["physicalLocation"]["artifactLocation"]["uri"] == "kb.toml"


def test_the_prefix_leads_from_the_root_of_the_repository(report, specimen):
    first = read(report, specimen, prefix="/docs")["results"][0]
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("docs/ownership")


def test_a_fingerprint_survives_moved_lines_other_words_and_other_severity(report, specimen):
    moved = tuple(
        finding._replace(source=finding.source._replace(line=99), message="other", severity=Severity.INFO)
        for finding in report.findings
    )
    assert fingerprints(replace(report, findings=moved), specimen) == fingerprints(report, specimen)


def test_equal_findings_have_different_fingerprints(report, specimen):
    twice = replace(report, findings=report.findings * 2)
    assert fingerprints(twice, specimen)[:4] == fingerprints(report, specimen)


def test_nothing_found_is_a_log_with_no_results(report, specimen):
    assert read(replace(report, findings=()), specimen)["results"] == []


def test_a_message_holds_no_link(infected, specimen):
    text = read(infected("[x](http://a.example)"), specimen)["results"][0]["message"]["text"]
    assert "](" not in text.replace("\\](", "")


@settings(deadline=None)
@given(st.data())
def test_any_text_gives_a_valid_log(naughty, infected, poisoned, data):
    text = data.draw(st.text(st.characters()) | st.sampled_from(naughty))
    run = read(infected(text), poisoned(text))
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri, errors="surrogatepass") == text
