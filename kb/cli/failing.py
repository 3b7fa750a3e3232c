"""How a gate fails: the last line on standard error says which option asked for it and what it found, then exit code 1."""

from collections.abc import Iterable, Mapping
from typing import Final, NoReturn

import click

from kb.cli.options import note

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
    found = [f"{_names(names)} {word}" for word, names in held.items() if names]
    note(f"fails ({gate}){': ' if found else ''}{'; '.join(found)}")
    raise click.exceptions.Exit(1)


def _names(names: list[str]) -> str:
    more = len(names) - MOST
    return ", ".join(names[:MOST]) + (f" and {more:,} more" if more > 0 else "")
