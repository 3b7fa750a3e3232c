"""The fast path against the event stream: whatever it reads, the other reads alike, mark by mark, and without a fault."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.files import nodes, plain, strict, syntax

ROOT = Path(__file__).parents[2]
FILES = sorted(
    file
    for folder in ("architecture", "ownership", "events", "runbooks", "examples", "tests/stories")
    for file in (ROOT / folder).rglob("*.yml")
)
SUITE = json.loads((ROOT / "tests/corpus/yaml-test-suite/cases.json").read_text())
NAUGHTY = json.loads((ROOT / "tests/corpus/naughty-strings/blns.json").read_text())


def shown(node):
    """Return everything that is in a node: types, values, order of keys, and marks."""
    if type(node) is nodes.Map:
        return "map", node.mark, node.places, [(key, shown(value)) for key, value in node.items()]
    if type(node) is nodes.Seq:
        return "list", node.mark, node.places, [shown(value) for value in node]
    return type(node), node


def agrees(text):
    """Hold the two readers against each other; return whether the fast one read the text."""
    found = []
    if syntax.decode(text.encode("utf-8", "surrogatepass"), lambda *fault: found.append(fault)) is None:
        return False  # neither is asked
    fast = plain.read(text)
    if fast is None:
        return False
    slow = strict.read(text, lambda *fault: found.append(fault))
    assert found == []
    assert shown(fast) == shown(slow)
    return True


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_file_of_this_repository(file):
    read = agrees(file.read_text(encoding="utf-8", errors="replace"))
    assert read or "broken" in file.parts, "a plain file should take the fast path"


@pytest.mark.parametrize("case", SUITE, ids=lambda case: case["id"])
def test_the_yaml_test_suite(case):
    agrees(case["yaml"])


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_strings_in_every_place(text):
    for form in (
        "a: {}\n",
        "a: [{}]\n",
        "a: {{b: {}}}\n",
        "a:\n  - {}\n",
        "{}: 1\n",
        "a: >\n  {}\n",
        'a: "{}"\n',
        "a: '{}'\n",
    ):
        agrees(form.format(text))


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n", "a: b", "# c\n\na: b # c\n", "a:\n  b: c\n\n  d: e\nf: g\n", "a:\n- b\n- c\nd: e\n", "a:\n  - b: 1\n    c: 2\n  - d: 3\n",
        "a:\n  -   b: 1\n      c: 2\n", "a:\nb:\n", "a:   # c\n  b: c\n", "a:    b\n", "a: [b, c]\n", "a: []\nb: {}\n", "a: [ b , c ] # c\n", "a: {b: c, d: [e, {f: g}]}\n",
        "a: {b: 'x, y', c: \"z: #\"}\n", "a: 12\nb: 1.5\nc: true\nd: null\ne: ~\nf: 2026-01-02\ng: 12:30\nh: no\n", "a: x y  z\n", "a: don't [do] {this}, ever\n", "a: b#c\n", "a: http://x/y\n",
        "a: 'b'\nc: \"d # e\" # f\n", "a: >\n  b\n  c\nd: e\n", "a: |-\n  b\n  c\n\nd: e\n", "a: b  \nc: d \n", "a: b\r\nc:\r\n  - d\r\n", "a: é…\nb: [ü, {c: ø}]\n",
    ],
)  # fmt: skip
def test_what_is_plain_is_read(text):
    assert agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "# c\n", "- a\n", "a\n", "a: b\n  c\n", "a: b\n c: d\n", "a: b: c\n", "a: b:\n", "a: b\na: c\n", "a:\tb\n", "a: &x b\n", "a: *x\n", "a: !t b\n", "<<: {a: b}\n", "? a\n: b\n",
        "a: [b\n  , c]\n", "a: [b, c\n", "a: [b, ]\n", "a: [, b]\n", "a: {b}\n", "a: {b: }\n", "a: {b: c, b: d}\n", "a: [b: c]\n", "a: [b] c\n", "a: [b]c: d\n", "a: [b}\n", "a: {'b': c}\n",
        "a: 'b'' c'\n", 'a: "b\\n"\n', "a: 'b\n  c'\n", "a: 'b' c\n", "a: >+\n  b\n", "a: >2\n  b\n", "a: >\n\n  b\n", "a: >\n  b\n   c\n", "a: |\n  b\n\n  c\n", "a: |\n  b", "a: | \n  b \n", "a: |\nb: c\n",
        "1: a\n", "true: a\n", "~: a\n", "é: a\n", "'a': b\n", "a : b\n", "a: 010\n", "a: 1e3\n", "a: .inf\n", "a: -1\n", "a: 0x1F: b\n", "a: 1234567890123456\n", "a: - b\n", "a: ? b\n", "a: @b\n", "a: `b\n", "a: %b\n",
        "%YAML 1.2\n---\na: b\n", "---\na: b\n", "a: b\n---\nc: d\n", "a: b\n...\n", "  a: b\n", "a:\n    b: c\n  d: e\n", "a:\n- b\nc\n", "a:\n  - b\n - c\n", "a:\n  - b\n  c: d\n", "- a: b\n", "a:\n  - - b\n",
        "a:\n  -\n    b: c\n", "a:\n  b\n", "a:\n  [b]\n", "a:\n  'b'\n", "a: # c\n  b\n", "a: " + "[" * 30 + "]" * 30 + "\n", "x" * 300 + ": a\n",
    ],
)  # fmt: skip
def test_what_may_be_something_else_is_left_to_the_event_stream(text):
    assert plain.read(text) is None


def test_depth_is_left_to_the_event_stream():
    assert plain.read("".join("  " * level + "a:\n" for level in range(50))) is None
    assert agrees("".join("  " * level + "a:\n" for level in range(30)))


WORDS = ["a", "b-1", "12", "1.5", "true", "null", "no", "x y", "x: y", "x:y", "#c", "x #c", "'q'", '"q"', '"', "'", "-", "- a", "[]", "{}", "[a, b]", "{a: b}", "{a: [b, c], d: 'e'}",
         "[a,b]", "{a:b}", "[a, {b: c}]", "|", ">", ">-", "&a", "*a", "!t", "?", "? a", ":", ",", "]", "}", "%", "@", "`", "", " ", "é", "2026-01-01", "http://x", "a,b", "a]b", "{a: b} c", "[a] #c", "~", "--- a", "...",
         "a  b", "\u00a0", "x" * 250]  # fmt: skip
LINES = st.builds(
    lambda indent, dash, key, value, end: " " * indent + dash + key + value + end,
    st.integers(0, 6),
    st.sampled_from(["", "", "", "- ", "-  ", "-"]),
    st.sampled_from(["", "a: ", "b: ", "c:  ", "d:", "a-1: ", "'k': ", "e: ", "f: "]),
    st.sampled_from(WORDS),
    st.sampled_from(["", "", "", " ", "  # c", "#", "\r"]),
)


@settings(max_examples=600, deadline=None)
@given(st.lists(LINES, max_size=9), st.sampled_from(["\n", ""]))
def test_lines_put_together_at_random(lines, end):
    agrees("\n".join(lines) + end)


FLOWS = st.recursive(
    st.sampled_from(WORDS),
    lambda inner: st.one_of(
        st.builds(lambda items, gap: f"[{gap.join(items)}]", st.lists(inner, max_size=4), st.sampled_from([", ", ",", " , "])),
        st.builds(lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}", st.lists(st.tuples(st.sampled_from(["a", "b", "c", "to", "7"]), inner), max_size=4)),
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(FLOWS, st.sampled_from(["a: {}\n", "a:\n  - {}\n", "a: {} # c\n", "a:   {}  \n"]))
def test_brackets_at_random(value, form):
    agrees(form.format(value))


def test_mutated_files_of_this_repository():
    random, read = Random(7), 0
    pieces = [*WORDS, "\n", "  ", ": ", "- ", ", ", "#", " #", "\t", "[", "]", "{", "}", "'", '"', "\n\n", "\r\n"]
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in FILES]
    for _ in range(1_500):
        text = random.choice(texts)
        for _ in range(random.choice((1, 1, 2, 4))):
            at = random.randrange(len(text) + 1)
            text = text[:at] + random.choice(pieces) + text[at + random.choice((0, 0, 1, 3)) :]
        read += agrees(text)
    assert read > 250, "the fast path should not shy away from everything"
