"""Rows and columns are written as people read them."""

from kb.documents.document import Cell, Column, Document, Tone, cells, columns


def test_a_mark_behind_a_title_says_how_a_column_is_set():
    assert columns("Tier", "Weak>", "Found~") == (
        Column("Tier"),
        Column("Weak", right=True),
        Column("Found", wrap=True),
    )


def test_what_is_no_cell_becomes_one_and_a_cell_keeps_its_tone():
    bad = Cell("single", Tone.BAD)
    assert cells("pay", 1, bad) == (Cell("pay"), Cell("1"), bad)


def test_rows_are_a_table_with_keys_and_what_is_none_stays_empty():
    (table,) = Document.of_rows("t", "at", ("id", "tier"), [("pay", 0), ("web", None)]).blocks
    assert table.keys == ("id", "tier")
    assert [[cell.text for cell in row] for row in table.rows] == [["pay", "0"], ["web", ""]]
