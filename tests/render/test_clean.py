import json
import sys
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.render._clean import UNSAFE, clean, clean_json, one_line

EMOJI_SELECTORS = "\ufe0e\ufe0f"


def test_every_control_and_format_character_of_unicode_is_unsafe():
    every = map(chr, range(sys.maxunicode + 1))
    unsafe = (char for char in every if category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char != "\n")
    assert [hex(ord(char)) for char in unsafe if not UNSAFE.fullmatch(char)] == []


def test_letters_digits_signs_and_blanks_are_left_alone():
    every = map(chr, range(sys.maxunicode + 1))
    kept = (char for char in every if category(char) in {"Lu", "Ll", "Nd", "Pd", "Po", "Sm", "So", "Zs", "Mc"})
    assert [hex(ord(char)) for char in kept if UNSAFE.fullmatch(char)] == []
    assert clean(EMOJI_SELECTORS) == EMOJI_SELECTORS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("a\tb\r", "a\\tb\\r"),
        ("\x85\x9b", "\\x85\\x9b"),
        ("\u202ea", "\\u202ea"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("a\nb", "a\nb"),
        ("::error::x", "\\x3a:error::x"),
        ("a ::b c::d", "a \\x3a:b c::d"),
        ("##[error]", "#\\x23[error]"),
        ("## [", "## ["),
    ],
)
def test_what_acts_is_shown(text, shown):
    assert clean(text) == shown


def test_one_line_has_no_newline_and_no_blank_at_its_ends():
    assert one_line(" a\nb \n") == "a b"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)
    assert not UNSAFE.search(clean(text))


@given(st.text(st.characters()))
def test_cleaned_json_says_the_same(text):
    drawn = clean_json(json.dumps([text], ensure_ascii=False))
    assert json.loads(drawn) == [text]
    assert not UNSAFE.search(drawn)
