"""Values are cut out of every form of YAML; what is left is valid, means the rest, and looks as before."""

import pytest
import yaml

from kb.files.editing.cuts import Cutter
from kb.files.editing.spans import tree

# text, what is left of it once every value (or key with its value) that holds X is cut
CASES = {
    "flow list, first": ("a: [X, b, c]\n", "a: [b, c]\n"),
    "flow list, middle": ("a: [b, X, c]\n", "a: [b, c]\n"),
    "flow list, last": ("a: [b, X]\n", "a: [b]\n"),
    "flow list, two together": ("a: [b, X, X]\n", "a: [b]\n"),
    "flow list, alone": ("a: [X] # why\n", "a: [] # why\n"),
    "flow list, quoted": ("a: ['X', \"b\"]\n", 'a: ["b"]\n'),
    "flow list, lines": ("a: [\n  X, # one\n  # two\n  b, # three\n]\n", "a: [\n  # two\n  b, # three\n]\n"),
    "flow list, last line": ("a: [\n  b, # one\n  X # two\n]\n", "a: [\n  b, # one\n]\n"),
    "flow map, first": ("a: {X: 1, b: 2}\n", "a: {b: 2}\n"),
    "flow map, last": ("a: {b: 2, X: {c: 1}}\n", "a: {b: 2}\n"),
    "flow map, alone": ("a: {X: 1}\n", "a: {}\n"),
    "block list, first": ("a:\n  - X # him\n  - b\n", "a:\n  - b\n"),
    "block list, last": ("a:\n  - b # her\n  - X\nc: 1\n", "a:\n  - b # her\nc: 1\n"),
    "block list, alone": ("a: # why\n  - X\nc: 1\n", "a: [] # why\nc: 1\n"),
    "block list, not indented": ("a:\n- X\nc: 1\n", "a: []\nc: 1\n"),
    "block list, comment between": ("a:\n  - X\n  # about b\n  - b\n", "a:\n  # about b\n  - b\n"),
    "block list, blank lines": ("a:\n\n  - X\n\n  - b\n", "a:\n\n\n  - b\n"),
    "block list, no line end": ("a:\n  - b\n  - X", "a:\n  - b\n"),
    "block list of maps": ("a:\n  - X: 1\n    c: 2\n  - b: 1\n", "a:\n  - c: 2\n  - b: 1\n"),
    "block list of maps, only key": ("a:\n  - X: 1\n  - b: 1\n", "a:\n  - {}\n  - b: 1\n"),
    "block map, first": ("a:\n  X: 1\n  b: 2\n", "a:\n  b: 2\n"),
    "block map, nested": ("a:\n  X:\n    c: 1\n    d: |\n      text\n\n  b: 2\n", "a:\n\n  b: 2\n"),
    "block map, alone": ("a:\n  X: 1 # him\n", "a: {}\n"),
    "block map, last": ("a:\n  b: 2\n  # note\n  X: 1\n", "a:\n  b: 2\n  # note\n"),
    "block map, folded text": ("a:\n  X: >-\n    some\n    text\n  b: 2\n", "a:\n  b: 2\n"),
    "root map": ("X: 1\nb: 2\n", "b: 2\n"),
    "root map, alone": ("# top\nX: 1\n", "# top\n{}\n"),
    "root flow map": ("{X: 1}\n", "{}\n"),
    "windows line ends": ("a:\r\n  - X\r\n  - b\r\n", "a:\r\n  - b\r\n"),
    "after a wide letter": ("t: 字🎉ü\na: [字, X, b]\n", "t: 字🎉ü\na: [字, b]\n"),
    "two places": ("a: [X, b]\nc:\n  X: 1\n", "a: [b]\nc: {}\n"),
    "one within another": ("a: {X: [X, b]}\nc: 1\n", "a: {}\nc: 1\n"),
    "empty value": ("a:\n  X:\n  b: 1\n", "a:\n  b: 1\n"),
}


def cut(text):
    cutter = Cutter(text)
    root = tree(text)
    for node in root.below():
        if node.parent is not None and (node.key.text == "X" if node.parent.is_map and node.key else node.text == "X"):
            cutter.cut(node)
    return cutter.result()


@pytest.mark.parametrize("name", CASES)
def test_cut(name):
    before, after = CASES[name]
    assert cut(before) == after
    yaml.safe_load(after)


def test_replacements_and_cuts_go_together():
    text = "a: [X, b]\nc: d\n"
    cutter = Cutter(text)
    root = tree(text)
    cutter.cut(next(node for node in root.below() if node.text == "X"))
    place = next(node for node in root.below() if node.text == "d")
    cutter.replace(place.start, place.end, "e")
    assert cutter.result() == "a: [b]\nc: e\n"


def test_a_replacement_inside_a_cut_is_void():
    text = "a: {X: d, b: 1}\n"
    cutter = Cutter(text)
    value = next(node for node in tree(text).below() if node.text == "d")
    cutter.cut(value)
    cutter.replace(value.start, value.end, "e")
    assert cutter.result() == "a: {b: 1}\n"
