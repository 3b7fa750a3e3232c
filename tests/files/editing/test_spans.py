"""Places of values in YAML text."""

import pytest

from kb.files import nodes
from kb.files.editing.spans import tree
from kb.files.parser import Parser, Slow

TEXT = """\
# top
a: &x "one"
b: [two, {c: three}]
d:
  - e: *x
    f: |
      four
      five

  -   six   # note
"""


def test_every_scalar_lies_where_the_tree_says():
    root = tree(TEXT)
    shown = [TEXT[node.start : node.end] for node in root.below() if node.entries is None]
    assert shown == ["a", '&x "one"', "b", "two", "c", "three", "d", "e", "*x", "f", "|\n      four\n      five", "six"]


def test_paths_are_keys_from_the_root():
    paths = {node.text: node.path() for node in tree(TEXT).below() if node.text}
    assert paths["three"] == ("b", "c")
    assert paths["six"] == ("d",)
    assert paths["four\nfive\n"] == ("d", "f")


def test_a_block_ends_with_its_last_value():
    root = tree("a:\n  b: 1\n\n# about c\nc: 2\n")
    block = root.entries[0][1]
    assert (block.line, block.column, block.flow) == (1, 2, False)
    assert block.end == len("a:\n  b: 1")


def test_marks_are_those_of_the_reader():
    read = nodes.read(TEXT.encode(), print)
    root = tree(TEXT)
    assert [(mark.line, mark.column) for mark in map(nodes.Mark, read.places)] == [
        (n.line, n.column) for pair in root.entries for n in pair
    ]


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_nothing(text):
    assert tree(text) is None


@pytest.mark.skipif(Parser is Slow, reason="read by libyaml alone")
@pytest.mark.parametrize(
    ("text", "scalars"),
    [
        ("a: {b: x\ty, c?: z}\n", ["a", "b", "x\ty", "c?", "z"]),
        ("a: >#\n  b\n", ["a", ">#\n  b"]),
        ("a:\n  - b\tc\n  - d\n", ["a", "b\tc", "d"]),
    ],
)
def test_whatever_the_reader_takes_can_be_edited(text, scalars):
    faults = []
    assert nodes.read(text.encode(), lambda *fault: faults.append(fault)) is not None
    assert not faults
    assert [text[node.start : node.end] for node in tree(text).below() if node.entries is None] == scalars


@pytest.mark.parametrize("text", ["a: {b: }\n", "a: {b:\n}\n", "a: {b :  , c: d}\n", "a:\n  b:   # c\n"])
def test_a_value_that_is_not_written_lies_behind_its_colon(text):
    inner = tree(text).entries[0][1]
    assert inner.entries[0][1].start == inner.entries[0][1].end == text.index(":", text.index("b")) + 1
