"""The options that say who is absent, ``--without`` and ``--scenario``, and their completion."""

from typing import TYPE_CHECKING

import click

from kb.cli.session import Session
from kb.errors import KbError

if TYPE_CHECKING:
    from kb.model.base import Base


def complete_absent(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the last of several terms joined by commas: ids of people, ``team:ID``, ``employer:NAME``."""
    done, comma, last = incomplete.rpartition(",")
    try:
        base = Session(ctx.find_root().params.get("folder") or ".").loaded.base
    except KbError:
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
    type=click.Path(dir_okay=False),
    help="The same for each scenario of a YAML or TOML file: kb explain scenario.",
)
