"""Where a command of kb in a sentence begins and ends."""

import pytest

from kb import testing
from kb.cli.main import COMMANDS as REAL
from kb.pages._commands import COMMANDS, command

BASE = testing.base("ann operates pay; web needs pay")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kb ready sign launch-night quotas-confirmed --subject aws: the limits", ["kb ready sign launch-night quotas-confirmed --subject aws"]),
        ("To remove it all: kb person forget p-2 --dry-run. Git keeps it.", ["kb person forget p-2 --dry-run"]),
        ("kb ready plan l-1 lists it all by date.", ["kb ready plan l-1"]),
        ("kb risk --component pay says why", ["kb risk --component pay"]),
        ("kb who pay names them, kb plan the rest", ["kb who pay", "kb plan"]),
        ("kb runbook log r --kind drill --by PERSON, then kb runbook list.", ["kb runbook log", "kb runbook list"]),
        ("the files of kb are text; 40 kb of them", []),
    ],
)  # fmt: skip
def test_a_command_ends_where_prose_goes_on(text, found):
    assert [text[start:end] for start, end in command(text, BASE)] == found


def test_it_knows_every_command():
    assert set(REAL) == COMMANDS
