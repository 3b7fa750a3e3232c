"""How a gate fails: the last line on standard error says which option asked for it and what it found, then exit code 1."""

from collections.abc import Iterable, Mapping
from typing import Final, NoReturn

import click

from kb.cli.options import note
from kb.model.saying import listed

MOST: Final = 4
"""Names of one kind that are said; the report above has all."""


def fail(gate: str, why: Mapping[str, Iterable[str]]) -> NoReturn:
    """Say why a gate fails, and end with 1.

    Args:
        gate: the option that asked for it, as it was given, or the verdict: ``--fail-on single``.
        why: per word of the report the names it holds for, the worst first: ``{"orphaned": ["payments"]}``.

    Raises:
        Exit: always.
    """
    held = {word: list(dict.fromkeys(names)) for word, names in why.items()}
    found = [f"{listed(names, MOST)} {word}" for word, names in held.items() if names]
    note(f"fails ({gate}){': ' if found else ''}{'; '.join(found)}")
    raise click.exceptions.Exit(1)
