import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.documents.document import Cell, Column, Document, Table
from kb.render._clean import one_line
from kb.render.csv import Csv


def document(*rows, keys=("a", "b")):
    columns = tuple(Column(key.upper()) for key in keys)
    return Document("t", "at", (Table(columns, tuple(tuple(map(Cell, row)) for row in rows), keys=tuple(keys)),))


def parse(text):
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_the_specimen_has_keys_and_rows(report, specimen):
    rows = parse(Csv().render(report, specimen))
    assert rows[0] == ["component", "operators", "status", "fix"]
    assert [row[0] for row in rows[1:]] == ["spaces-ingest", "spaces-edge", "音声-gateway"]


def test_lines_end_as_the_standard_says():
    assert Csv().render(None, document(("x", 'say "a, b"'))) == 'a,b\r\nx,"say ""a, b"""\r\n'


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\x00=1", "\n=1", " =1", "\uff1d1"])
def test_no_cell_is_a_formula(cell):
    assert parse(Csv().render(None, document((cell, ""))))[1][0] == f"'{one_line(cell)}"


def test_headings_are_guarded_too():
    assert Csv().render(None, document(keys=("=a", "b"))) == "'=a,b\r\n"


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_reading_it_back_gives_the_cells(rows):
    read = parse(Csv().render(None, document(*rows)))
    assert [len(row) for row in read[1:]] == [len(row) for row in rows]
    for row, told in zip(rows, read[1:], strict=True):
        assert all(found in (one_line(cell), f"'{one_line(cell)}") for cell, found in zip(row, told, strict=True))


@given(st.text())
def test_a_row_of_one_cell_is_always_a_row(cell):
    (head,), (found,) = parse(Csv().render(None, document((cell,), keys=("a",))))
    assert (head, found.removeprefix("'")) == ("a", one_line(cell).removeprefix("'"))


def test_no_naughty_cell_begins_a_formula_or_splits_a_row(naughty):
    for text in naughty:
        rows = parse(Csv().render(None, document((text, "x"), ("x", text))))
        assert [len(row) for row in rows] == [2, 2, 2]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0")) for row in rows for cell in row)
