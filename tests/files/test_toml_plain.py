"""The fast path of TOML against tomllib: what it reads, tomllib reads alike."""

import tomllib
from random import Random

import pytest

from kb.files import toml

LINES = [
    'a = "x"', "b = 12", "# c", "", 'd="y" # z', 'e = "é…"', "f = 007", 'g = """', 'h = "a\\n"', "[t]", "i.j = 1", '"k" = 1', " l = 1", 'm =  "x" ', "n = -1", "o = 1_0", "p = 'x'",
    "q = 1.0", "r = true", 's = "\t"', "# \x01", 't = "q" b', "u = ", "v = 2026-01-01", "w = 0", "- = 1", 'x = "#" # "', 'y = ""', 'z = """"', "é = 1", 'aa = "\x7f"', "ab = 1 #\t",
]  # fmt: skip


def test_lines_put_together_at_random():
    random, read = Random(3), 0
    for _ in range(8_000):
        text = "\n".join(random.choice(LINES) for _ in range(random.randint(0, 5))) + random.choice(["", "\n", "\r\n"])
        found = toml._simply(text)
        if found is not None:
            read += 1
            values, places = found
            assert list(values.items()) == list(tomllib.loads(text).items())
            assert places == toml._places(text)
    assert read > 500


@pytest.mark.parametrize(
    "text",
    [
        'a = "x"\na = "y"\n',
        "a = 1\r\n",
        "[a]\n",
        "a = 1.5\n",
        'a = "\\u0041"\n',
        f"a = 1{'0' * 18}\n",
        "a = ²\n",
        "a =\n",
    ],
)
def test_what_is_left_to_tomllib(text):
    assert toml._simply(text) is None
