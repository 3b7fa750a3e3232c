"""Notes on standard error fit a terminal and carry no control codes."""

import pytest
from click.testing import CliRunner

from kb.cli.main import main
from kb.cli.options import note


def test_a_note_is_wrapped_and_clean(capsys):
    note("word " * 40 + "\x1b[31mred\nnext")
    out, err = capsys.readouterr()
    assert out == ""
    assert max(map(len, err.splitlines())) <= 80
    assert "\x1b" not in err
    assert err.endswith("\nnext\n")


@pytest.mark.parametrize("words", ["check arch", "plan --progress arch", "risk --scenario arch"])
def test_paths_are_left_to_the_shell_to_complete(words):
    env = {"_KB_COMPLETE": "bash_complete", "COMP_WORDS": f"kb {words}", "COMP_CWORD": str(words.count(" ") + 1)}
    assert CliRunner().invoke(main, [], env=env, prog_name="kb").stdout == "file,arch\n"
