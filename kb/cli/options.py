"""Options several commands share, and drawing a report in the format asked for."""

import os
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import click

from kb import plugs, render
from kb.cli.session import Session, say
from kb.documents.document import Document
from kb.errors import KbError

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


def draw(report: object, document: Document, format_name: str, output: str | None, **options: Any) -> None:
    """Draw a report and its description in a format, to standard output or a file."""
    drawn = plugs.plug(render, render.Format, format_name)  # type: ignore[type-abstract]
    if format_name == "text":
        options |= {"width": terminal_width(), "colour": wants_colour() and output is None}
    say(drawn(**options).render(report, document), output)


def draw_words(words: ModuleType, report: object, line: str | None, format_name: str, output: str | None) -> None:
    """Draw a report in the words of a module of :mod:`kb.documents`: ``describe_rows`` makes the table of CSV, ``describe`` all else.

    Args:
        words: the module.
        report: what it describes.
        line: what outputs open with; None where the report has no date.
        format_name: how to draw it.
        output: where to.
    """
    describe = words.describe_rows if format_name == "csv" else words.describe
    draw(report, describe(report) if line is None else describe(report, line), format_name, output)


def terminal_width() -> int:
    """Return the width of the terminal, from 60 to 120 columns; 80 where there is none."""
    if not sys.stdout.isatty():
        return 80
    import shutil

    return max(60, min(120, shutil.get_terminal_size((80, 24)).columns))


def wants_colour() -> bool:
    """Whether output goes to a terminal whose user has not asked for none (NO_COLOR)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def complete_ids(*kinds: str) -> Callable[..., list[str]]:
    """Return a completion of ids from the knowledge base: of ``components``, ``people``, ``teams`` and so on."""

    def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
        folder = ctx.find_root().params.get("folder") or "."
        try:
            base = Session(folder).loaded.base
        except KbError:
            return []
        return [name for kind in kinds for name in getattr(base, kind) if name.startswith(incomplete)]

    return complete
