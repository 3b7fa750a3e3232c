from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.documents.document import Cell, Column, Table, Tone
from kb.render._paint import Paint
from kb.render._table import table_lines
from kb.render._width import width

PLAIN = Paint(False)


def draw(columns, rows, size):
    return table_lines(Table(tuple(columns), tuple(tuple(map(Cell, row)) for row in rows)), size, PLAIN)


def test_a_table_with_room_takes_what_it_needs():
    drawn = draw([Column("Name"), Column("Count", right=True)], [("pay", "3"), ("ledger", "12")], 80)
    assert drawn == ["Name    Count", "──────  ─────", "pay         3", "ledger     12"]


def test_columns_that_may_wrap_give_way_first():
    columns = [Column("Id"), Column("Advice", wrap=True)]
    drawn = draw(columns, [("spaces-ingest-gateway", "let a second person run it")], 38)
    assert drawn == [
        "Id                     Advice",
        "─────────────────────  ───────────────",
        "spaces-ingest-gateway  let a second",
        "                       person run it",
    ]


def test_long_ids_break_at_hyphens_when_nothing_else_helps():
    drawn = draw([Column("Id"), Column("Id")], [("spaces-ingest-gateway", "spaces-ingest-gateway")], 30)
    assert drawn[2:] == ["spaces-ingest-  spaces-ingest-", "gateway         gateway"]


def test_long_headings_take_two_lines_and_end_at_the_rule():
    columns = [Column("People who can operate it", right=True), Column("Advice", wrap=True)]
    drawn = draw(columns, [("1", "let a second person rehearse the runbook soon")], 50)
    assert drawn[:2] == ["People who can", "    operate it  Advice"]


def test_what_cannot_fit_is_drawn_row_by_row():
    drawn = draw([Column(name) for name in "abcdef"], [("x" * 20,) * 6, ("y",) * 6], 40)
    assert drawn[0] == "a  xxxxxxxxxxxxxxxxxxxx"
    assert drawn[6:8] == ["", "a  y"]


def test_a_table_without_rows_says_so():
    assert draw([Column("Name")], [], 80) == ["Name", "────", "(none)"]
    assert draw([Column("x" * 30)], [], 20) == ["(none)"]


def test_colour_does_not_move_a_column():
    table = Table((Column("A"), Column("B", right=True)), ((Cell("x", Tone.BAD), Cell("1", Tone.GOOD)),))
    painted = "\n".join(table_lines(table, 80, Paint(True)))
    assert "\x1b[31mx\x1b[0m  \x1b[32m1\x1b[0m" in painted


@given(st.data(), st.integers(1, 5), st.integers(20, 120))
def test_a_table_fits_and_its_columns_do_not_move(data, count, size):
    word = st.text("ab-字 ", max_size=30)
    columns = [Column(data.draw(word), data.draw(st.booleans()), data.draw(st.booleans())) for _ in range(count)]
    rows = data.draw(st.lists(st.tuples(*[word] * count), max_size=4))
    drawn = draw(columns, rows, size)
    assert all(width(line) <= size for line in drawn)
    assert not any(line != line.rstrip() for line in drawn)


@given(st.integers(23, 78))  # below, it is drawn row by row
def test_more_room_never_needs_more_lines(size):
    columns = [Column("Component"), Column("Advice", wrap=True)]
    rows = [("pay", "let a second person rehearse the runbook " * 3)]
    lengths = [len(draw(columns, rows, at)) for at in (size, size + 1)]
    assert all(one >= other for one, other in pairwise(lengths))


@pytest.mark.parametrize("size", [20, 40, 80])
def test_every_word_of_every_cell_is_there(size):
    columns = [Column("A"), Column("B", wrap=True)]
    drawn = "".join("".join(draw(columns, [("one", "two three four five six seven")], size)).split())
    assert all(word in drawn for word in ("one", "two", "three", "seven"))
