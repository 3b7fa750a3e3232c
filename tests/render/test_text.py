import os
import re
from pathlib import Path

import pytest

from kb.documents.document import Bullets, Document, Paragraph, Section, Tone, Verdict
from kb.render.text import Text

EXPECTED = Path(__file__).parent / "expected"
ANSI = re.compile("\x1b\\[[0-9;]+m")


@pytest.mark.parametrize("size", [80, 46])
def test_the_specimen_reads_as_agreed(report, specimen, size):
    drawn = Text(width=size).render(report, specimen)
    path = EXPECTED / f"specimen-{size}.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [20, 46, 80])
def test_colour_only_adds(report, specimen, size):
    painted = Text(width=size, colour=True).render(report, specimen)
    assert painted != Text(width=size).render(report, specimen)
    assert ANSI.sub("", painted) == Text(width=size).render(report, specimen)


def test_no_colour_code_runs_past_its_line(report, specimen):
    for line in Text(colour=True).render(report, specimen).splitlines():
        assert len(re.findall("\x1b\\[[1-9]", line)) == line.count("\x1b[0m")


def test_a_tone_paints_the_word_of_the_verdict():
    drawn = Text(colour=True).render(None, Document("t", "", (Verdict("GO", "", Tone.GOOD),)))
    assert "\x1b[1;32mGO\x1b[0m" in drawn


def test_numbers_of_a_long_list_are_aligned():
    drawn = Text().render(None, Document("t", "", (Bullets(("x",) * 10, numbered=True),)))
    assert " 9. x\n10. x\n" in drawn


def test_a_terminal_too_narrow_for_anything_gets_twenty_columns(report, specimen):
    assert Text(width=3).render(report, specimen) == Text(width=20).render(report, specimen)


def test_two_headings_in_a_row_have_air_between_them():
    inner = Section("Inner", (Paragraph("text"),))
    drawn = Text().render(None, Document("t", "", (Section("Outer", (inner,)),)))
    assert drawn.endswith("Outer\n─────\n\nInner\n  text\n")


def test_deep_nesting_stops_to_indent():
    block = Paragraph("deep")
    for _ in range(30):
        block = Section("s", (block,))
    drawn = Text(width=20).render(None, Document("t", "", (block,)))
    assert drawn.endswith(f"\n{' ' * 6}deep\n")
