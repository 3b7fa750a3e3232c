"""Plain data as YAML on one line: whatever the text, the strict reader reads back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import testing
from kb.files.emit import flow, scalar

NAUGHTY = ["no", "off", "yes", "null", "true", "010", "12:30", "1e3", "0x1", "-", "- a", "a: b", "a #b", "#ops", "@x", "%x", "`x`", "*a", "&a", "!a", "|", ">",
           "", " ", "a ", "'", '"', "\\", "{a}", "[a]", "a,b", "2026-01-01", "~", "=", "<<", "é", "日本", "a'b", "a 'b"]  # fmt: skip


def back(text):
    return testing.read({"architecture/a.yml": f"services: {{x: {{title: {text}}}}}\n"})


@pytest.mark.parametrize("text", [text for text in NAUGHTY if text.strip()])
def test_a_naughty_text_comes_back(text):
    loaded = back(scalar(text))
    assert loaded.findings == ()
    assert loaded.base.components["x"].about.title == text


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="<>"), min_size=1, max_size=20
    )
)
def test_any_visible_text_comes_back(text):
    loaded = back(scalar(text))
    if not loaded.findings:  # a few texts may stand in no file
        assert loaded.base.components["x"].about.title == text
    assert not {finding.rule for finding in loaded.findings} & {"yaml-syntax", "yaml-subset", "wrong-type"}


def test_lists_and_mappings_stand_on_one_line():
    given = {"to": "a", "list": [1, True, 0.5, "x y"], "k-1": {"n": "no"}}
    assert flow(given) == '{to: a, list: [1, true, 0.5, x y], k-1: {"n": "no"}}'
