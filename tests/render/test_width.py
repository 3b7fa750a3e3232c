import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.render._clean import clean
from kb.render._width import pad, width, window, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("字", 2), ("\uff46", 2), ("👍", 2), ("한국", 4), ("─", 1)],
)
def test_width(text, columns):
    assert width(text) == columns


def test_pad_fills_to_columns_not_characters():
    assert pad("字", 4) == "字  "
    assert pad("字", 4, right=True) == "  字"


@pytest.mark.parametrize(
    ("text", "size", "lines"),
    [
        ("", 5, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one\ntwo", 7, ["one", "two"]),
        ("  kept as it is", 20, ["  kept as it is"]),
        ("say `kb risk now` to see", 16, ["say", "`kb risk now` to", "see"]),
        ("say (`kb risk now`), then `b c`", 16, ["say", "(`kb risk now`),", "then `b c`"]),
        ("say `kb risk --full` to `b c`", 13, ["say `kb risk", "--full` to", "`b c`"]),
        ("an open ` stays as it is here", 12, ["an open `", "stays as it", "is here"]),
        ("spaces-ingest-gateway", 14, ["spaces-ingest-", "gateway"]),
        ("a runbooks/ingest.md", 12, ["a", "runbooks/", "ingest.md"]),
        ("a-bcdefghijkl", 6, ["a-bcde", "fghijk", "l"]),
        ("wwwwwwww", 3, ["www", "www", "ww"]),
        ("字字字", 5, ["字字", "字"]),
        ("字", 1, ["字"]),
        ("aaaaa::bbb", 5, ["aaaaa", "\\x3a:", "bbb"]),
    ],
)
def test_wrap(text, size, lines):
    assert wrap(text, size) == lines


@given(st.text(), st.integers(2, 40))
def test_no_line_is_longer_than_asked_and_no_word_is_lost(text, size):
    lines = wrap(clean(text), size)
    assert lines
    assert all(width(line) <= size for line in lines)
    assert not any(line.lstrip().startswith("::") for line in lines)
    assert "".join("".join(lines).split()).replace("\\x3a", ":") == "".join(clean(text).split()).replace("\\x3a", ":")


@pytest.mark.parametrize(
    ("text", "start", "size", "seen"),
    [
        ("abcdef", 0, 6, "abcdef"),
        ("abcdef", 0, 4, "abc…"),
        ("abcdef", 2, 4, "…def"),
        ("abcdef", 1, 4, "…cd…"),
        ("字字字字", 1, 4, "…字…"),
        ("", 3, 4, ""),
    ],
)
def test_window(text, start, size, seen):
    assert window(text, start, size) == seen


@given(st.text(), st.integers(0, 30), st.integers(4, 30))
def test_a_window_is_never_wider_than_asked(text, start, size):
    assert width(window(clean(text).replace("\n", ""), start, size)) <= size
