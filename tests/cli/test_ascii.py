"""What a stream without Unicode shows."""

import os
import subprocess
import sys

import pytest

from kb.cli.ascii import ERRORS
from kb.testing import tree

KB = [sys.executable, "-c", "from kb.cli.main import run; run()"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("━━ 3 … ≤ 4 →", "-- 3 ... <= 4 ->"),
        ("☐ s1 · it\u2019s — “x”", '[ ] s1 - it\'s - "x"'),
        ("é│字", "\\xe9|\\u5b57"),
        ("plain", "plain"),
    ],
)
def test_signs_have_a_likeness_and_letters_their_escape(text, shown):
    assert text.encode("ascii", ERRORS).decode() == shown


def test_only_writing_has_a_way_out():
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", ERRORS)


def test_a_report_on_such_a_stream_is_drawn_in_ascii(tmp_path):
    root = tree(tmp_path, {"architecture/a.yml": "services: {pay: {title: Café}}\n"})
    said = subprocess.run(
        [*KB, "-C", root, "check"], env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=False
    )  # fmt: skip
    assert b"Check\n-----\n" in said.stdout
    assert b"\\u" not in said.stdout
