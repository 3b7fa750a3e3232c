"""Other people's collections of difficult inputs: the YAML test suite, and the big list of naughty strings."""

import json
from pathlib import Path

import pytest

from kb.files import nodes
from kb.files.load import load
from kb.files.parser import Parser, Slow

CORPORA = Path(__file__).parents[1] / "corpus"
SUITE = CORPORA / "yaml-test-suite"
CASES = {case["id"]: case for case in json.loads((SUITE / "cases.json").read_text())}
EXPECTED = json.loads((SUITE / "expected.json").read_text())
LENIENT = {"9C9N", "DK95-01", "QB6E", "S98Z", "SU5Z", "X4QW"}
"""Invalid by the letter of YAML 1.2, taken by libyaml, and of one meaning only: indentation and blanks before a comment."""

DEVIATES = {
    "652Z",  # `{ ?foo: bar }`: libyaml takes the `?` for the sign of a key
    "L24T-01",  # a block scalar that ends in a line of blanks, without a line end
    "Y2GN",  # an anchor with a colon inside
}
"""Valid YAML that libyaml reads as something else."""


def plain(node):
    if isinstance(node, nodes.Map):
        return {key: plain(value) for key, value in node.items()}
    return [plain(value) for value in node] if isinstance(node, nodes.Seq) else node


@pytest.mark.skipif(
    Parser is Slow, reason="what is expected is what libyaml takes; test_parser.py holds the other against it"
)
@pytest.mark.parametrize("name", CASES)
def test_the_yaml_test_suite(name):
    found = []
    case = CASES[name]
    root = nodes.read(case["yaml"].encode(), lambda *fault: found.append(fault))
    assert sorted({fault[0] for fault in found}) == EXPECTED[name]
    lines = case["yaml"].removeprefix("\ufeff").split("\n")
    for _, line, column, width, message, fix in found:
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert width >= 1
        assert message
        assert fix
    if not found and "json" in case and name not in DEVIATES:
        assert plain(root) == json.loads(case["json"])


def test_what_is_no_yaml_is_refused():
    assert {name for name, case in CASES.items() if not case["valid"] and not EXPECTED[name]} == LENIENT


NAUGHTY = json.loads((CORPORA / "naughty-strings" / "blns.json").read_text())


@pytest.mark.parametrize("number", range(len(NAUGHTY)))
def test_a_naughty_string_is_kept_as_it_is_or_refused_with_a_sentence(tmp_path, number):
    text = NAUGHTY[number]
    quoted = json.dumps(text)  # a JSON string is a YAML string, but for half a character
    (tmp_path / "architecture").mkdir()
    (tmp_path / "runbooks").mkdir()
    (tmp_path / "architecture" / "a.yml").write_text(
        f"services:\n  a:\n    title: {quoted}\n    tags: [{quoted}]\n    needs: [{{to: b, why: {quoted}}}]\n    x: {{note: {quoted}}}\n  b: {{}}\n"
    )
    loaded = load(tmp_path)
    for finding in loaded.findings:
        assert finding.message
        assert finding.fix
        assert (finding.message + finding.fix).isprintable()
    if not loaded.findings:
        a = loaded.base.components["a"]
        assert (a.about.title, a.about.tags, a.needs[0].why, a.about.x) == (text, (text,), text, {"note": text})


@pytest.mark.parametrize("place", ["key", "id", "ref", "word", "date", "plain", "runbook", "file"])
def test_naughty_strings_where_they_do_not_belong(tmp_path, place):
    folder = tmp_path / "architecture"
    folder.mkdir()
    (tmp_path / "runbooks").mkdir()
    lines = {
        "key": "x: {{{q}: 1}}",
        "id": "",
        "ref": "needs: [{q}]",
        "word": "lifecycle: {q}",
        "date": "changes: [{{date: {q}}}]",
        "plain": "title: {p}",
    }
    for number, text in enumerate(NAUGHTY):
        q, p = json.dumps(text), text.replace("\n", " ")
        if place == "runbook":
            (tmp_path / "runbooks" / f"r{number}.md").write_text(f"---\ntitle: {q}\n---\n# {text}\n\n{text}\n")
        elif place == "file" and text and "/" not in text and "\0" not in text and len(text.encode()) < 200:
            (folder / f"{text}.yml").write_text("services: {}")
        elif place == "id":
            (folder / f"{number}.yml").write_text(f"services:\n  {q}: {{}}\n")
        elif place in lines:
            (folder / f"{number}.yml").write_text(f"services:\n  s{number}: {{{lines[place].format(q=q, p=p)}}}\n")
    for finding in load(tmp_path).findings:
        assert finding.message
        assert finding.fix
        assert (finding.message + finding.fix + finding.source.path).isprintable()
        assert finding.source.line >= 1
        assert finding.source.column >= 1
