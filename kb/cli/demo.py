"""kb demo: the worked example, and its risk report."""

import shlex
import sys
from pathlib import Path

import click

from kb.cli.options import note
from kb.cli.session import say
from kb.errors import KbError
from kb.files import tree

_EPILOG = """\b
Examples:
  kb demo                               to ./holdfast-demo
  kb demo /tmp/example                  to another folder
"""
_NEXT = """\

That was the worked example in {where}. The commands that the report names
work inside of that folder; from here, name it with -C. Try next:
  kb -C {where} who space-room
  kb -C {where} risk --at 2022-10-01      before people left
  kb -C {where} risk --component space-room
  kb -C {where} graph space-room --format svg -o space-room.svg
  kb init {own:<17}a knowledge base of your own
"""


@click.command("demo", epilog=_EPILOG)
@click.argument("target", metavar="[DIR]", default="holdfast-demo")
@click.pass_obj
def command(folder: str, target: str) -> None:
    """Unpack the worked example to DIR (default: ./holdfast-demo) and show its risk report.

    The example is plain files: change them and ask again. DIR must not exist yet.
    """
    from kb.cli import risk
    from kb.files.example import unpack

    destination = Path(folder, target)
    around = _around(destination)
    count = unpack(destination)
    say(f"Unpacked {count} files to {destination}.\n\n", None)
    risk.command.main(args=[], prog_name="kb risk", standalone_mode=False, obj=str(destination))
    say(_NEXT.format(where=shlex.quote(str(destination)), own="my-base"), None)
    sys.stdout.flush()
    if around is not None:
        note(
            f"{destination} lies inside of the knowledge base {around}, which is the one that answers without -C. "
            "Better move it elsewhere, or leave it out of commits."
        )


def _around(destination: Path) -> Path | None:
    """Return the knowledge base a folder would lie in; None for none."""
    try:
        return tree.find_root(destination.absolute().parent)
    except KbError:
        return None  # there is none, or no such folder, which unpacking reports
