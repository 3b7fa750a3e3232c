"""Options several commands share, drawing a report in the format asked for, and notes to the person at the terminal."""

import os
import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Any

import click

from kb import plugs, render
from kb.cli.session import Session, say
from kb.documents.document import Document
from kb.errors import KbError, UsageError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kb.model.base import Base

at_option = click.option(
    "--at", metavar="DATE", help="Answer for this date, or instant with offset (default: as_of in kb.toml, else now)."
)
no_cache_option = click.option("--no-cache", is_flag=True, help="Neither use nor keep results of earlier runs.")
output_option = click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")


def format_option(*formats: str) -> Callable[..., Any]:
    """Return the option ``--format`` offering some formats, the first by default."""
    return click.option(
        "-f",
        "--format",
        "format_name",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to draw it.",
    )


def id_option(name: str, kind: str, said: str) -> Callable[..., Any]:
    """Return an option that takes an id, completed from those of a kind: ``components``, ``people``, ``teams`` and so on."""
    return click.option(f"--{name}", metavar="ID", shell_complete=complete_ids(kind), help=said)


def gathered(into: str, make: Callable[..., Any], **options: Callable[..., Any]) -> Callable[..., Any]:
    """Return a decorator that adds options; the command gets what ``make`` makes of their values, in their order, as one parameter."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        from functools import wraps

        @wraps(function)
        def call(*args: Any, **given: Any) -> Any:
            made = make(*(given.pop(name) for name in options))
            return function(*args, **{into: made}, **given)

        for option in reversed(options.values()):
            call = option(call)
        return call

    return add


def refuse(others: Mapping[str, object], why: str) -> None:
    """Refuse options that make no sense beside another.

    Raises:
        UsageError: saying ``why``, with the first that was given in place of ``{}``.
    """
    given = next((name for name, value in others.items() if value), None)
    if given is not None:
        raise UsageError(why.format(given))


def draw(report: object, document: Document, format_name: str, output: str | None, **options: Any) -> None:
    """Draw a report and its description in a format, to standard output or a file."""
    drawn = plugs.plug(render, render.Format, format_name)  # type: ignore[type-abstract]
    if format_name == "text":
        options |= {"width": terminal_width(), "colour": wants_colour() and output is None}
    say(drawn(**options).render(report, document), output, data=format_name != "text")


def draw_words(
    words: ModuleType, report: object, line: str | None, format_name: str, output: str | None, **options: Any
) -> None:
    """Draw a report in the words of a module of :mod:`kb.documents`: ``describe_rows`` makes the table of CSV, ``describe`` all else.

    ``line`` is what outputs open with, None where the report has no date; ``options`` are those of the format.
    """
    describe = words.describe_rows if format_name == "csv" else words.describe
    draw(report, describe(report) if line is None else describe(report, line), format_name, output, **options)


def terminal_width() -> int:
    """Return the width of the terminal, from 60 to 120 columns; 80 where there is none."""
    if not sys.stdout.isatty():
        return 80
    import shutil

    return max(60, min(120, shutil.get_terminal_size((80, 24)).columns))


def wants_colour() -> bool:
    """Whether output goes to a terminal whose user has not asked for none (NO_COLOR)."""
    asked = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return asked and _takes_colour()


def _takes_colour() -> bool:
    """Whether a terminal obeys the sequences that colour: a console of Windows only once it is asked to."""
    if sys.platform == "win32":
        import ctypes

        output, obey = -11, 4  # STD_OUTPUT_HANDLE, ENABLE_VIRTUAL_TERMINAL_PROCESSING
        console, mode = ctypes.windll.kernel32, ctypes.c_uint32()
        handle = console.GetStdHandle(output)
        found = console.GetConsoleMode(handle, ctypes.byref(mode))
        return bool(found and console.SetConsoleMode(handle, mode.value | obey))
    return True


def note(text: str) -> None:
    """Write sentences to standard error, cleaned, and wrapped to the width of the terminal; line ends stay."""
    from kb.render._clean import clean
    from kb.render._width import wrap

    click.echo("\n".join(wrap(clean(text), min(terminal_width(), 80))), err=True)


def complete_paths(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Complete a path, as ``click.Path`` does."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def complete_ids(*kinds: str) -> Callable[..., list[str]]:
    """Return a completion of ids from the knowledge base: of ``components``, ``people``, ``teams`` and so on."""

    def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
        base = base_of(ctx)
        if base is None:
            return []
        return [name for kind in kinds for name in getattr(base, kind) if name.startswith(incomplete)]

    return complete


def base_of(ctx: click.Context) -> "Base | None":
    """Return the knowledge base a completion is asked for in; None if there is none."""
    try:
        return Session(ctx.find_root().params.get("folder") or ".").loaded.base
    except KbError:
        return None


def complete_absent(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the last of several terms joined by commas: ids of people, ``team:ID``, ``employer:NAME``."""
    done, comma, last = incomplete.rpartition(",")
    base = base_of(ctx)
    if base is None:
        return []
    given = set(done.split(","))
    return [done + comma + term for term in _all_terms(base) if term.startswith(last) and term not in given]


def _all_terms(base: "Base") -> list[str]:
    from kb.model.scenario import employers

    return [*base.people, *(f"team:{name}" for name in base.teams), *(f"employer:{name}" for name in employers(base))]


without_option = click.option(
    "--without",
    metavar="A,B",
    multiple=True,
    shell_complete=complete_absent,
    help="What changes if these people go: ids, team:ID, employer:NAME. May be repeated.",
)
scenario_option = click.option(
    "--scenario",
    metavar="FILE",
    shell_complete=complete_paths,
    help="The same for each scenario of a YAML or TOML file: kb explain scenario.",
)
