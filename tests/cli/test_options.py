"""Notes on standard error fit a terminal and carry no control codes."""

from kb.cli.options import note


def test_a_note_is_wrapped_and_clean(capsys):
    note("word " * 40 + "\x1b[31mred\nnext")
    out, err = capsys.readouterr()
    assert out == ""
    assert max(map(len, err.splitlines())) <= 80
    assert "\x1b" not in err
    assert err.endswith("\nnext\n")
