"""What is a number to YAML: the look that tells of most texts agrees with the pattern that tells of all."""

from itertools import product

import pytest

from kb.files.nodes import _NUMBER, is_number


def test_short_texts_of_all_kinds():
    texts = ["".join(signs) for length in range(1, 5) for signs in product("01.e+-E_iaxn", repeat=length)]
    texts += ["".join(signs) for length in (5, 6) for signs in product("0.e-", repeat=length)]
    assert [text for text in texts if is_number(text) != bool(_NUMBER.fullmatch(text))] == []


@pytest.mark.parametrize(
    "text", ["12", "-1", "1.5", ".5", "5.", "1e5", "1.5E+10", ".inf", "-.Inf", "+.INF", ".nan", "0012"]
)
def test_numbers(text):
    assert is_number(text)


@pytest.mark.parametrize(
    "text", ["", "-", ".", "2023-05-23", "1.2.3", "24x7", "2-person", "1.inf", "\uff12", "1.\uff12", "1_000", "0x1f"]
)
def test_other_texts(text):
    assert not is_number(text)
