from hypothesis import given
from hypothesis import strategies as st

from kb.documents.document import Excerpt
from kb.render._excerpt import excerpt_lines, place
from kb.render._paint import Paint
from kb.render._width import width


def draw(text, column, marked, size=80, line=7):
    return excerpt_lines(Excerpt("a.yaml", line, column, marked, ((line, text),)), size, Paint(False))


def test_the_place_is_one_that_editors_open():
    assert place(Excerpt("a\nb.yaml", 4, 2, 1, ())) == "a b.yaml:4:2"


def test_the_caret_stands_under_what_is_meant():
    assert draw("  operatse:", 3, 8) == ["> 7 │   operatse:", "    │   ^^^^^^^^"]


def test_the_caret_counts_columns_of_the_screen():
    assert draw("字: \tx", 5, 1) == ["> 7 │ 字: \\tx", "    │       ^"]
    assert draw("a\x1bb", 2, 1) == ["> 7 │ a\\x1bb", "    │  ^^^^"]


def test_what_is_missing_is_marked_behind_the_end():
    assert draw("name:", 6, 1)[1] == "    │      ^"
    assert draw("name:", 99, 5)[1] == "    │      ^"


def test_a_long_line_is_cut_around_the_mark():
    lines = draw("x" * 60 + "HERE" + "y" * 60, 61, 4, size=40)
    at = lines[1].index("^^^^")
    assert lines[0][at : at + 4] == "HERE"
    assert lines[0].count("…") == 2


def test_carets_end_with_the_room():
    lines = draw("x" * 60 + "y" * 200, 61, 200, size=40)
    assert width(lines[1]) == 40
    assert lines[1].endswith("^" * 20)


def test_lines_around_are_not_marked():
    excerpt = Excerpt("a", 10, 1, 1, ((9, "nine"), (10, "ten"), (11, "")))
    drawn = excerpt_lines(excerpt, 80, Paint(False))
    assert drawn == ["   9 │ nine", "> 10 │ ten", "     │ ^", "  11 │"]


def test_a_short_line_above_one_that_is_cut_is_shown_from_its_beginning():
    excerpt = Excerpt("a", 10, 90, 3, ((9, "services:"), (10, "x" * 89 + "bad")))
    drawn = excerpt_lines(excerpt, 40, Paint(False))
    assert drawn[0] == "   9 │ services:"
    assert "bad" in drawn[1]


def test_a_place_outside_of_the_lines_has_no_caret():
    assert excerpt_lines(Excerpt("a", 3, 1, 1, ()), 80, Paint(False)) == []


@given(st.text(), st.integers(0, 400), st.integers(0, 400), st.integers(20, 100))
def test_an_excerpt_fits_and_always_has_a_caret(text, column, marked, size):
    lines = draw(text, column, marked, size)
    assert all(width(line) <= size for line in lines)
    assert "^" in lines[1]
