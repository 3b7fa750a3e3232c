import re

import pytest

from kb.model.pattern import pattern


def test_it_acts_like_a_compiled_pattern():
    found = pattern(r"a(b+)", re.IGNORECASE)
    assert found.search("xABB")[1] == "BB"
    assert found.fullmatch("ab") is not None
    assert found.sub("-", "ab cab") == "- c-"
    assert [match.start() for match in found.finditer("abab")] == [0, 2]
    assert found.pattern == r"a(b+)"
    assert pattern(rb"a").search(b"ba") is not None


def test_it_is_compiled_when_it_is_used(monkeypatch):
    compiled = []
    made = re.compile("a+")
    monkeypatch.setattr(re, "compile", lambda *asked: compiled.append(asked) or made)
    found = pattern("a+")
    assert compiled == []
    assert found.match("aa")
    assert found.match("b") is None
    assert compiled == [("a+", 0)]


def test_a_faulty_pattern_is_told_of():
    with pytest.raises(re.error):
        pattern("(").search("a")
