"""What is added to a text says where it comes from, and leaves every line what it was: a human's."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.files.merging.insert import Item, Text


def added(text, *facts):
    """Add facts (path, value, place): to a list an item, else a key."""
    made = Text(text)
    for path, value, place in facts:
        *above, key = path.split(".")
        node = made.root
        for name in above:
            node = made.child(node, name)
        there = made.child(node, key)
        item = Item(value, f"suggested: {place}")
        assert made.add_item(there, item) if there is not None else made.add_key(node, key, [item], many=False)
    return made.result()


ONE = ("s.pay.tier", 0, "f:1")


@pytest.mark.parametrize(
    ("text", "facts", "result"),
    [
        pytest.param(
            "s:\n  pay: {a: 1}\n  b: 2\n", [ONE],
            "s:\n  pay: {a: 1,\n      tier: 0 # suggested: f:1\n    }\n  b: 2\n", id="a line of its own"),
        pytest.param(
            "s:\n  pay: {}\n", [ONE],
            "s:\n  pay: {\n      tier: 0 # suggested: f:1\n    }\n", id="nothing there yet"),
        pytest.param(
            "s:\n  pay: {a: 1, }", [ONE],
            "s:\n  pay: {a: 1,\n      tier: 0 # suggested: f:1\n     }", id="a comma behind the last"),
        pytest.param(
            "s:\n  pay: {a: 1}\n", [ONE, ("s.pay.owner", "t", "g:2")],
            "s:\n  pay: {a: 1,\n      tier: 0, # suggested: f:1\n      owner: t # suggested: g:2\n    }\n", id="several"),
        pytest.param(
            "s:\n  pay: {a: 1,\n      tier: 0 # suggested: f:1\n    }\n", [("s.pay.owner", "t", "g:2")],
            "s:\n  pay: {a: 1,\n      tier: 0, # suggested: f:1\n      owner: t # suggested: g:2\n    }\n", id="a second time"),
        pytest.param(
            "s: {pay: {h: {x: 1}, n: [b]}}\n", [("s.pay.h.z", 2, "f:1"), ("s.pay.n", "c", "f:2"), ONE],
            "s: {pay: {h: {x: 1,\n    z: 2 # suggested: f:1\n  }, n: [b,\n    c # suggested: f:2\n  ],\n"
            "    tier: 0 # suggested: f:1\n  }}\n", id="braces in braces"),
        pytest.param(
            "s:\n  pay: {a: 1} # kb: ignore[x] until 2030-01-01: y\n", [ONE],
            "s:\n  pay: {a: 1, tier: 0} # kb: ignore[x] until 2030-01-01: y # suggested: tier (f:1)\n", id="a comment behind"),
        pytest.param(
            "s: {pay: {h: {x: 1}, n: [b]}} # it\n", [("s.pay.h.z", 2, "f:1"), ("s.pay.n", {"to": "c"}, "f:2"), ONE],
            "s: {pay: {h: {x: 1, z: 2}, n: [b, {to: c}], tier: 0}} # it # suggested: z (f:1) # suggested: c (f:2)"
            " # suggested: tier (f:1)\n", id="a comment behind nested ones"),
        pytest.param(
            's:\n  pay: {a: "see #3 # x"}\n', [ONE],
            's:\n  pay: {a: "see #3 # x",\n      tier: 0 # suggested: f:1\n    }\n', id="a text that holds a hash"),
        pytest.param(
            "s:\n  pay: {h: {a: '# x'}, b: '# y'} # z\n", [("s.pay.h.z", 2, "f:1")],
            "s:\n  pay: {h: {a: '# x', z: 2}, b: '# y'} # z # suggested: z (f:1)\n", id="such a text before a comment"),
        pytest.param(
            "s:\n  pay: {\n    a: 1, # one\n    b: 2 # two\n  }\n", [ONE],
            "s:\n  pay: {\n    a: 1, # one\n    b: 2, # two\n    tier: 0 # suggested: f:1\n  }\n", id="a value a line"),
        pytest.param(
            "s:\n  pay: {\n    a: 1 # one\n    , }\n", [ONE],
            "s:\n  pay: {\n    a: 1, # one\n    tier: 0 # suggested: f:1\n    , }\n", id="a comma on the next line"),
        pytest.param(
            's:\n  pay: {h: {a: 1}, b: "one\n    two # 2"}\n', [("s.pay.h.z", 2, "f:1")],
            's:\n  pay: {h: {a: 1,\n      z: 2 # suggested: f:1\n    }, b: "one\n    two # 2"}\n', id="a text over two lines behind"),
        pytest.param(
            "s:\r\n  pay: {a: 1}\r\n", [ONE],
            "s:\r\n  pay: {a: 1,\r\n      tier: 0 # suggested: f:1\r\n    }\r\n", id="line ends of Windows"),
    ],
)  # fmt: skip
def test_between_brackets(text, facts, result):
    assert added(text, *facts) == result
    data = yaml.safe_load(result)
    for path, value, _ in facts:
        found = data
        for key in path.split("."):
            found = found[key]
        assert value == found or value in found


HASH = st.sampled_from(["1", "'# x'", '"a #b"', "{}", "[]", "{k: 'v # w'}", "[1, '#']", '"a\n      b #"', "plain#text"])
GAP = st.sampled_from(["", " ", "\n    ", " # said\n    "])


@st.composite
def braces(draw, depth=0):
    """A mapping between braces, with comments and line ends wherever they may stand."""
    parts = []
    for place in range(draw(st.integers(0, 3))):
        value = draw(braces(depth=depth + 1)) if depth < 2 and draw(st.booleans()) else draw(HASH)
        parts.append(f"{draw(GAP)}k{place}: {value}{draw(GAP)}")
    comma = "," if parts and draw(st.booleans()) else ""
    return "{" + ",".join(parts) + comma + draw(GAP) + "}"


def maps(data, path=()):
    yield path
    for key, value in data.items():
        if isinstance(value, dict):
            yield from maps(value, (*path, key))


@settings(max_examples=60)
@given(braces(), st.sampled_from(["", " # behind", "\n# below"]), st.data())
def test_wherever_it_is_added_the_rest_stays_and_each_line_of_it_says_so(written, behind, data):
    text = f"s:\n  pay: {written}{behind}\n"
    before = yaml.safe_load(text)
    every = [".".join(path) for path in maps(before["s"]["pay"], ("s", "pay"))]
    chosen = data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=3))
    result = text
    for turn, path in enumerate(chosen):  # one import over the other
        result = added(result, (f"{path}.new{turn}", turn, f"f:{turn}"))
    kept = iter(result)
    assert all(letter in kept for letter in text)
    after = yaml.safe_load(result)
    for turn, path in enumerate(chosen):
        found, last = after, None
        for key in path.split("."):
            last, found = found, found[key]
        assert last is not None
        assert found.pop(f"new{turn}") == turn
        assert [line for line in result.splitlines() if f"new{turn}: {turn}" in line and "# suggested: " in line]
    assert after == before
