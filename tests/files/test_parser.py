"""Without libyaml: what both parsers take is read alike, mark by mark, and what libyaml refuses does not crash the other."""

import json
from pathlib import Path
from random import Random

import pytest
import yaml

from kb.files import nodes, strict, syntax
from kb.files.editing import spans
from kb.files.parser import Parser, Slow
from kb.importers import _yaml

ROOT = Path(__file__).parents[2]
FILES = sorted(
    file
    for folder in ("architecture", "ownership", "events", "examples", "tests/stories")
    for file in (ROOT / folder).rglob("*.yml")
)
SUITE = json.loads((ROOT / "tests/corpus/yaml-test-suite/cases.json").read_text("utf-8"))
NAUGHTY = json.loads((ROOT / "tests/corpus/naughty-strings/blns.json").read_text("utf-8"))
FORMS = ("a: {}\n", "a: [{}]\n", "a: {{b: {}}}\n", "{}: 1\n", 'a: "{}"\n', "a: '{}'\n", "a: |\n  {}\n")
PIECES = ["\t", "\n", " ", ":", ": ", "-", "- ", "#", " #", "[", "]", "{", "}", "'", '"', "&a ", "*a ", "!", "|", ">", "%", "?", ",", "---\n", "<<: ", "é", "🎉", "\r\n", "\\x", "\\ud800", "\\UFFFFFFFF"]  # fmt: skip

pytestmark = pytest.mark.skipif(Parser is Slow, reason="there is no libyaml to hold against")


def shown(node):
    """Return everything that is in a node: types, values, order of keys, and marks."""
    if type(node) is nodes.Map:
        return "map", node.mark, node.places, [(key, shown(value)) for key, value in node.items()]
    if type(node) is nodes.Seq:
        return "list", node.mark, node.places, [shown(value) for value in node]
    return type(node), node


def places(node):
    """Return everything that is in the tree an edit is made with."""
    if node is None:
        return None
    pairs = [(places(key), places(value)) for key, value in node.entries or ()]
    return node.start, node.end, node.line, node.column, node.flow, node.is_map, node.text, pairs


def by(parser, text, monkeypatch):
    """Read a text by the events of a parser: the faults, the nodes, and where there are none of the former the tree of an edit."""
    for module in (strict, spans):
        monkeypatch.setattr(module, "Parser", parser)
    found = []
    root = strict.read(text, lambda *fault: found.append(fault))
    return found, shown(root), places(spans.tree(text)) if not found else None


def agree(text, monkeypatch):
    """Hold the two against each other; return the faults of each."""
    kept = syntax.decode(text.encode("utf-8", "surrogatepass"), lambda *_: None)
    if kept is None:
        return [], []  # neither is asked
    fast, slow = by(yaml.CSafeLoader, kept, monkeypatch), by(Slow, kept, monkeypatch)
    if not fast[0] and not slow[0]:
        assert fast == slow
    return fast[0], slow[0]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_file_of_this_repository(file, monkeypatch):
    fast, slow = agree(file.read_text("utf-8", "replace"), monkeypatch)
    assert fast == slow


def test_the_yaml_test_suite(monkeypatch):
    for case in SUITE:
        agree(case["yaml"], monkeypatch)


def test_naughty_strings_in_every_place(monkeypatch):
    for text in NAUGHTY:
        for form in FORMS:
            agree(form.format(text), monkeypatch)


@pytest.mark.parametrize("seed", range(4))
def test_files_with_faults_put_in_at_random(seed, monkeypatch):
    random = Random(seed)
    texts = [file.read_text("utf-8", "replace")[:2500] for file in FILES]
    for _ in range(150):
        text = random.choice(texts)
        for _ in range(random.randint(1, 3)):
            place = random.randrange(len(text) + 1)
            text = text[:place] + random.choice(PIECES) + text[place + random.choice((0, 0, 3)) :]
        agree(text, monkeypatch)


@pytest.mark.parametrize(
    "text",
    [
        'a: "\\UFFFFFFFF"\n', 'a: "\\U00110000"\n', 'a: "\\ud800"\n', 'b: 1\na: "é\\\\ \\n x\\uDFFF"\n', 'a: "\\U0000D800x"\n', 'a: "\\uD83D\\uDE00"\n', 'a: "\\.b"\n',
        'a: "\\x4"\n', "a: @b\n", "a: [`b`]\n", "a: %b\n", "a: - b\n", "a: ? b\n", "a: !<x\n", "a: !u!x b\n", "a: & b\n", "a: * b\n", "a: 'b\n", "a: [b\n", "a: b: c\n", "\ta: b\n",
        "a:\n\t- b\n", "a: |x\n  b\n", "a: b\n c: d\n", "a: b\n...\nc: d\n",
    ],
)  # fmt: skip
def test_a_fault_is_said_alike_and_at_the_same_place(text, monkeypatch):
    fast, slow = agree(text, monkeypatch)
    assert fast == slow
    assert len(fast) == 1


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("%YAML 1." + "9" * 5000 + "\n---\na: b\n", (1, 9), "directives (`%…`) are not read"),
        ("a: b\tc\n", (1, 5), "a tab stands where YAML takes only blanks"),
        ("a: {b?: c}\n", (1, 6), "the brackets `[ ]` or braces `{ }` opened in line 1 are not closed, or a comma is missing"),
    ],
)  # fmt: skip
def test_what_only_the_slow_one_refuses_is_said_in_a_sentence(text, place, message, monkeypatch):
    _, slow = agree(text, monkeypatch)
    assert [(line, column, said) for _, line, column, _, said, _ in slow] == [(*place, message)]


def test_what_only_libyaml_refuses_is_said_in_a_sentence(monkeypatch):
    fast, slow = agree("a: [b:]\n", monkeypatch)
    assert not slow
    assert [fault[1:5] for fault in fast] == [(1, 6, 1, "a word between brackets ends in a colon")]


@pytest.mark.parametrize("text", ['a: "\\UFFFFFFFF"\n', "%YAML 1." + "9" * 5000 + "\n---\na: b\n"])
def test_a_foreign_file_that_would_crash_python_is_noted(text, monkeypatch):
    monkeypatch.setattr(_yaml, "Parser", Slow)
    notes = []
    assert list(_yaml.parsed(text.encode(), "x.yml", notes)) == []
    assert len(notes) == 1
