"""What the columns of a table are to a reader is told once a table, and nothing of it can break out of an attribute."""

from pathlib import Path

from kb.pages import _columns
from kb.pages._draw import draw

ROOT = Path(__file__).parents[2]


def words(rows, heads="abcd", right=()):
    return _columns.attributes(list(heads), rows, right)


def test_a_row_is_named_after_the_first_column_of_links_else_the_first():
    linked = [
        ["0", '<a href="x">x</a>', "y", "z"],
        ["1", '<a href="x">x</a>', "y", "z"],
        ["2", "none", "y", '<a href="x">z</a>'],
    ]
    assert 'data-kb="rows m2 s1 s2 s3 s4"' in words(linked)
    assert 'data-kb="rows m1 s1 s2 s3 s4"' in words([["0", "1", "2", "3"]])


def test_marks_stand_beside_the_name_and_long_cells_on_lines_of_their_own():
    mark = '<span class="kb-class kb-held">held</span>'
    assert 'data-kb="rows m1 k2 s1 s2 l3 s4"' in words([["a", mark, "x" * 40, "d"]])
    assert " k2" not in words([["a", mark + " at times", "c", "d"]])


def test_heads_are_said_to_css_but_for_those_that_need_none():
    mark = '<span class="kb-badge kb-held">held</span>'
    said = words([["0", '<a href="x">x</a>', mark, "3"]], ["Tier", "Component", "State", "Bus factor"])
    assert said.endswith(""" style="--h1:'Tier';--h4:'Bus factor'\"""")


def test_a_head_stays_within_its_attribute():
    said = words([list("0123")], ["a", """'";}--x:y&quot;&#39;\\""", "c", "d"])
    style = said.partition('style="')[2].removesuffix('"')
    assert '"' not in style
    assert "--h2:'\\27 &quot;;}--x:y&quot;\\27 \\5c ';" in style


def test_narrow_tables_say_only_what_is_aligned_right():
    assert words([["a", "b"]], "ab", [1]) == ' data-kb="r2"'
    assert words([["a", "b"]], "ab") == ""
    assert words([], "abcd") == ""


def test_a_long_table_comes_in_parts_of_which_the_last_is_counted():
    rows = [f"<tr><td>{number}</td></tr>" for number in range(_columns.PART + 3)]
    assert _columns.body(rows[:3]) == f"<tbody>{''.join(rows[:3])}</tbody>"
    made = _columns.body(rows)
    assert (
        made
        == f'<tbody>{"".join(rows[: _columns.PART])}</tbody><tbody style="--n:3">{"".join(rows[_columns.PART :])}</tbody>'
    )
    assert _columns.body([]) == "<tbody></tbody>"


def test_a_part_is_as_long_for_the_script_and_for_the_style():
    script = (ROOT / "site" / "assets" / "kb.js").read_text("utf-8")
    style = (ROOT / "site" / "assets" / "kb.css").read_text("utf-8")
    assert f"var PART = {_columns.PART};" in script
    assert f"var(--n, {_columns.PART})" in style


def test_a_cell_that_says_nothing_is_marked():
    drawn = draw("| a | b |\n| --- | --: |\n| - | x |", str)
    assert drawn.searched["drawn-0"] == (
        '<table data-kb="r2"><thead><tr><th>a</th><th style="text-align: right;">b</th></tr></thead>'
        "<tbody><tr><td data-none>-</td><td>x</td></tr></tbody></table>\n"
    )
