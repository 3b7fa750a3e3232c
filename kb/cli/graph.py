"""kb graph: the service graph as DOT or SVG."""

import subprocess
from typing import Final

import click

from kb.cli.options import at_option, complete_ids, format_option, id_option, output_option
from kb.cli.session import Session, known, say, session_command
from kb.errors import KbError, NothingHereError, UsageError
from kb.git.surroundings import installed

_EPILOG = """\b
Examples:
  kb graph                              everything, as DOT
  kb graph space-room --format svg -o space-room.svg
  kb graph space-room --depth 2         two steps down
  kb graph --system rooms --at 2022-10-01 | dot -Tpng -o rooms.png
"""
SECONDS: Final = 60
"""How long ``dot`` may take; the whole of a large graph can take hours."""
MISSING: Final = (
    "SVG needs Graphviz's `dot`, which is not on the PATH; install it with `sudo apt-get install graphviz` "
    "(macOS: `brew install graphviz`), or take `--format dot`"
)


@click.command("graph", epilog=_EPILOG)
@click.argument("component", metavar="[COMPONENT]", required=False, shell_complete=complete_ids("components"))
@id_option("system", "systems", "Only one system, and what it stands on directly.")
@click.option("--depth", type=click.IntRange(min=0), metavar="N", help="With COMPONENT: at most N steps down.")
@at_option
@format_option("dot", "svg")
@output_option
@session_command
def command(
    session: Session,
    component: str | None,
    system: str | None,
    depth: int | None,
    at: str | None,
    format_name: str,
    output: str | None,
) -> None:
    """Draw the service graph: everything, one system, or COMPONENT and all it cannot work without.

    How well each component is covered at the date is its border, its CSS class and a word. Above 150 components,
    systems stand for theirs. Only ids are names in the DOT; edges are `e-A--B`, nodes `n-A`.
    """
    from kb.analyses.drawing.compose import Composer
    from kb.documents.drawing import dot

    base = session.base
    if not base.components:
        raise NothingHereError("there is no component to draw: add one under `services:` in a file of architecture/")
    if component is not None and system is not None:
        raise UsageError("name a component or --system, not both")
    if depth is not None and component is None:
        raise UsageError("--depth counts steps down from a component: name one")
    if component in base.systems:
        raise UsageError(f"`{component}` is a system: kb graph --system {component}")
    when = session.at(at)
    composer = Composer(base, when.instant)
    if component is not None:
        drawing = composer.component(known(component, base.components, "component", base), depth)
    elif system is not None:
        drawing = composer.system(known(system, base.systems, "system", base))
    else:
        drawing = composer.whole()
    source = dot(drawing, when.line)
    say(source if format_name == "dot" else svg(source), output, data=True)


def svg(source: str, seconds: float = SECONDS) -> str:
    """Return the SVG that ``dot`` draws of a DOT source.

    Raises:
        UsageError: if there is no ``dot``.
        KbError: if it fails, or does not finish in time.
    """
    program = installed("dot")
    if program is None:
        raise UsageError(MISSING)
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            [program, "-Tsvg"], input=source.encode(), capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise KbError(
            f"dot did not finish in {seconds:g} s: draw less, with a component, --system or --depth"
        ) from None
    except OSError as error:
        raise KbError(f"{program} cannot be run: {error.strerror}") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise KbError(f"dot failed: {said or f'exit code {done.returncode}'}")
    return done.stdout.decode("utf-8")
