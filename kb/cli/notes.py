"""Notes to the person at the terminal, on standard error: cleaned, and wrapped to its width."""

import click

from kb.cli.options import terminal_width


def note(text: str) -> None:
    """Write sentences to standard error, wrapped; line ends stay."""
    from kb.render._clean import clean
    from kb.render._width import wrap

    click.echo("\n".join(wrap(clean(text), min(terminal_width(), 80))), err=True)
